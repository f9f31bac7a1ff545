"""The article's campaign, played from the roll to the last fixed shortcoming by the real actions."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.factories import signed_in
from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.journal.actions import first_broken
from tusoi.foundation.kernel.clock import at_noon, move_office_day
from tusoi.foundation.tally.actions import recount
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import CampaignUnit, Override
from tusoi.process.dissemination.progress import coverage
from tusoi.process.dissemination.remarks import remarks
from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.states import CommentState
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.issues.states import ShortcomingState, SourceKind
from tusoi.process.steps import raw_rows
from tusoi.process.supervision.models import Commitment, Contact
from tusoi.web.demo.package.reader import load
from tusoi.web.demo.play.player import acts_of, play
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.play.summary import summary_of
from tusoi.web.keeping.worker import work_off

FOLDER = Path(__file__).parents[1] / "examples" / "binh-thuy-2012"
AS_OF = date(2012, 4, 21)


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """Played once for the module; taken off the database afterwards."""
    with django_db_blocker.unblock():
        played = Stage(load(FOLDER))
        for _act in play(acts_of(played)):
            pass
        work_off()
        yield played
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def _database(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_the_figures_of_the_article(stage):
    summary = summary_of(stage.campaign, as_of=AS_OF, at=stage.package.about.calendar.closed)
    assert (summary.trained, summary.required, summary.coverage) == (3261, 3339, (3261, 3339))
    assert (summary.classes, summary.key_cadres_trained) == (20, 428)
    assert (summary.makeup_classes, summary.trained_at_end, summary.declared_figures) == (3, 3332, 1)
    assert coverage(stage.campaign_unit("quan-uy-binh-thuy"), stage.package.about.calendar.closed) == Figure(3332, 3337)
    assert (summary.subjects, summary.slips_invited, summary.slips_returned) == (12, 161, 128)
    assert (summary.suggested_collectives, summary.suggested_individuals) == (14, 24)
    assert summary.issues_raised == summary.issues_answered == len(stage.package.issue_subject)
    assert summary.issues_upheld == summary.commitments == len(stage.package.commitments)
    assert summary.commitments_verified == sum(bool(row.verified_on) for row in stage.package.commitments)
    assert summary.meetings_held == summary.minutes_fixed == len(stage.package.meetings)
    assert summary.ballots_counted == 0
    assert summary.figures_flagged == 1


def test_the_declared_rate_is_flagged_and_the_counted_one_shown(stage):
    (remark,) = remarks(stage.campaign, account=None, at=at_noon(stage.package.about.calendar.closed))
    assert remark.counted == Figure(3261, 3339)
    said = " ".join(str(fault) for fault in remark.faults)
    assert "3.338 (97,69 %)" in said
    assert "3.339 (97,66 %)" in said


def test_no_gate_was_opened_by_force_and_no_comment_lost(stage):
    assert not Override.objects.exists()
    assert Contact.objects.filter(by=None).exists()  # the procedure's own reminders went out by themselves
    assert not Comment.objects.filter(state=CommentState.WAITING).exists()
    assert Comment.objects.count() == len(stage.package.slips)


def test_every_figure_equals_a_recount_and_the_journal_holds(stage):
    assert recount(stage.campaign.pk, raw_rows(stage.campaign)) == 0
    assert first_broken() is None


def test_sums_of_units_equal_the_whole(stage):
    top = CampaignUnit.objects.get(campaign=stage.campaign, depth=0)
    below = list(CampaignUnit.objects.filter(parent=top))
    figures = read(stage.campaign.pk, [top.path, *(unit.path for unit in below)], on=AS_OF)
    for measure in ("dissemination", "preparation", "guidance"):
        parts = [figures.get((unit.path, measure), Figure()) for unit in below]
        assert figures[top.path, measure].total == sum(part.total for part in parts)
        assert figures[top.path, measure].done == sum(part.done for part in parts)


def test_one_issue_travels_the_whole_way_on_one_page(stage):
    mended = Shortcoming.objects.filter(state=ShortcomingState.VERIFIED).values("issue")
    issue = Issue.objects.filter(pk__in=mended, sources__kind=SourceKind.COMMENTS).order_by("code").first()
    assert issue is not None
    move_office_day(stage.package.about.calendar.closed)
    page = signed_in(stage.leader).get(reverse("thread:issue", args=[stage.campaign.code, issue.code]))
    order = [
        "Nêu từ ý kiến góp ý trên phiếu",
        "Đặt ra với đối tượng",
        "Kết luận: có khuyết điểm",
        "Cam kết: ",
        "Xác nhận đã khắc phục",
    ]
    line = page.text[page.text.index('class="timeline"') :]
    places = [line.find(words) for words in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert places == sorted(places)


def test_every_commitment_is_supervised_by_somebody_else(stage):
    for commitment in Commitment.objects.select_related("issue__subject"):
        assert commitment.supervisor_id not in {commitment.owner_id, commitment.issue.subject.person_id}


def test_every_paper_comes_out_and_says_that_it_is_made_up(stage):
    documents = list(IssuedDocument.objects.filter(scope=stage.campaign.pk))
    assert {document.kind for document in documents} == {
        "dissemination.result", "issues.synthesis", "issues.suggestion", "reports.collective", "reports.individual",
        "reports.response", "reviews.minutes", "reviews.result", "progress.report",
    }  # fmt: skip
    for kind in {document.kind for document in documents}:
        paper = next(document for document in documents if document.kind == kind).paper
        assert paper.banner == "Dữ liệu minh họa, không có thật"
        assert write_docx(paper).startswith(b"PK")
