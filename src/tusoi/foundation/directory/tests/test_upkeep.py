"""Join, leave, transfer, statuses, details, seats and other places, with their refusals."""

from datetime import date, timedelta

import pytest

from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.histories import histories_of
from tusoi.foundation.directory.models import LeaveReason, Membership, MembershipKind, Person, Seat, SeatRank, Status
from tusoi.foundation.directory.states import Act
from tusoi.foundation.directory.tests.cast import AT, SINCE, TODAY, roll
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2012, 5, 1), date(2012, 6, 1)


def places(person):
    return [(row.unit.code, row.since, row.until) for row in histories_of([person])[person.pk].activity]


def statuses(person):
    return [(row.status, row.since, row.until) for row in histories_of([person])[person.pk].statuses]


def test_a_new_member_joins_with_a_status_and_the_journal_says_so():
    home = roll()
    person = keep.enter_person(
        code="dv-3", name="  Lê  Thử\u00a0Cường ", birth_year=1985, phone="+84 912.345.678", at=AT
    )
    keep.join(person, home.units["ba"], since=MAY, status=Status.PROBATIONARY, by=None, at=AT)
    assert (person.name, person.phone_key) == ("Lê Thử Cường", "0912345678")
    assert places(person) == [("ba", MAY, None)]
    assert statuses(person) == [("probationary", MAY, None)]
    entry = Entry.objects.get(act=Act.JOINED)
    assert entry.facts == {"unit": home.units["ba"].pk, "since": "2012-05-01", "status": "probationary"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"code": "dv-1"}, "Số dv-1 đã có"),
        ({"code": "đv 7"}, "không dùng được"),
        ({"code": ""}, "không dùng được"),
        ({"name": " \u200b "}, "Thiếu họ tên"),
        ({"name": "Trần " * 40}, "dài quá"),
        ({"birth_year": 1850}, "Năm sinh 1850"),
        ({"birth_year": 2012}, "Năm sinh 2012"),
        ({"phone": "12"}, "Số điện thoại “12”"),
    ],
)
def test_details_that_cannot_be_are_refused_in_words(more, said):
    home = roll()
    details = {"code": "dv-9", "name": "Lê Thử", "birth_year": 1985, "phone": "0912345678"} | more
    with pytest.raises(Refused, match=said):
        keep.enter_person(**details, at=AT)
    if more != {"code": "dv-1"}:
        with pytest.raises(Refused, match=said):
            keep.correct_details(home.an, **details, by=None, at=AT)
    assert Person.objects.count() == 2


def test_a_transfer_leaves_no_gap_and_takes_the_status_along():
    home = roll()
    keep.set_status(home.an, Status.EXCUSED, since=MAY, by=None, at=AT)
    keep.transfer(home.an, home.units["hai"], on=JUNE, by=None, at=AT)
    assert places(home.an) == [("mot", SINCE, JUNE), ("hai", JUNE, None)]
    assert statuses(home.an) == [("full", SINCE, MAY), ("excused", MAY, JUNE), ("excused", JUNE, None)]
    assert not Person.objects.in_unit(home.units["mot"], JUNE).exists()
    assert Person.objects.in_unit(home.units["mot"], JUNE - timedelta(days=1)).count() == 1
    assert Entry.objects.get(act=Act.TRANSFERRED).facts["on"] == "2012-06-01"


@pytest.mark.parametrize(
    ("to", "on", "said"),
    [
        ("mot", JUNE, "đang sinh hoạt tại chính đơn vị này"),
        ("hai", SINCE, "Ngày phải sau 02/01/2004"),
        ("hai", TODAY + timedelta(days=1), "chưa tới"),
        ("moi", date(2011, 5, 1), "không có Đảng bộ moi"),
    ],
)
def test_a_transfer_that_cannot_be(to, on, said):
    home = roll()
    with pytest.raises(Refused, match=said.replace("/", ".")):
        keep.transfer(home.an, home.units[to], on=on, by=None, at=AT)
    assert places(home.an) == [("mot", SINCE, None)]


def test_a_transfer_before_the_last_status_is_refused():
    home = roll()
    keep.set_status(home.an, Status.EXCUSED, since=JUNE, by=None, at=AT)
    with pytest.raises(Refused, match="ghi từ"):
        keep.transfer(home.an, home.units["hai"], on=MAY, by=None, at=AT)


def test_leaving_ends_everything_on_the_day_and_one_may_come_back():
    home = roll()
    keep.take_seat(home.committee, home.an, position="Bí thư", rank=SeatRank.HEAD, since=MAY, by=None, at=AT)
    keep.add_place(home.an, home.units["ba"], MembershipKind.RESIDENCE, since=MAY, by=None, at=AT)
    keep.leave(home.an, on=JUNE, reason=LeaveReason.MOVED_AWAY, by=None, at=AT)
    assert {row.until for row in Membership.objects.filter(person=home.an)} == {JUNE}
    assert Seat.objects.get().until == JUNE
    assert Membership.objects.get(person=home.an, kind="activity").left_because == "moved_away"
    with pytest.raises(Refused, match="không sinh hoạt tại đơn vị nào"):
        keep.leave(home.an, on=TODAY, reason=LeaveReason.DIED, by=None, at=AT)
    with pytest.raises(Refused, match="đã sinh hoạt tại Đảng bộ mot"):
        keep.join(home.an, home.units["ba"], since=MAY, by=None, at=AT)
    keep.join(home.an, home.units["ba"], since=TODAY, by=None, at=AT)
    assert places(home.an) == [("mot", SINCE, JUNE), ("ba", TODAY, None)]


def test_leaving_before_a_seat_was_taken_is_refused():
    home = roll()
    keep.take_seat(home.committee, home.an, position="Ủy viên", since=JUNE, by=None, at=AT)
    with pytest.raises(Refused, match="nhận chức vụ tại Đảng ủy phường Một từ"):
        keep.leave(home.an, on=MAY, reason=LeaveReason.LEFT, by=None, at=AT)
    assert places(home.an) == [("mot", SINCE, None)]


def test_leaving_before_another_place_began_is_refused():
    home = roll()
    keep.add_place(home.an, home.units["ba"], MembershipKind.SECONDED, since=JUNE, by=None, at=AT)
    with pytest.raises(Refused, match="Đảng bộ ba được ghi là biệt phái từ"):
        keep.leave(home.an, on=MAY, reason=LeaveReason.LEFT, by=None, at=AT)
    assert places(home.an) == [("mot", SINCE, None)]


def test_who_is_on_a_roll_cannot_join_another():
    home = roll()
    with pytest.raises(Refused) as refused:
        keep.join(home.an, home.units["hai"], since=TODAY, by=None, at=AT)
    assert "Chuyển sinh hoạt" in refused.value.way_out


def test_a_status_is_followed_by_another_and_put_right_on_its_own_day():
    home = roll()
    keep.set_status(home.an, Status.SUSPENDED, since=MAY, by=None, at=AT)
    keep.set_status(home.an, Status.EXCUSED, since=MAY, by=None, at=AT)
    assert statuses(home.an) == [("full", SINCE, MAY), ("excused", MAY, None)]
    with pytest.raises(Refused, match="đang ở tình trạng này"):
        keep.set_status(home.an, Status.EXCUSED, since=JUNE, by=None, at=AT)
    with pytest.raises(Refused, match="ghi từ"):
        keep.set_status(home.an, Status.FULL, since=MAY - timedelta(days=1), by=None, at=AT)


def test_details_are_put_right_and_the_home_shard_stays():
    home = roll()
    shard = home.an.shard_id
    keep.correct_details(home.an, code="dv-100", name="Đỗ Thử An", birth_year=None, phone="", by=None, at=AT)
    person = Person.objects.get(code="dv-100")
    assert (person.pk, person.name, person.shard_id) == (home.an.pk, "Đỗ Thử An", shard)
    assert Person.objects.search("do thu an").get() == person
    facts = Entry.objects.get(act=Act.DETAILS_CORRECTED).facts
    assert facts == {"fields": "code name birth_year"}
    with pytest.raises(Refused, match="Số dv-2 đã có"):
        keep.correct_details(person, code="dv-2", name="An", birth_year=None, phone="", by=None, at=AT)


def test_seats_one_head_one_place_each():
    home = roll()
    head = keep.take_seat(home.committee, home.an, position="Bí thư", rank=SeatRank.HEAD, since=MAY, by=None, at=AT)
    with pytest.raises(Refused, match="đã có chức vụ trong tập thể này"):
        keep.take_seat(home.committee, home.an, position="Ủy viên", since=JUNE, by=None, at=AT)
    with pytest.raises(Refused, match="đang là người đứng đầu"):
        keep.take_seat(home.committee, home.binh, position="Bí thư", rank=SeatRank.HEAD, since=JUNE, by=None, at=AT)
    with pytest.raises(Refused, match="ngày nhận chức vụ"):
        keep.leave_seat(head, on=MAY, by=None, at=AT)
    keep.leave_seat(head, on=JUNE, by=None, at=AT)
    with pytest.raises(Refused, match="đã kết thúc"):
        keep.leave_seat(Seat.objects.get(pk=head.pk), on=TODAY, by=None, at=AT)
    with pytest.raises(Refused, match="đã kết thúc"):
        keep.leave_seat(head, on=TODAY, by=None, at=AT)  # the page was older than that
    new = keep.take_seat(home.committee, home.binh, position="Bí thư", rank=SeatRank.HEAD, since=JUNE, by=None, at=AT)
    other = keep.take_seat(home.committee, home.an, position="Ủy viên", since=JUNE, by=None, at=AT)
    assert new.order < other.order


def test_places_beside_the_one_that_counts():
    home = roll()
    place = keep.add_place(home.an, home.units["ba"], MembershipKind.RESIDENCE, since=MAY, by=None, at=AT)
    keep.add_place(home.an, home.units["hai"], MembershipKind.SECONDED, since=MAY, by=None, at=AT)
    with pytest.raises(Refused, match="một nơi cùng loại"):
        keep.add_place(home.an, home.units["hai"], MembershipKind.RESIDENCE, since=JUNE, by=None, at=AT)
    with pytest.raises(Refused, match="Chọn nơi cư trú"):
        keep.add_place(home.an, home.units["hai"], MembershipKind.ACTIVITY, since=JUNE, by=None, at=AT)
    assert not Person.objects.in_unit(home.units["ba"], TODAY).exists()
    keep.end_place(place, on=JUNE, by=None, at=AT)
    with pytest.raises(Refused, match="không còn để kết thúc"):
        keep.end_place(place, on=TODAY, by=None, at=AT)
    keep.add_place(home.an, home.units["hai"], MembershipKind.RESIDENCE, since=JUNE, by=None, at=AT)
