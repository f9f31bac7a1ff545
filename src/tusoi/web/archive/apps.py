from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "tusoi.web.archive"
    label = "archive"
