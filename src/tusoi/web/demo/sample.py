"""The sample campaign that a demo shows, in a database of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections, router
from django.utils.translation import gettext as _

from tusoi.foundation.access.actions import make_sign_in_link
from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.feedback.actions import print_slips
from tusoi.process.feedback.models import Group, Round
from tusoi.process.feedback.states import RoundState
from tusoi.settings import database_from
from tusoi.web.demo.package.package import Package
from tusoi.web.demo.package.reader import load
from tusoi.web.demo.play.slips import passphrase_of
from tusoi.web.demo.play.stage import Stage

PACKAGE = "binh-thuy-2012"
AFTERWARDS = ("binh-thuy-2013",)  # each follows the one before it
LINKS_VALID = timedelta(days=30)
SLIPS_TO_TRY = 2  # for each group without names


def use_sqlite(file: Path) -> None:
    """Work on this SQLite file, which is not there yet, from now on, whatever the settings say; make its tables."""
    connections["default"].close()
    databases = connections.configure_settings({"default": database_from(f"sqlite:///{file.resolve()}")})
    connections.databases["default"] = databases["default"]
    del connections["default"]
    _make_tables()


def _make_tables() -> None:
    """Straight from the models, noted as migrated: a second where the migrations, one after the other, take six."""
    connection = connections["default"]
    with connection.schema_editor() as editor:
        for config in apps.get_app_configs():
            for model in router.get_migratable_models(config, connection.alias):
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
    call_command("migrate", fake=True, verbosity=0)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


@contextmanager
def fresh_sqlite(file: Path) -> Iterator[None]:
    """A new database in this file, or no file at all when what is done in it fails. Raises Refused for one that is there."""
    if file.exists():
        raise Refused(_("Tệp %(file)s đã có") % {"file": file}, way_out=_("Chọn một tên tệp khác"))
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        use_sqlite(file)
        yield
    except BaseException:
        remove_sqlite(file)
        raise


def remove_sqlite(file: Path) -> None:
    connections["default"].close()
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


@cache
def sample() -> Package:
    """The package of the demo. Raises PackageFaulty."""
    return load(settings.EXAMPLES / PACKAGE)


@cache
def story() -> tuple[Package, ...]:
    """The package of the demo and those that follow it, in order. Raises PackageFaulty."""
    read = [sample()]
    for code in AFTERWARDS:
        if (settings.EXAMPLES / code).is_dir():
            read.append(load(settings.EXAMPLES / code, earlier=read))
    return tuple(read)


def story_until(day: date) -> tuple[Package, ...]:
    """Those of which something may have happened before this day."""
    return (sample(),) if day <= sample().about.calendar.closed else story()


def check_day(package: Package, day: date) -> None:
    """Raises Refused for a day on which there is no campaign yet."""
    first = package.about.calendar.opened
    if day < first:
        raise Refused(
            _("Đến ngày %(day)s đợt kiểm điểm của gói này chưa mở (mở ngày %(first)s)")
            % {"day": f"{day:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"}
        )


def check_follows(package: Package, earlier: Sequence[Package]) -> None:
    """Raises Refused for a package whose organisation is not there yet, or stands there already."""
    last, wanted = (earlier[-1].about.code if earlier else ""), (package.before.about.code if package.before else "")
    if wanted == last:
        return
    if wanted:
        raise Refused(
            _("Gói %(package)s tiếp nối gói %(before)s") % {"package": package.about.code, "before": wanted},
            way_out=_("Diễn cả hai, gói trước đứng ngay trước: tusoi play %(before)s %(package)s")
            % {"package": package.about.code, "before": wanted},
        )
    raise Refused(
        _("Gói %(package)s không tiếp nối gói %(before)s") % {"package": package.about.code, "before": last},
        way_out=_("Ghi [follows] trong package.toml, hoặc diễn riêng gói này"),
    )


@dataclass(frozen=True)
class Way:
    """A way in that a demo prints: who or what, and its address."""

    words: str
    path: str


@dataclass(frozen=True)
class Part:
    """Somebody whom a visitor may be."""

    username: str
    who: str
    does: str


def cast_of(package: Package) -> list[Part]:
    """One part for each account whose `cast` says "who: what they do"."""
    said = {row.username: row.cast.partition(": ") for row in package.accounts if row.cast}
    return [Part(username, who, does[:1].upper() + does[1:]) for username, (who, _colon, does) in said.items()]


def sign_in_ways(package: Package) -> list[Way]:
    ways = []
    for part in cast_of(package):
        account = Account.objects.get(username=part.username)
        words = f"{part.who}: {part.does}" if part.does else part.who
        ways.append(Way(words, f"/dang-nhap/{make_sign_in_link(account, valid=LINKS_VALID, reusable=True)}/"))
    return ways


def slips_to_try(stage: Stage, day: date) -> list[Way]:
    """A few sheets of the open round for a visitor to fill in: organisations that have not answered, and others."""
    round = Round.objects.filter(campaign=stage.campaign, state=RoundState.OPEN, closes_on__gte=day).first()
    if round is None:
        return []
    ways = [Way(name, f"/phieu/#{code}") for name, code in sorted(stage.codes.items())[:SLIPS_TO_TRY]]
    for group in Group.objects.select_related("round__campaign_unit__unit", "round__box").filter(
        round=round, is_attributed=False
    ):
        sheets = print_slips(group, count=SLIPS_TO_TRY, by=stage.officer, at=at_noon(day))
        ways += [Way(group.name, f"/phieu/#{code}") for code, _label in sheets]
    return ways


def passphrases(package: Package) -> list[tuple[str, str]]:
    """(username, passphrase) of the counting team of sample data."""
    return [(row.username, passphrase_of(row.username)) for row in package.counting_team]
