"""Closing a campaign: what is left, where it goes, the closing report; reopening with a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import MADE, commitment, put_issue

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import paper_of
from tusoi.process.campaigns.models import Closing
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.issues.models import Shortcoming
from tusoi.process.issues.states import ShortcomingState
from tusoi.process.issues.tests.cast import upheld_in
from tusoi.process.supervision import actions, actions_closing
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.closing import count_left, left_of
from tusoi.process.supervision.documents import CLOSING, SOURCES
from tusoi.process.supervision.models import Commitment

pytestmark = pytest.mark.django_db
LATER = MADE + timedelta(days=5)
NOTE = "Hết thời gian theo kế hoạch"
SOURCE = next(source for source in SOURCES if source.kind == CLOSING)


@pytest.fixture
def home():
    """Ward One was reviewed, told nobody yet, and mends; ward Two has an issue that nobody answered."""
    w = world()
    commitment(w)
    put_issue(w, "phuong-hai", "vd-z", "Chậm họp giao ban")
    return w


def close(w, note=NOTE, by=None):
    return actions_closing.close(w.campaign, note=note, by=by or w.officer, at=LATER)


def test_everything_left_is_counted_with_who_takes_it_over(home):
    left = {row.kind: row for row in left_of(home.campaign)}
    decided = home.collectives["dang-uy-hai"].name
    assert [(one.who, one.count) for one in left["issues"].taken] == [(decided, 1)]
    assert (home.collectives["dang-uy-mot"].name, 1) in [(t.who, t.count) for t in left["announcements"].taken]
    assert [(t.who, t.count) for t in left["shortcomings"].taken] == [(home.units["phuong-mot"].name, 1)]
    assert [(t.who, t.count) for t in left["commitments"].taken] == [(home.people["dv-10"].name, 1)]
    concluded = home.campaign.subjects.filter(decided_by=home.collectives["dang-uy-mot"]).count()
    assert left["meetings"].count == home.campaign.subjects.count() - concluded
    assert count_left(home.campaign) == sum(row.count for row in left.values())


def test_with_something_left_it_closes_only_with_a_reason(home):
    with pytest.raises(Refused, match="việc chưa xong"):
        close(home, note=" ")
    home.campaign.refresh_from_db()
    assert (home.campaign.state, Closing.objects.count()) == (CampaignState.OPEN, 0)


def test_what_is_not_mended_is_carried_and_its_commitment_goes_on(home):
    closing = close(home)
    row = Shortcoming.objects.get()
    assert (home.campaign.state, closing.closed_by, row.state) == ("closed", home.officer, ShortcomingState.CARRIED)
    assert Entry.objects.filter(act="campaign.closed").exists()
    made = Commitment.objects.get()
    add_evidence(made, note="Sổ", by=home.secretary, at=LATER)
    actions.claim(made, by=home.secretary, at=LATER)
    actions.verify(made, note="Đã xem sổ", by=home.supervisor, at=LATER)
    row.refresh_from_db()
    assert row.state == ShortcomingState.VERIFIED


def test_it_closes_once(home):
    close(home)
    with pytest.raises(Refused, match="đã kết thúc"):
        close(home)


def test_it_opens_again_for_a_reason_and_the_register_takes_it_back(home):
    other = upheld_in(home.subjects["phuong-hai"], "Nợ biên bản", MADE)
    close(home)
    with pytest.raises(Refused, match="vì sao"):
        actions_closing.reopen(home.campaign, reason="", by=home.officer, at=LATER)
    actions_closing.reopen(home.campaign, reason="Còn một phường chưa họp", by=home.officer, at=LATER)
    other.refresh_from_db()
    assert (home.campaign.state, other.state) == (CampaignState.OPEN, ShortcomingState.OPEN)
    assert Commitment.objects.get().shortcoming.state == ShortcomingState.MENDING
    close(home)
    assert list(Closing.objects.values_list("reason", flat=True)) == ["Còn một phường chưa họp", ""]


def test_what_waited_for_the_supervisor_waits_again_after_opening_again(home):
    made = Commitment.objects.get()
    add_evidence(made, note="Sổ", by=home.secretary, at=LATER)
    actions.claim(made, by=home.secretary, at=LATER)
    close(home)
    assert Shortcoming.objects.get().state == ShortcomingState.CARRIED
    actions_closing.reopen(home.campaign, reason="Sót", by=home.officer, at=LATER)
    assert Shortcoming.objects.get().state == ShortcomingState.CLAIMED


@pytest.mark.parametrize("who", ["secretary", "leader", "viewer", "supervisor"])
def test_only_who_runs_the_campaign_closes_it(home, who):
    with pytest.raises(Refused):
        close(home, by=home.accounts[who])
    client = signed_in(home.accounts[who])
    assert client.get(reverse("supervision:closing", args=[home.campaign.code])).status_code == 403


def test_the_page_closes_and_opens_again(home):
    go_to(LATER.date())
    client, url = signed_in(home.officer), reverse("supervision:closing", args=[home.campaign.code])
    page = client.get(url).text
    assert "Chậm họp giao ban" not in page, "no title of an issue stands here"
    assert "việc chưa xong" in client.post(url, {"note": ""}).text
    closed = client.post(url, {"note": NOTE}, follow=True).text
    assert all(words in closed for words in (NOTE, "Báo cáo kết thúc đợt"))
    reopened = client.post(reverse("supervision:reopen", args=[home.campaign.code]), {"reason": "Sót"}, follow=True)
    assert "Sót" in reopened.text


def test_the_closing_report_is_a_paper_of_figures_without_titles_or_people_reviewed(home):
    on = LATER.date()
    assert not SOURCE.things(home.campaign, home.officer, on).exists()
    close(home)
    assert not SOURCE.things(home.campaign, home.secretary, on).exists()
    paper = paper_of(SOURCE, SOURCE.things(home.campaign, home.officer, on).get(), at=LATER)
    text = str(paper)
    assert all(words in text for words in (NOTE, "Cam kết khắc phục chưa xong", "0/1"))
    wards = home.campaign.subjects.exclude(person=None).filter(code__startswith="phuong")
    people = [subject.person.name for subject in wards]
    assert people
    assert not any(words in text for words in ["Chậm họp giao ban", "Chậm gửi tài liệu", *people])
    page = signed_in(home.officer).get(
        reverse("archive:draft", args=[home.campaign.code, CLOSING.code, home.campaign.pk])
    )
    assert page.status_code == 200
