"""After a sitting: the meeting goes on another day, a subject is reviewed again, the subject objects."""

from datetime import date, timedelta

import pytest
from tests.factories import at_noon, go_to, signed_in, world
from tests.meetings import (
    AT,
    WARD_DAY,
    answered_issue,
    conclude_all,
    discussing,
    item_of,
    opened,
    pass_gates,
    plan,
    upheld_issue,
)

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally import figures
from tusoi.process.campaigns.dates import EntryKind
from tusoi.process.campaigns.states import REVIEWS
from tusoi.process.reviews import actions, actions_later
from tusoi.process.reviews.dates import dates_of
from tusoi.process.reviews.models import AgendaItem, Meeting
from tusoi.process.reviews.presenters import unplanned
from tusoi.process.reviews.progress import concluded_subjects, raw, waiting_for

pytestmark = pytest.mark.django_db
NEXT_DAY = date(2012, 10, 10)
NEXT = at_noon(NEXT_DAY)


def adjourned(w, **also):
    meeting = discussing(w).meeting
    words = {"resumes_on": NEXT_DAY, "reason": "Hết giờ làm việc", "by": w.secretary, "at": AT}
    actions_later.adjourn(meeting, **(words | also))
    return Meeting.objects.with_names().get(pk=meeting.pk)


# -- adjourned


def test_an_adjourned_meeting_goes_on_where_it_stopped():
    w = world()
    meeting = adjourned(w)
    item = AgendaItem.objects.with_names().get(meeting=meeting, state="discussing")
    with pytest.raises(Refused, match="đang tạm dừng"):
        actions.contribute(item, speaker=w.people["dv-14"], text="Ý kiến", by=w.secretary, at=AT)
    with pytest.raises(Refused, match="Chưa đến ngày họp tiếp"):
        actions_later.resume(meeting, by=w.secretary, at=AT)
    actions_later.resume(meeting, by=w.secretary, at=NEXT)
    item = AgendaItem.objects.with_names().get(pk=item.pk)
    assert actions.contribute(item, speaker=w.people["dv-14"], text="Ý kiến", by=w.secretary, at=NEXT).order == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"resumes_on": date(2012, 10, 7)}, "ở trước hôm nay"),
        ({"resumes_on": date(2013, 10, 7)}, "Đã qua thời gian kiểm điểm"),
        ({"reason": " "}, "Chưa ghi lý do"),
    ],
)
def test_it_stops_for_a_reason_and_a_day_in_the_window(change, words):
    with pytest.raises(Refused, match=words):
        adjourned(world(), **change)


def test_it_goes_on_with_a_quorum_only():
    w = world()
    meeting = adjourned(w)
    away = {w.people["dv-14"]: "ốm", w.people["dv-15"]: "ốm"}
    actions.call_roll(meeting, absences=away, by=w.secretary, at=NEXT)
    with pytest.raises(Refused, match="Có mặt 1/3"):
        actions_later.resume(meeting, by=w.secretary, at=NEXT)


def test_the_day_it_goes_on_stands_in_the_calendar_and_in_the_tasks():
    w = world()
    adjourned(w)
    entries = [one for one in dates_of(w.campaign, w.secretary, AT) if one.kind == EntryKind.MEETING]
    assert [one.opens_on for one in entries] == [WARD_DAY, NEXT_DAY]
    assert [(one.what, one.due_on) for one in waiting_for(w.secretary, w.campaign, AT)] == [
        ("Họp tiếp hội nghị", NEXT_DAY)
    ]


def test_the_minutes_tell_of_both_sittings():
    w = world()
    meeting = adjourned(w)
    actions_later.resume(meeting, by=None, at=NEXT)
    go_to(NEXT_DAY)
    address = f"/dot/{w.campaign.code}/hoi-nghi/{meeting.code}/bien-ban/"
    page = signed_in(w.secretary).get(address).content.decode()
    assert "phiên có mặt 3/3), họp tiếp ngày 10/10/2012; lý do: Hết giờ làm việc" in page


# -- reviewed again


def concluded(w, subject="phuong-mot"):
    return item_of(conclude_all(opened(w)), subject)


def pair(w):
    path = w.unit("phuong-mot").path
    figure = figures.read(w.campaign.pk, [path], on=AT.date())[(path, REVIEWS)]
    return figure.done, figure.total


def test_a_subject_waits_for_a_new_meeting_and_the_old_conclusion_counts_no_more():
    w = world()
    item = concluded(w)
    done, total = pair(w)
    actions_later.order_again(item, reason="Chưa làm rõ nguyên nhân", by=w.leader, at=AT)
    assert pair(w) == (done - 1, total)
    assert sum(row.done for row in raw(w.campaign)) == done - 1
    assert list(unplanned(w.campaign).filter(pk=item.subject_id)) == [item.subject]
    anew = plan(w, code="hn-lai", subjects=[item.subject], held_on=NEXT_DAY)
    actions.call_roll(anew, absences={}, by=None, at=NEXT)
    pass_gates(w, anew, NEXT)
    actions.open_meeting(anew, by=None, at=NEXT)
    conclude_all(anew)
    assert pair(w) == (done, total)
    assert item.subject_id in concluded_subjects(w.campaign)
    assert sum(row.done for row in raw(w.campaign)) == done


def test_conclusions_on_single_issues_stand():
    w = world()
    issue = upheld_issue(w)
    item = AgendaItem.objects.with_names().get(subject=issue.subject)
    actions_later.order_again(item, reason="Chưa làm rõ nguyên nhân", by=w.leader, at=AT)
    issue.refresh_from_db()
    assert issue.state == "upheld"


@pytest.mark.parametrize("who", ["secretary", "member", "viewer", "committee_member"])
def test_only_the_level_above_has_it_done_again(who):
    w = world()
    item = concluded(w)
    with pytest.raises(Refused):
        actions_later.order_again(item, reason="Vì sao", by=w.accounts[who], at=AT)


def test_once_and_with_a_reason():
    w = world()
    item = concluded(w)
    with pytest.raises(Refused, match="lý do"):
        actions_later.order_again(item, reason=" ", by=w.leader, at=AT)
    actions_later.order_again(item, reason="Vì sao", by=w.leader, at=AT)
    with pytest.raises(Refused, match="Đã yêu cầu"):
        actions_later.order_again(AgendaItem.objects.with_names().get(pk=item.pk), reason="Nữa", by=w.leader, at=AT)


def test_before_the_end_there_is_nothing_to_do_again():
    w = world()
    with pytest.raises(Refused, match="chưa bế mạc"):
        actions_later.order_again(discussing(w), reason="Vì sao", by=w.leader, at=AT)


# -- petitions


def told(w):
    answered_issue(w)
    item = concluded(w)
    actions.announce(item.meeting, audience="subjects", by=w.secretary, at=AT)
    return AgendaItem.objects.with_names().get(pk=item.pk)


def test_a_petition_is_answered_with_grounds():
    w = world()
    item = told(w)
    petition = actions_later.file_petition(item, text="Chưa xét nguyên nhân khách quan", by=w.secretary, at=AT)
    with pytest.raises(Refused, match="đang chờ trả lời"):
        actions_later.file_petition(item, text="Nữa", by=w.secretary, at=AT)
    with pytest.raises(Refused, match="tự trả lời"):
        actions_later.answer_petition(petition, answer="Giữ", grounds="Biên bản", by=w.secretary, at=AT)
    assert ("Trả lời kiến nghị", str(item.subject)) in [
        (task.what, task.about) for task in waiting_for(w.leader, w.campaign, AT)
    ]
    with pytest.raises(Refused, match="nội dung và căn cứ"):
        actions_later.answer_petition(petition, answer="Giữ kết luận", grounds=" ", by=w.leader, at=AT)
    done = actions_later.answer_petition(
        petition, answer="Giữ kết luận", grounds="Biên bản trang 3", by=w.leader, at=AT
    )
    assert done.answered_on == AT.date()
    with pytest.raises(Refused, match="đã được trả lời"):
        actions_later.answer_petition(done, answer="Khác", grounds="Khác", by=w.leader, at=AT)
    assert actions_later.file_petition(item, text="Lần hai", by=w.secretary, at=AT + timedelta(days=1)).pk


def test_nobody_objects_to_what_was_not_announced():
    w = world()
    with pytest.raises(Refused, match="chưa được thông báo"):
        actions_later.file_petition(concluded(w), text="Sớm quá", by=w.secretary, at=AT)


def test_the_pages_of_a_petition():
    w = world()
    item = told(w)
    go_to(WARD_DAY)
    meeting = f"/dot/{w.campaign.code}/hoi-nghi/{item.meeting.code}/"
    address = f"{meeting}muc/{item.pk}/kien-nghi/"
    secretary, leader = signed_in(w.secretary), signed_in(w.leader)
    assert address in secretary.get(meeting).content.decode()
    assert "Chưa ghi mục này" in secretary.post(address, {"text": ""}).content.decode()
    page = secretary.post(address, {"text": "Chưa xét hết"}, follow=True).content.decode()
    assert "Đã gửi kiến nghị" in page
    assert "Đang chờ trả lời" in page
    pk = item.petitions.get().pk
    asked = leader.get(address).content.decode()
    assert "Chưa xét hết" in asked
    kept = leader.post(f"{address}{pk}/", {"answer": "Giữ kết luận", "grounds": ""}).content.decode()
    assert "Giữ kết luận" in kept
    leader.post(f"{address}{pk}/", {"answer": "Giữ kết luận", "grounds": "Biên bản"})
    assert "Giữ kết luận" in secretary.get(address).content.decode()
    assert signed_in(w.secretary_two).get(address).status_code in (403, 404)
    assert signed_in(w.viewer).get(address).status_code in (403, 404)


def test_the_pages_of_stopping_and_of_doing_it_again():
    w = world()
    item = discussing(w)
    go_to(WARD_DAY)
    meeting = f"/dot/{w.campaign.code}/hoi-nghi/{item.meeting.code}/"
    client = signed_in(w.secretary)
    assert f"{meeting}tam-dung/" in client.get(f"{meeting}phong-hop/").content.decode()
    bad = client.post(f"{meeting}tam-dung/", {"resumes_on": "01/10/2012", "reason": "Hết giờ"}).content.decode()
    assert "ở trước hôm nay" in bad
    assert "Hết giờ" in bad
    page = client.post(f"{meeting}tam-dung/", {"resumes_on": "08/10/2012", "reason": "Hết giờ"}, follow=True)
    assert "Họp tiếp ngày 08/10/2012" in page.content.decode()
    client.post(f"{meeting}hop-tiep/")
    found = conclude_all(Meeting.objects.with_names().get(pk=item.meeting_id))
    leader, address = signed_in(w.leader), f"{meeting}muc/{item.pk}/kiem-diem-lai/"
    assert address in leader.get(meeting).content.decode()
    assert "Chưa ghi mục này" in leader.post(address, {"reason": ""}).content.decode()
    told = leader.post(address, {"reason": "Chưa làm rõ"}, follow=True).content.decode()
    assert "Phải kiểm điểm lại" in told
    assert found.state == "concluded"
