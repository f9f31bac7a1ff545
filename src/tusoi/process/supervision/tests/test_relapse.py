"""Between campaigns the supervisor says that what was verified came back: open again, with a reason and the day before."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.factories import at_noon, go_to, signed_in, world
from tests.meetings import DUE, MADE, claimed, commitment

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues.actions_register import merge_units
from tusoi.process.issues.models import Issue, Relapse, Shortcoming
from tusoi.process.issues.states import ShortcomingState
from tusoi.process.supervision import actions, actions_closing
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.actions_relapse import mark_relapsed
from tusoi.process.supervision.progress import to_commit

pytestmark = pytest.mark.django_db
LATER = date(2013, 5, 6)
WHY = "Ba kỳ họp gần đây lại gửi tài liệu sát giờ"


def mended(w):
    made = claimed(w)
    actions.verify(made, note="Đủ", by=w.supervisor, at=MADE)
    return Shortcoming.objects.get(pk=made.shortcoming_id)


def again(row, w, **also):
    mark_relapsed(row, **({"reason": WHY, "by": w.supervisor, "at": at_noon(LATER)} | also))
    return Shortcoming.objects.get(pk=row.pk)


def test_it_is_open_again_and_mended_again_by_a_new_commitment():
    w = world()
    row = again(mended(w), w)
    assert (row.state, row.verified_on) == (ShortcomingState.RELAPSED, None)
    assert Relapse.objects.get().verified_on == MADE.date()
    assert row in Shortcoming.objects.still_open()
    issue = Issue.objects.select_related("subject__campaign_unit__unit", "campaign", "shortcoming").get(pk=row.issue_id)
    assert issue in to_commit(w.secretary, w.campaign, at_noon(LATER))
    second = commitment(w, issue, "ck-2", due_on=LATER + timedelta(30), at=at_noon(LATER))
    row.refresh_from_db()
    assert row.state == ShortcomingState.MENDING
    assert to_commit(w.secretary, w.campaign, at_noon(LATER)) == []
    add_evidence(second, note="Sổ", by=None, at=at_noon(LATER))
    actions.claim(second, by=None, at=at_noon(LATER))
    actions.verify(second, note="Đủ", by=None, at=at_noon(LATER))
    row.refresh_from_db()
    assert (row.state, row.verified_on) == (ShortcomingState.VERIFIED, LATER)
    assert Relapse.objects.count() == 1


def test_what_comes_back_after_its_ward_merged_is_borne_by_the_heir():
    w = world()
    made = claimed(w)
    actions.verify(made, note="Đủ", by=w.supervisor, at=MADE)
    old, heir = w.units["phuong-mot"], w.units["phuong-hai"]
    merge_units([old], heir, on=LATER, paper="Quyết định 15", by=w.officer, at=at_noon(LATER))
    assert Shortcoming.objects.get().unit == old, "what was mended stays where it was"
    row = again(Shortcoming.objects.get(), w)
    assert (row.unit, row.collective) == (heir, w.collectives["dang-uy-hai"])
    assert row in Shortcoming.objects.visible_to(w.secretary_two, LATER)


def test_closing_leaves_it_as_it_is():
    w = world()
    row = again(mended(w), w)
    actions_closing.close(w.campaign, note="Còn một việc tái diễn", by=w.officer, at=at_noon(LATER))
    row.refresh_from_db()
    assert row.state == ShortcomingState.RELAPSED


@pytest.mark.parametrize("who", ["secretary", "officer", "committee_member", "leader"])
def test_only_who_supervises_says_so(who):
    w = world()
    with pytest.raises(Refused, match="Chỉ người giám sát"):
        again(mended(w), w, by=w.accounts[who])


def test_only_what_was_verified_and_only_with_a_reason():
    w = world()
    made = commitment(w)
    with pytest.raises(Refused, match="đã xác nhận xong mới"):
        again(made.shortcoming, w)
    row = made.shortcoming
    add_evidence(made, note="Sổ", by=None, at=MADE)
    actions.claim(made, by=None, at=MADE)
    actions.verify(made, note="Đủ", by=None, at=MADE)
    with pytest.raises(Refused, match="Chưa ghi thấy gì"):
        again(row, w, reason=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Relapse.objects.create(shortcoming=row, verified_on=DUE, reason="", on=LATER)


def test_in_the_browser_from_the_register_and_back():
    w = world()
    row = mended(w)
    go_to(LATER)
    client = signed_in(w.supervisor)
    register = reverse("issues:register", args=[w.campaign.code])
    there = reverse("supervision:relapse", args=[w.campaign.code, row.issue.code])
    assert there in client.get(register).text
    assert there not in signed_in(w.secretary).get(register).text
    assert "Đã xác nhận khắc phục xong ngày 20/10/2012" in client.get(there).text
    assert client.post(there, {"reason": ""}).status_code == 200
    client.post(there, {"reason": WHY})
    text = client.get(register).text
    assert f"Tái diễn ngày 06/05/2013: {WHY}" in text
    assert client.get(there).status_code == 403
    thread = client.get(reverse("thread:issue", args=[w.campaign.code, row.issue.code])).text
    assert WHY in thread
    assert "chờ cam kết mới" in thread
    assert client.get(reverse("issues:export-register", args=[w.campaign.code])).status_code == 200
