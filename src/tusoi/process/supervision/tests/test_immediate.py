"""An immediate action becomes a commitment once the minutes are fixed: one mechanism, two sources."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import AT, MADE, conclude_all, discussing, put_issue, signed

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally import figures
from tusoi.process.reviews import actions_immediate
from tusoi.process.supervision import actions
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.actions_immediate import take_up
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.progress import MEASURE, raw, to_take_up, waiting_for
from tusoi.process.supervision.states import CommitmentState

pytestmark = pytest.mark.django_db
WHAT = "Sửa lịch tiếp công dân"


def recorded(w, fixed=True):
    item = discussing(w)
    words = {"what": WHAT, "owner": w.people["dv-13"], "due_on": date(2012, 10, 15)}
    made = actions_immediate.record(item, **words, by=None, at=AT)
    conclude_all(item.meeting)
    if fixed:
        signed(item.meeting)
    return made


def taken_up(w, made=None, **also):
    words = {"shows": "Lịch dán ở phòng tiếp dân", "supervisor": w.people["dv-10"], "by": w.secretary, "at": MADE}
    return take_up(made or recorded(w), **(words | also))


def url(w, made):
    return reverse("supervision:take-up", args=[w.campaign.code, made.pk])


def test_before_the_minutes_are_fixed_it_is_no_commitment():
    w = world()
    made = recorded(w, fixed=False)
    assert to_take_up(w.secretary, w.campaign, MADE) == []
    with pytest.raises(Refused, match="Biên bản chưa ký đủ"):
        taken_up(w, made)


def test_what_who_and_by_when_are_those_of_the_minutes():
    w = world()
    commitment = taken_up(w)
    assert (commitment.measure, commitment.owner, commitment.due_on) == (WHAT, w.people["dv-13"], date(2012, 10, 15))
    assert (commitment.issue, commitment.shortcoming, commitment.subject.code) == (None, None, "phuong-mot")
    top = w.unit("quan").path
    figure = figures.read(w.campaign.pk, [top], on=MADE.date())[(top, MEASURE)]
    assert (figure.done, figure.total, figure.late) == (0, 1, 1)
    assert sum(row.total for row in raw(w.campaign) if row.measure == MEASURE) == 1
    with pytest.raises(Refused, match="đã có cam kết"):
        taken_up(w, commitment.immediate)


def test_nobody_supervises_the_own_file_and_others_take_nothing_up():
    w = world()
    made = recorded(w)
    for who in ("dv-13", "dv-14"):
        with pytest.raises(Refused):
            taken_up(w, made, supervisor=w.people[who])
    with pytest.raises(Refused, match="cần quyền"):
        taken_up(w, made, by=w.committee_member)


def test_in_the_browser_from_work_list_to_verified():
    w = world()
    made = recorded(w)
    go_to(MADE.date())
    tasks = [task.url for task in waiting_for(w.secretary, w.campaign, MADE)]
    assert url(w, made) in tasks
    client = signed_in(w.secretary)
    board = reverse("supervision:index", args=[w.campaign.code])
    assert "Việc phải làm ngay, chưa có người giám sát" in client.get(board).content.decode()
    page = client.get(url(w, made) + "?co-quan=van-phong").content.decode()
    assert WHAT in page
    assert "15/10/2012" in page
    typed = {"shows": "Lịch dán ở phòng tiếp dân", "supervisor": w.people["dv-10"].pk}
    reply = client.post(url(w, made) + "?co-quan=van-phong", typed)
    found = Commitment.objects.get(immediate=made)
    assert reply.url == reverse("supervision:commitment", args=[w.campaign.code, found.code])
    page = client.get(reply.url).content.decode()
    assert "Việc phải làm ngay" in page
    assert "/bien-ban/" in page
    assert WHAT in client.get(board).content.decode()
    assert "Việc phải làm ngay, chưa có người giám sát" not in client.get(board).content.decode()
    assert client.get(reverse("supervision:export", args=[w.campaign.code])).status_code == 200
    assert signed_in(w.supervisor).get(reply.url).status_code == 200
    add_evidence(found, note="Ảnh lịch", by=w.secretary, at=MADE)
    actions.claim(found, by=w.secretary, at=MADE)
    actions.verify(found, note="Đã xem tại chỗ", by=w.supervisor, at=MADE)
    assert found.state == CommitmentState.VERIFIED


def test_the_figures_by_theme_count_it_beside_issues_without_a_theme():
    w = world()
    taken_up(w)
    go_to(MADE.date())
    page = signed_in(w.officer).get(reverse("supervision:index", args=[w.campaign.code])).content.decode()
    assert "không theo chủ đề" in page


def test_a_commitment_has_one_source():
    w = world()
    commitment = taken_up(w)
    facts = {
        field.attname: getattr(commitment, field.attname)
        for field in Commitment._meta.concrete_fields
        if field.attname not in ("id", "code")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(code="khong-nguon", **facts | {"immediate_id": None})
    issue = put_issue(w, "phuong-mot-2", "vd-b")
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=commitment.pk).update(issue=issue)
