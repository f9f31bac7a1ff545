"""What the server's log leaves out."""

import logging

from django.conf import settings


class NoSlips(logging.Filter):
    """A refused slip page leaves no line in the log, which would have its time; a fault of the program does."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line may be written."""
        path = str(getattr(getattr(record, "request", None), "path", ""))
        return record.levelno >= logging.ERROR or not path.startswith(settings.COOKIE_FREE_PREFIXES)
