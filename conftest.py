"""What holds for every test: it is half past four in the afternoon, and a property may take its time."""

import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.utils import timezone
from hypothesis import settings

os.environ.setdefault("TUSOI_QUIET_HOURS", "")  # tests send letters at whatever hour they run
settings.register_profile("tusoi", deadline=None)
settings.load_profile("tusoi")


@pytest.fixture(autouse=True, scope="session")
def _afternoon() -> Iterator[None]:
    """The office's time of day; tests record acts at noon and meetings of the morning, whenever they run."""

    def half_past_four():  # type: ignore[no-untyped-def]
        return timezone.localtime().replace(hour=16, minute=30, second=0, microsecond=0)

    with patch("tusoi.foundation.kernel.clock.wall_time", half_past_four):
        yield
