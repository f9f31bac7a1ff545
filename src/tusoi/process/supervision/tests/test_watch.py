"""Who supervises where, checks on the spot, steps on the way, what went elsewhere."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import DUE, MADE, answered_issue, claimed, commitment, conclude_all, opened

from tusoi.foundation.documents.tests.files import PDF
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import paper_of
from tusoi.process.issues.models import Issue
from tusoi.process.supervision import actions, actions_watch
from tusoi.process.supervision.actions_remind import remind_due
from tusoi.process.supervision.documents import SOURCES
from tusoi.process.supervision.models import Assignment, Commitment, Visit
from tusoi.process.supervision.progress import waiting_for
from tusoi.process.supervision.states import Mended, VisitState

pytestmark = pytest.mark.django_db
TODAY = date(2012, 11, 6)
NOW = at_noon(TODAY)


def start(make=commitment):
    w = world()
    made = make(w)
    go_to(TODAY)
    return w, made


def url(w, name, **also):
    return reverse(f"supervision:{name}", kwargs={"campaign": w.campaign.code, **also})


def assigned(w, person="dv-06", **target):
    return actions_watch.assign(w.campaign, person=w.people[person], by=w.leader, at=NOW, **target)


def sees(account, made, at=NOW):
    return Commitment.objects.visible_to(account, at.date()).filter(pk=made.pk).exists()


# Assignments


@pytest.mark.parametrize("target", ["unit", "district", "subject", "theme"])
def test_who_is_assigned_sees_reminds_and_does_not_verify(target):
    w, made = start(claimed)
    account = w.board_member
    issue = made.issue
    Issue.objects.filter(pk=issue.pk).update(theme=w.campaign.rules.themes[0].code)
    targets = {
        "unit": {"unit": made.campaign_unit},
        "district": {"unit": w.campaign.units.get(parent=None)},
        "subject": {"subject": issue.subject},
        "theme": {"theme": w.campaign.rules.themes[0].code},
    }
    before = sees(account, made)
    person = account.person
    row = (
        actions_watch.assign(w.campaign, person=person, by=w.leader, at=NOW, **targets[target])
        if not _own(target, w, person)
        else None
    )
    if row is None:
        return
    assert sees(account, made)
    actions.return_claim(made, note="Thiếu", by=None, at=NOW)
    actions.remind(made, by=account, at=NOW)
    with pytest.raises(Refused, match="Chỉ người giám sát"):
        actions.verify(made, note="Đủ", by=account, at=NOW)
    actions_watch.end_assignment(row, reason="Đổi việc", by=w.leader, at=NOW)
    assert sees(account, made) == before


def _own(target, w, person):
    """The board member is reviewed in the district itself, and so cannot be assigned to it."""
    if target != "district":
        return False
    with pytest.raises(Refused, match="ở chính nơi đó"):
        actions_watch.assign(w.campaign, person=person, unit=w.campaign.units.get(parent=None), by=w.leader, at=NOW)
    return True


def test_nobody_is_assigned_to_the_own_file_and_one_thing_is_chosen():
    w, made = start()
    owner = w.people["dv-13"]
    for target in ({"unit": made.campaign_unit}, {"subject": made.issue.subject}):
        with pytest.raises(Refused):
            actions_watch.assign(w.campaign, person=owner, by=w.leader, at=NOW, **target)
    with pytest.raises(Refused, match="đúng một"):
        assigned(w)
    with pytest.raises(Refused, match="đúng một"):
        assigned(w, unit=made.campaign_unit, theme="x")
    with pytest.raises(Refused, match="Không có chủ đề"):
        assigned(w, theme="khong-co")
    with pytest.raises(Refused):
        actions_watch.assign(w.campaign, person=w.people["dv-10"], unit=made.campaign_unit, by=w.secretary, at=NOW)
    assigned(w, "dv-10", unit=made.campaign_unit)
    with pytest.raises(Refused, match="đã được phân công"):
        assigned(w, "dv-10", unit=made.campaign_unit)


def test_a_theme_shows_nobody_the_own_commitments():
    """The secretary's own committee is left out of what the theme would show; others' are seen."""
    w, made = start()
    theme = w.campaign.rules.themes[0].code
    Issue.objects.filter(pk=made.issue.pk).update(theme=theme)
    actions_watch.assign(w.campaign, person=w.people["dv-13"], theme=theme, by=w.leader, at=NOW)
    assert not Commitment.objects.supervised_by(w.people["dv-13"].pk, TODAY).exists()


def test_assigning_in_the_browser_and_who_was_assigned_comes_first_when_promising():
    w, made = start()
    leader = signed_in(w.leader)
    page = leader.get(url(w, "watch"), {"co-quan": "van-phong"}).text
    assert "Phân công thêm" in page
    leader.post(
        url(w, "assign") + "?co-quan=van-phong", {"person": w.people["dv-10"].pk, "unit": made.campaign_unit.pk}
    )
    row = Assignment.objects.get()
    assert (row.person, row.campaign_unit, row.agency) == (w.people["dv-10"], made.campaign_unit, w.units["van-phong"])
    form = signed_in(w.secretary).get(url(w, "commit", issue=made.issue.code)).text
    assert "được phân công giám sát" in form
    leader.post(url(w, "end-assignment", assignment=row.pk), {"reason": "Đổi việc"})
    row.refresh_from_db()
    assert (row.ended_on, row.ended_for) == (TODAY, "Đổi việc")
    assert signed_in(w.secretary).post(url(w, "assign"), {}).status_code == 403


# Visits


def visited(w, made, **also):
    visit = actions_watch.plan_visit(
        made.campaign_unit, visitor=w.people["dv-10"], planned_on=TODAY, purpose="Xem sổ", by=w.supervisor, at=NOW
    )
    words = {"held_on": TODAY, "place": "Trụ sở", "present": "Chị A", "seen": "Sổ công văn", "found": {}}
    return actions_watch.record_visit(visit, **(words | also), by=w.supervisor, at=NOW)


def test_minutes_say_what_was_found_and_the_commitment_shows_it():
    w, made = start()
    visit = visited(w, made, found={made: (Mended.FORM, "Mới có mẫu sổ, chưa ghi")})
    page = signed_in(w.secretary).get(url(w, "commitment", commitment=made.code)).text
    assert "mới khắc phục về hình thức" in page
    assert "Mới có mẫu sổ, chưa ghi" in page
    text = str(paper_of(SOURCES[0], visit, at=NOW))
    for words in ("Xem sổ", "Chị A", "Sổ công văn", "mới khắc phục về hình thức"):
        assert words in text
    with pytest.raises(Refused, match="không còn chờ"):
        actions_watch.drop_visit(visit, reason="Bận", by=w.supervisor, at=NOW)


def test_minutes_without_people_or_reason_and_of_tomorrow_are_refused():
    w, made = start()
    for words, said in (
        ({"present": " "}, "ai có mặt"),
        ({"seen": ""}, "xem gì tại chỗ"),
        ({"held_on": TODAY + timedelta(1)}, "sau hôm nay"),
        ({"found": {made: (Mended.NOT, " ")}}, "Chưa ghi còn thiếu gì"),
    ):
        with pytest.raises(Refused, match=said):
            visited(w, made, **words)
        assert not Visit.objects.filter(state=VisitState.HELD).exists()


def test_who_is_reviewed_there_makes_no_visit_there():
    w, made = start()
    words = {"planned_on": TODAY, "purpose": "Xem", "at": NOW}
    with pytest.raises(Refused, match="ở chính nơi đó"):
        actions_watch.plan_visit(made.campaign_unit, visitor=w.people["dv-13"], by=w.leader, **words)
    with pytest.raises(Refused):
        actions_watch.plan_visit(made.campaign_unit, visitor=w.people["dv-10"], by=w.secretary, **words)


def test_from_the_plan_to_the_signed_scan_in_the_browser(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    w, made = start()
    supervisor = signed_in(w.supervisor)
    typed = {
        "unit": made.campaign_unit.pk,
        "visitor": w.people["dv-10"].pk,
        "planned_on": "06/11/2012",
        "purpose": "Xem",
    }
    supervisor.post(url(w, "plan-visit"), typed)
    visit = Visit.objects.get()
    assert "Kiểm tra tại chỗ" in waiting_for(w.supervisor, w.campaign, NOW)[-1].what
    minutes = {"held_on": "06/11/2012", "present": "Chị A", "seen": "Sổ", f"thay-{made.pk}": "substance"}
    supervisor.post(url(w, "visit", visit=visit.pk), minutes)
    assert Visit.objects.get().found.get().mended == Mended.SUBSTANCE
    assert 'type="file"' not in supervisor.get(url(w, "scan", visit=visit.pk)).text
    file = {"file": SimpleUploadedFile("bb.pdf", PDF)}
    supervisor.post(url(w, "scan", visit=visit.pk) + "?mat=khong", file)
    assert supervisor.get(url(w, "scanned", visit=visit.pk)).content == PDF
    assert signed_in(w.secretary_two).get(url(w, "scanned", visit=visit.pk)).status_code == 404
    paper = supervisor.get(reverse("archive:draft", args=[w.campaign.code, "supervision.visit", visit.pk]))
    assert paper.status_code == 200


# Help before it climbs


def test_help_is_offered_before_it_climbs_and_above_they_read_whether_it_was():
    w, made = start()
    late = at_noon(DUE + timedelta(3))
    assert [t.what for t in waiting_for(w.supervisor, w.campaign, late)] == [
        "Quá hạn: hỏi vướng gì, đề nghị giúp đỡ trước khi báo cấp trên"
    ]
    actions.offer_help(made, note="Cử người", by=w.supervisor, at=late)
    assert waiting_for(w.supervisor, w.campaign, late) == []
    remind_due(w.campaign, at=at_noon(DUE + timedelta(14)))
    assert made.contacts.last().note.endswith("Đã đề nghị giúp đỡ ngày 23/11/2012.")


# Steps on the way, and dates


def test_steps_lie_before_the_date_and_the_owner_finishes_them():
    w, made = start()
    step = actions_watch.add_step(made, what="Lập mẫu sổ", due_on=TODAY, by=w.supervisor, at=NOW)
    with pytest.raises(Refused, match="trước hoặc đúng hạn"):
        actions_watch.add_step(made, what="B", due_on=DUE + timedelta(1), by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="người thực hiện báo"):
        actions_watch.finish_step(step, by=w.supervisor, at=NOW)
    owner = signed_in(w.secretary)
    owner.post(url(w, "add-step", commitment=made.code), {"what": "Họp", "due_on": "10/11/2012"})
    owner.post(url(w, "finish-step", commitment=made.code, step=step.pk))
    step.refresh_from_db()
    assert step.done_on == TODAY
    page = owner.get(url(w, "commitment", commitment=made.code)).text
    assert "Xong một bước" in page
    assert made.milestones.count() == 2


@pytest.mark.parametrize("day", [date(2099, 1, 1), MADE.date() + timedelta(731)])
def test_a_promise_for_a_far_day_is_none(day):
    w = world()
    with pytest.raises(Refused, match="muộn nhất là 20/10/2014, 730 ngày") as refused:
        commitment(w, due_on=day)
    assert "giả định của gói mẫu" in refused.value.clause
    made = commitment(w, code="ck-2", issue=Issue.objects.get(code="vd-a"), due_on=MADE.date() + timedelta(730))
    with pytest.raises(Refused, match="muộn nhất"):
        actions.postpone(made, due_on=day + timedelta(5), reason="Vốn", by=w.supervisor, at=MADE)


# Referred elsewhere


def test_what_went_elsewhere_shows_paper_and_days_alone():
    w = world()
    issue = answered_issue(w)
    conclude_all(opened(w, "dang-uy-mot"), verdict="referred")
    issue.refresh_from_db()
    go_to(TODAY)
    client = signed_in(w.secretary)
    where = url(w, "referral", issue=issue.code)
    typed = {
        "paper_number": "15-CV",
        "sent_on": "01/11/2012",
        "addressee": "Ủy ban Kiểm tra",
        "receipt_due": "30/11/2012",
    }
    assert client.post(where, typed | {"receipt_due": "01/10/2012"}).status_code == 200
    client.post(where, typed)
    page = client.get(url(w, "watch")).text
    assert "15-CV" in page
    assert issue.title not in page
    client.post(where, {"receipt_number": "3-CV", "received_on": "05/11/2012"})
    assert "Phúc đáp số 3-CV, 05/11/2012" in client.get(url(w, "watch")).text
    assert signed_in(w.secretary_two).get(where).status_code == 404
    thread = client.get(reverse("thread:issue", args=[w.campaign.code, issue.code])).text
    assert "Số 15-CV, nơi nhận Ủy ban Kiểm tra, hạn phúc đáp 30/11/2012" in thread
