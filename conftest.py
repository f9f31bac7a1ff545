"""What holds for every test: it is half past four, a property may take its time, and a passphrase costs next to nothing."""

import os
from collections.abc import Iterator
from datetime import datetime
from unittest.mock import patch

import pytest
from django.test import TransactionTestCase
from django.utils import timezone
from hypothesis import settings
from nacl.pwhash import argon2id
from whitenoise.middleware import WhiteNoiseMiddleware

os.environ.setdefault("TUSOI_QUIET_HOURS", "")  # tests send letters at whatever hour they run
settings.register_profile("tusoi", deadline=None)
settings.load_profile("tusoi")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--with-database-only",
        action="store_true",
        help="leave out tests that get no database: they pass or fail alike on every one, so they run once",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if not config.getoption("--with-database-only"):
        return
    given = {"db", "transactional_db", "django_db_setup", "live_server"}
    kept = [
        item
        for item in items
        if item.get_closest_marker("django_db")
        or given & set(getattr(item, "fixturenames", ()))
        or issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    ]
    config.hook.pytest_deselected(items=list(set(items) - set(kept)))
    items[:] = kept


@pytest.fixture(autouse=True, scope="session")
def _afternoon() -> Iterator[None]:
    """The office's time of day; tests record acts at noon and meetings of the morning, whenever they run."""

    def half_past_four() -> datetime:
        return timezone.localtime().replace(hour=16, minute=30, second=0, microsecond=0)

    with patch("tusoi.foundation.kernel.clock.wall_time", half_past_four):
        yield


@pytest.fixture(autouse=True, scope="session")
def real_passphrase_work() -> Iterator[dict[str, int]]:
    """What a passphrase really costs, which is two tenths of a second each; the tests' own process pays the least there is."""
    from tusoi.foundation.secrecy import sealing

    real = dict(sealing.PASSPHRASE_WORK)
    least = {"opslimit": argon2id.OPSLIMIT_MIN, "memlimit": argon2id.MEMLIMIT_MIN}
    with patch.dict(sealing.PASSPHRASE_WORK, least):
        yield real


@pytest.fixture(autouse=True, scope="session")
def _static_files_found_once() -> Iterator[None]:
    """Every browser of a test builds the middleware, which looks for all static files: 5 of its 5 milliseconds."""
    found: dict[str, object] = {}
    find = WhiteNoiseMiddleware.add_files_from_finders

    def once(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            find(middleware)
            found.update(middleware.files)
        middleware.files = found

    with patch.object(WhiteNoiseMiddleware, "add_files_from_finders", once):
        yield
