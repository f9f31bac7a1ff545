"""Reports of the small world in the states that tests need, reached by the real verbs."""

from datetime import date, datetime

from tests.factories import World

from tusoi.foundation.access.models import Account
from tusoi.process.issues.tests.cast import NOW
from tusoi.process.reports import actions
from tusoi.process.reports.models import Report
from tusoi.process.reports.rules import outline_of

DUE = date(2012, 9, 25)
WORDS = "Đã làm rõ trong phần này, xong trước ngày 15/10/2012."


def started(world: World, subject: str = "phuong-mot") -> Report:
    return actions.start(world.subjects[subject], due_on=DUE, by=world.officer, at=NOW)


def written(world: World, subject: str = "phuong-mot", by: Account | None = None) -> Report:
    """Every section has a text of its own."""
    report = started(world, subject)
    for number, section in enumerate(outline_of(report.subject).sections):
        text = f"Phần {number}. {WORDS}"
        actions.save_section(report, key=section.key, text=text, revision=0, by=by, at=NOW)
    return report


def submitted(world: World, subject: str = "phuong-mot", at: datetime = NOW) -> Report:
    report = written(world, subject)
    actions.submit(report, by=None, at=at)
    return report
