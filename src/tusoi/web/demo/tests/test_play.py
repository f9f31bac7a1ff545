"""A package without faults plays to its end; what people did by hand meanwhile stays, and the story goes on around it."""

from datetime import date

import pytest

from tusoi.foundation.journal.actions import first_broken
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.tally.actions import recount
from tusoi.foundation.tally.figures import Figure
from tusoi.process.campaigns.models import Campaign, Override
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.progress import coverage
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.states import CommentState, RoundState
from tusoi.process.issues.actions import answer
from tusoi.process.issues.states import IssueState
from tusoi.process.reviews.models import AgendaItem, Announcement
from tusoi.process.reviews.states import Circle
from tusoi.process.steps import raw_rows
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.states import CommitmentState
from tusoi.web.demo.package.reader import load
from tusoi.web.demo.play.player import CannotPlay, acts_of, play, play_on
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.play.summary import summary_of
from tusoi.web.demo.tests import small_package
from tusoi.web.keeping.worker import work_off

pytestmark = pytest.mark.django_db(transaction=True)
CLOSED = date(2013, 6, 28)


@pytest.fixture
def folder(tmp_path):
    return small_package.write(tmp_path / "nho")


def played(folder, until=CLOSED):
    stage = Stage(load(folder))
    assert len(list(play(acts_of(stage, until=until)))) > 10
    return stage


def test_the_whole_story_by_the_rules_and_nothing_else(folder):
    stage = played(folder)
    assert stage.issue("v1").state == IssueState.UPHELD
    assert stage.issue("g1").state == IssueState.NOT_UPHELD
    assert Commitment.objects.get().state == CommitmentState.VERIFIED
    assert not Override.objects.exists()
    assert not Comment.objects.filter(state=CommentState.WAITING).exists()
    assert stage.round().state == RoundState.SYNTHESISED
    summary = summary_of(stage.campaign, as_of=date(2012, 4, 21), at=CLOSED)
    assert summary.coverage == (summary.trained, summary.required) == (4, 7)
    assert (summary.classes, summary.makeup_classes, summary.trained_at_end) == (2, 1, 6)
    assert (summary.declared_figures, coverage(stage.campaign_unit("quan"), CLOSED)) == (1, Figure(6, 6))
    assert set(StudyClass.objects.get(is_makeup=True).invitees.values_list("person__code", flat=True)) == {
        "a3", "a4", "b3",
    }  # fmt: skip
    assert (summary.issues_raised, summary.issues_answered, summary.commitments_verified) == (2, 2, 1)
    assert summary.slips_returned == 0  # two of the five retired answered: below the threshold nothing is shown
    work_off()
    assert recount(stage.campaign.pk, raw_rows(stage.campaign)) == 0
    assert first_broken() is None


def test_the_second_chair_leads_while_the_chairs_own_file_is_discussed(folder):
    edited = folder / "subjects.csv"
    edited.write_text(edited.read_text(encoding="utf-8").replace("a3,Ban Thường vụ,Ủy viên", "a1,Ban Thường vụ,Bí thư"))
    (folder / "reports.csv").write_text(
        (folder / "reports.csv").read_text(encoding="utf-8").replace(",ba\n", ",bithu\n")
    )
    stage = played(folder)
    item = AgendaItem.objects.get(subject=stage.subject("c3"))
    assert (item.chair.code, item.meeting.chair.code) == ("a2", "a1")


def test_results_go_back_to_those_who_were_asked(folder):
    stage = played(folder)
    told = Announcement.objects.filter(meeting=stage.meeting("h1")).values_list("audience", flat=True)
    assert set(told) == set(Circle)


def test_until_a_day_is_a_campaign_in_its_middle(folder):
    stage = played(folder, until=date(2012, 7, 29))
    assert stage.round().state == RoundState.OPEN
    assert not Comment.objects.exists()
    assert stage.suggestions("cu").issued_on == date(2012, 7, 27)


def test_it_goes_on_in_another_process_around_what_was_done_by_hand(folder):
    played(folder, until=date(2012, 8, 10))
    stage = Stage(load(folder))
    by = stage.account("bithu")
    answer(stage.issue("v1"), kind="explain", text="Trả lời bằng tay", by=by, at=at_noon(date(2012, 8, 11)))
    rest = play_on(stage, after=date(2012, 8, 10), until=CLOSED)
    assert rest.left == []
    assert stage.issue("v1").answers.count() == 2
    assert Commitment.objects.get().state == CommitmentState.VERIFIED


def test_what_no_longer_fits_is_left_with_its_reason(folder):
    played(folder, until=date(2012, 8, 3))
    stage = Stage(load(folder))
    Round.objects.filter(code="gop-y").update(closes_on=date(2012, 12, 31))  # people give more time by hand
    rest = play_on(stage, after=date(2012, 8, 3), until=date(2012, 8, 10))
    assert rest.done
    assert any("khóa nhận phiếu" in line and "31/12/2012" in line for line in rest.left)
    assert Campaign.objects.get().issues.exists()


def test_a_package_that_the_rules_refuse_stops_with_the_act_and_the_reason(folder):
    (folder / "accounts.csv").write_text(
        (folder / "accounts.csv").read_text(encoding="utf-8").replace("canbo,a4,officer", "canbo,a4,member"),
        encoding="utf-8",
    )
    stage = Stage(load(folder))
    with pytest.raises(CannotPlay, match=r"26/03/2012, lập đợt kiểm điểm.*lập kế hoạch"):
        list(play(acts_of(stage, until=CLOSED)))
    assert not Campaign.objects.exists()
