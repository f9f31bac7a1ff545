"""The article's campaign and the one of the year after, played in order into one database."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from tools.make_binh_thuy_2013 import FOLDER, make

from tusoi.foundation.journal.actions import first_broken
from tusoi.foundation.tally.actions import recount
from tusoi.process.campaigns.models import Override
from tusoi.process.issues.models import Shortcoming
from tusoi.process.issues.states import ShortcomingState
from tusoi.process.reports.models import EarlierAnswer
from tusoi.process.steps import raw_rows
from tusoi.web.demo.package.reader import load
from tusoi.web.demo.play.player import acts_of, play
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.play.summary import Summary, summary_of
from tusoi.web.keeping.worker import work_off

Pair = list[tuple[Stage, Summary]]


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker) -> Iterator[Pair]:
    """Both, played once for the module; taken off the database afterwards."""
    with django_db_blocker.unblock():
        found: Pair = []
        for code in ("binh-thuy-2012", "binh-thuy-2013"):
            stage = Stage(load(FOLDER.parent / code))
            for _act in play(acts_of(stage)):
                pass
            work_off()
            days = stage.package.about.calendar
            refused = stage.gates_refused
            summary = summary_of(stage.campaign, as_of=days.coverage_as_of, at=days.closed, gates_refused=refused)
            found.append((stage, summary))
        yield found
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def _database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_the_generator_writes_the_committed_files_byte_for_byte(tmp_path: Path):
    make(tmp_path, load(FOLDER.parent / "binh-thuy-2012"))
    committed = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.iterdir()}
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir()} == committed


def test_section_three_carries_exactly_what_the_first_campaign_left(played: Pair):
    (first, before), (second, after) = played
    left = {row.issue for row in first.package.commitments if not row.verified_on}
    carried = EarlierAnswer.objects.filter(report__campaign=second.campaign).values_list("shortcoming__issue__code")
    assert {code for (code,) in carried} == left
    assert after.carried_over == len(left) == before.commitments - before.commitments_verified == 11
    assert before.carried_over == before.relapsed == before.long_standing == 0


def test_the_second_campaign_tries_what_a_campaign_can_meet(played: Pair):
    (_first, _before), (second, after) = played
    assert after.relapsed == Shortcoming.objects.filter(state=ShortcomingState.RELAPSED).count() == 3
    assert after.long_standing >= 4
    assert after.reports_returned == len(second.package.returns) == 4
    assert after.overrides == Override.objects.count() == len(second.package.overrides) == 1
    assert after.ballots_counted == after.minutes_fixed == after.meetings_held == 38
    assert after.commitments == after.issues_upheld > after.commitments_verified > 0
    assert after.issues_raised == after.issues_answered == after.answers_accepted + after.answers_explained
    assert min(after.gates_refused, after.notices_shown, after.reminders_sent) > 0


def test_every_figure_equals_a_recount_and_the_journal_holds(played: Pair):
    for stage, _summary in played:
        assert recount(stage.campaign.pk, raw_rows(stage.campaign)) == 0
    assert first_broken() is None
