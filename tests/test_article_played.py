"""The article's campaign, played from the roll to the last fixed shortcoming by the real actions; then, on the same
units and people, the one of the year after. Both are played once: a play of the whole district takes a minute.
"""

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
from tusoi.process.campaigns.models import CampaignUnit, Override, Subject
from tusoi.process.dissemination.progress import coverage
from tusoi.process.dissemination.remarks import remarks
from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.states import CommentState
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.issues.register_figures import relapsed_in
from tusoi.process.issues.states import ShortcomingState, SourceKind
from tusoi.process.reports.models import EarlierAnswer, Report
from tusoi.process.steps import raw_rows
from tusoi.process.supervision.models import Commitment, Contact
from tusoi.web.demo.package.later_rows import CommitmentRow
from tusoi.web.demo.package.reader import load
from tusoi.web.demo.play.player import acts_of, play
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.play.summary import Summary, summary_of
from tusoi.web.keeping.worker import work_off

# The second also tells pytest-django to make the database when this file runs alone.
pytestmark = [pytest.mark.long, pytest.mark.django_db]
EXAMPLES = Path(__file__).parents[1] / "examples"
AS_OF = date(2012, 4, 21)


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """Played once for the module; taken off the database afterwards."""
    with django_db_blocker.unblock():
        yield _play("binh-thuy-2012")
        call_command("flush", verbosity=0, interactive=False)


def _play(code: str) -> Stage:
    played = Stage(load(EXAMPLES / code))
    for _act in play(acts_of(played)):
        pass
    work_off()
    return played


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


# -- the year after


@pytest.fixture(scope="module")
def second(stage, django_db_blocker) -> Stage:
    """The package that follows, played into the same database; the tests above have looked at the first alone."""
    with django_db_blocker.unblock():
        return _play("binh-thuy-2013")


@pytest.fixture(scope="module")
def figures(stage, second, django_db_blocker) -> tuple[Summary, Summary]:
    """Of both campaigns, as `tusoi play` prints them."""
    with django_db_blocker.unblock():
        return _figures(stage), _figures(second)


def test_section_three_carries_exactly_what_the_first_campaign_left_each_subject(stage, second):
    """Set by set, subject by subject: also the empty ones, and by what the register says, not the package."""
    left: dict[object, set[str]] = {}
    for row in stage.package.commitments:
        if not row.verified_on:
            left.setdefault(_bearer(stage.issue(row.issue).subject), set()).add(row.issue)
    reports = Report.objects.filter(campaign=second.campaign).select_related("subject")
    written = {
        _bearer(report.subject): {one.shortcoming.issue.code for one in report.earlier_answers.all()}
        for report in reports.prefetch_related("earlier_answers__shortcoming__issue")
    }
    assert len(written) == second.campaign.subjects.count() == len(second.package.subjects)
    assert {bearer: codes for bearer, codes in written.items() if codes} == left
    assert sum(map(len, left.values())) == 11


def test_section_three_comes_out_on_the_paper_that_was_handed_in(second):
    given = EarlierAnswer.objects.filter(report__campaign=second.campaign)
    for report in Report.objects.filter(campaign=second.campaign):
        listed = [(row["title"], row["text"]) for row in report.versions.latest("pk").content["earlier"]]
        own = given.filter(report=report).order_by("shortcoming__since", "shortcoming__pk")
        assert sorted(listed) == sorted(own.values_list("shortcoming__issue__title", "text"))


def test_a_relapse_links_to_what_had_been_verified(stage, second, figures):
    ends = {row.issue: row.verified_on for row in stage.package.commitments}
    linked = {row.issue: row.earlier for row in second.package.goes_on}
    upheld = {row.issue for row in second.package.conclusions if row.verdict == "upheld"}
    again = Shortcoming.objects.filter(issue__campaign=second.campaign).exclude(earlier=None)
    assert {row.issue.code: row.earlier.issue.code for row in again.select_related("issue", "earlier__issue")} == {
        issue: earlier for issue, earlier in linked.items() if issue in upheld
    }
    relapsed = set(relapsed_in(second.campaign).values_list("earlier__issue__code", flat=True))
    assert relapsed == {linked[issue] for issue in linked.keys() & upheld if ends[linked[issue]]}
    assert figures[1].relapsed == len(relapsed) == 3
    states = Shortcoming.objects.filter(issue__campaign=stage.campaign, issue__code__in=relapsed)
    assert set(states.values_list("state", flat=True)) == {ShortcomingState.RELAPSED}
    assert all(row.first_id == row.earlier_id for row in again)


def test_the_line_of_a_relapse_leads_to_what_had_been_verified_and_back(stage, second):
    move_office_day(second.package.about.calendar.closed)
    row = relapsed_in(second.campaign).select_related("issue", "earlier__issue").order_by("issue__code")[0]
    there, here = (
        reverse("thread:issue", args=[one.campaign.code, issue.code])
        for one, issue in ((stage, row.earlier.issue), (second, row.issue))
    )
    client = signed_in(second.leader)
    assert f'href="{there}">Tái diễn: đợt trước đã xác nhận' in client.get(here).text
    before = client.get(there).text
    assert f'href="{here}">Đợt sau kết luận: tái diễn' in before
    assert "Lập thêm cam kết" not in before  # the later campaign's issue is the one to mend


def test_long_standing_is_what_two_campaigns_left_open(second, figures):
    """Old in campaigns, unfinished on the last day; what was verified meanwhile is not, nor what only the second found."""
    aged = Shortcoming.objects.still_open().with_age(second.package.about.calendar.closed)
    old = {row.issue.code: row.age for row in aged.select_related("issue") if row.age >= 2}
    links = {row.issue: row.earlier for row in second.package.goes_on}
    done = {row.commitment for row in second.package.finished if row.verified_on}
    unfinished = {row.issue for row in _left(second) if row.code not in done} - set(links.values())
    mended = {row.issue for row in second.package.commitments if row.verified_on}
    upheld = {row.issue for row in second.package.conclusions if row.verdict == "upheld"}
    assert set(old) == unfinished | (links.keys() & upheld) - mended
    assert set(old.values()) == {2}
    assert figures[1].long_standing == len(old) == 6


def test_the_second_campaign_tries_what_a_campaign_can_meet(second, figures):
    before, after = figures
    assert (before.carried_over, before.relapsed, before.long_standing) == (0, 0, 0)
    assert after.carried_over == len(_left(second)) == 11
    assert after.reports_returned == len(second.package.returns) == 4
    assert after.overrides == Override.objects.count() == len(second.package.overrides) == 1
    assert after.ballots_counted == after.minutes_fixed == after.meetings_held == 38
    assert after.commitments == after.issues_upheld + after.immediate_actions > after.commitments_verified > 0
    assert after.issues_raised == after.issues_answered == after.answers_accepted + after.answers_explained
    assert min(after.gates_refused, after.notices_shown, after.reminders_sent) > 0


def test_what_a_meeting_wanted_at_once_stands_in_its_minutes_and_is_a_commitment(second, figures):
    lines = {row.code: row for row in second.package.immediate}
    made = Commitment.objects.filter(campaign=second.campaign).exclude(immediate=None)
    assert {row.code: row.measure for row in made} == {code: row.what for code, row in lines.items()}
    assert (figures[0].immediate_actions, figures[1].immediate_actions) == (0, len(lines))
    assert {row.code for row in made.unfinished()} == {code for code, row in lines.items() if not row.verified_on}
    papers = IssuedDocument.objects.filter(scope=second.campaign.pk, kind="reviews.minutes")
    printed = " ".join(str(document.paper) for document in papers)
    assert all(row.what in printed for row in lines.values())


def test_every_figure_of_both_equals_a_recount_and_the_journal_still_holds(stage, second):
    for one in (stage, second):
        assert recount(one.campaign.pk, raw_rows(one.campaign)) == 0
    assert first_broken() is None


def _left(second: Stage) -> list[CommitmentRow]:
    """Commitments that the first package does not say were verified."""
    return [row for one in second.package.chain for row in one.commitments if not row.verified_on]


def _bearer(subject: Subject) -> tuple[int | None, int | None]:
    return subject.collective_id, subject.person_id


def _figures(stage: Stage) -> Summary:
    days = stage.package.about.calendar
    return summary_of(stage.campaign, as_of=days.coverage_as_of, at=days.closed, gates_refused=stage.gates_refused)
