"""The frozen list and what changes on it: each change a name, a reason and a line; figures of earlier days stay."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.factories import FOUNDED, FROZEN, freeze_roll, held_class, world

from tusoi.foundation.directory.actions import RollRow, enter_on_roll
from tusoi.foundation.directory.models import Membership, MembershipStatus
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.actions import recount
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.dissemination import actions_changes as actions
from tusoi.process.dissemination.actions_roll import LeftOut
from tusoi.process.dissemination.actions_roll import freeze_roll as freeze
from tusoi.process.dissemination.changes import DifferenceKind, account_of, differences
from tusoi.process.dissemination.models import RequiredChange, RequiredMember
from tusoi.process.dissemination.progress import coverage, raw

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2012, 5, 10), date(2012, 6, 10)


def member(home, code):
    return RequiredMember.objects.get(campaign=home.campaign, person=home.people[code])


def figure(home, code="quan", on=JUNE):
    """The tally, which must equal the rows as they stand and a recount."""
    path = home.unit(code).path
    now = read(home.campaign.pk, [path], on=on).get((path, "dissemination"), Figure())
    assert coverage(home.unit(code), on) == now
    return now


def joins(home, code, unit, since=MAY):
    person = enter_on_roll([RollRow(code, f"Người {code}", home.units[unit], since)])[code]
    home.people[code] = person
    return person


def leaves(home, code, on=MAY):
    for membership in Membership.objects.filter(person=home.people[code], until=None):
        membership.statuses.filter(until=None).update(until=on)
        Membership.objects.filter(pk=membership.pk).update(until=on)


def moves(home, code, unit, on=MAY):
    leaves(home, code, on)
    membership = Membership.objects.create(person=home.people[code], unit=home.units[unit], since=on)
    MembershipStatus.objects.create(membership=membership, status="full", since=on)


def status(home, code, new, on=MAY):
    membership = Membership.objects.get(person=home.people[code], until=None)
    membership.statuses.filter(until=None).update(until=on)
    MembershipStatus.objects.create(membership=membership, status=new, since=on)


def signed(home, day=MAY, reason="Quyết định số 9"):
    return {"reason": reason, "by": home.officer, "at": at_noon(day)}


def test_leaving_out_and_taking_back_change_today_and_no_earlier_day():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-13", "dv-14"])
    actions.leave_out(member(home, "dv-13"), kind="away", **signed(home))
    actions.leave_out(member(home, "dv-15"), kind="ill", **signed(home))
    assert figure(home) == Figure(1, 29)
    assert figure(home, "khu-vuc-1") == Figure(1, 4)
    before = date(2012, 5, 9)
    assert coverage(home.unit("quan"), before) == Figure(2, 31)
    assert coverage(home.unit("quan"), MAY) == Figure(1, 29)
    actions.take_back(member(home, "dv-13"), **signed(home, JUNE))
    assert figure(home) == Figure(2, 30)
    assert [coverage(home.unit("quan"), on).total for on in (before, MAY, JUNE)] == [31, 29, 30]
    recount(home.campaign.pk, raw(home.campaign))
    assert figure(home) == Figure(2, 30)


def test_somebody_left_out_who_comes_is_noted_and_counts_when_taken_back():
    home = world()
    freeze_roll(home)
    actions.leave_out(member(home, "dv-13"), kind="other", **signed(home, date(2012, 3, 28)))
    held_class(home, ["dv-13"])
    assert figure(home) == Figure(0, 30)
    assert member(home, "dv-13").reached_on == date(2012, 4, 5)
    actions.take_back(member(home, "dv-13"), **signed(home))
    assert figure(home) == Figure(1, 31)
    assert coverage(home.unit("quan"), date(2012, 4, 30)) == Figure(0, 30)


def test_a_move_takes_the_attendance_along_and_changes_no_sum():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-13"])
    actions.move_member(member(home, "dv-13"), home.unit("khu-vuc-3"), **signed(home))
    assert figure(home) == Figure(1, 31)
    assert (figure(home, "phuong-mot"), figure(home, "phuong-hai")) == (Figure(0, 9), Figure(1, 10))
    assert coverage(home.unit("phuong-mot"), date(2012, 5, 9)) == Figure(1, 10)
    lines = RequiredChange.objects.filter(kind="moved").values_list("campaign_unit__code", "other_unit__code", "step")
    assert list(lines) == [("khu-vuc-1", "khu-vuc-3", -1), ("khu-vuc-3", "khu-vuc-1", 1)]


def test_a_newcomer_counts_from_the_day_of_the_decision_with_what_they_attended_as_a_guest():
    home = world()
    freeze_roll(home)
    joins(home, "moi-1", "khu-vuc-1", since=date(2012, 4, 1))
    held_class(home, ["moi-1"])
    added = actions.add_member(home.campaign, home.people["moi-1"], **signed(home))
    assert (added.reached_on, added.campaign_unit.code) == (date(2012, 4, 5), "khu-vuc-1")
    assert figure(home) == Figure(1, 32)
    assert coverage(home.unit("quan"), date(2012, 5, 9)) == Figure(0, 31)
    joins(home, "moi-2", "khu-vuc-1")
    actions.add_member(home.campaign, home.people["moi-2"], left_out="away", **signed(home))
    assert figure(home) == Figure(1, 32)


def test_the_account_says_how_the_denominator_came_about():
    home = world()
    freeze_roll(home)
    joins(home, "moi-1", "khu-vuc-1")
    actions.add_member(home.campaign, home.people["moi-1"], **signed(home))
    actions.leave_out(member(home, "dv-14"), kind="left", **signed(home))
    actions.leave_out(member(home, "dv-15"), kind="left", **signed(home))
    account = account_of(home.unit("quan"), on=JUNE)
    assert account.words == (
        "Danh sách chốt 31 người ngày 26/03/2012; + 1 thêm vào danh sách; "
        "− 2 chuyển đi, không còn trong danh sách đảng viên; nay 30 người."
    )
    assert account.left_out_words == (
        "1 được miễn công tác và sinh hoạt; 2 chuyển đi, không còn trong danh sách đảng viên"
    )
    early = account_of(home.unit("quan"), on=date(2012, 5, 9))
    assert (early.words, early.now) == ("Danh sách chốt 31 người ngày 26/03/2012.", 31)
    assert early.left_out == [("được miễn công tác và sinh hoạt", 1)]
    assert account_of(home.unit("quan"), on=date(2012, 3, 25)).words == ""


def test_where_list_and_roll_differ():
    home = world()
    freeze_roll(home)
    joins(home, "moi-1", "khu-vuc-3")
    leaves(home, "dv-14")
    moves(home, "dv-15", "khu-vuc-3")
    status(home, "dv-16", "suspended")
    status(home, "dv-23", "full")
    found = {row.person.code: row for row in differences(home.campaign, MAY)}
    assert {code: row.kind for code, row in found.items()} == {
        "moi-1": DifferenceKind.JOINED,
        "dv-14": DifferenceKind.LEFT,
        "dv-15": DifferenceKind.MOVED,
        "dv-16": DifferenceKind.NOT_DUE,
        "dv-23": DifferenceKind.DUE_AGAIN,
    }
    assert (found["dv-14"].out_kind, found["dv-16"].out_kind) == ("left", "suspended")
    assert found["dv-15"].unit.code == "khu-vuc-3"
    assert differences(home.campaign, date(2012, 5, 9)) == []
    ward = {row.person.code for row in differences(home.campaign, MAY, within_unit=home.unit("phuong-hai"))}
    assert ward == {"moi-1", "dv-15"}
    assert [row.kind for row in differences(home.campaign, MAY, person=home.people["dv-14"])] == ["left"]


def test_a_unit_reads_its_own_part_and_finds_what_the_whole_finds():
    home = world()
    freeze_roll(home)
    joins(home, "moi-2", "phuong-hai")
    joins(home, "moi-1", "khu-vuc-1")
    leaves(home, "dv-14")
    moves(home, "dv-16", "phuong-hai")
    moves(home, "dv-20", "khu-vuc-1")
    status(home, "dv-13", "excused")
    moves(home, "dv-17", "khu-vuc-2")
    whole = {row.person.code: row for row in differences(home.campaign, MAY)}
    assert len(whole) == 7
    for unit in home.campaign.units.all():
        mine = {row.person.code: row for row in differences(home.campaign, MAY, within_unit=unit)}
        touched = {
            code: row
            for code, row in whole.items()
            for path in (row.member.campaign_unit.path if row.member else "", row.unit.path if row.unit else "")
            if path.startswith(unit.path)
        }
        assert mine == touched, unit


def test_what_was_left_as_it_is_stands_until_the_roll_says_something_else():
    home = world()
    freeze_roll(home)
    moves(home, "dv-15", "khu-vuc-3")
    (row,) = differences(home.campaign, MAY)
    actions.keep_member(row.member, seen=row.seen, **signed(home, reason="Vẫn họp ở nơi cũ"))
    (row,) = differences(home.campaign, MAY)
    assert row.kept.reason == "Vẫn họp ở nơi cũ"
    assert figure(home) == Figure(0, 31)
    moves(home, "dv-15", "khu-vuc-4", on=JUNE)
    (row,) = differences(home.campaign, JUNE)
    assert row.kept is None


def test_each_change_is_journaled_under_a_name():
    home = world()
    freeze_roll(home)
    actions.leave_out(member(home, "dv-14"), kind="ill", **signed(home))
    actions.take_back(member(home, "dv-14"), **signed(home))
    actions.move_member(member(home, "dv-14"), home.unit("khu-vuc-2"), **signed(home))
    acts = list(Entry.objects.filter(act__contains="member_").order_by("id").values_list("act", "account_id"))
    names = ["member_left_out", "member_taken_back", "member_moved", "member_moved"]
    assert acts == [(f"dissemination.{name}", home.officer.pk) for name in names]


REFUSED = [
    (lambda home, row: actions.leave_out(row, kind="ill", **signed(home, reason="  ")), "Chưa ghi lý do"),
    (lambda home, row: actions.leave_out(row, kind="lười", **signed(home)), "Chưa chọn diện"),
    (lambda home, row: actions.take_back(row, **signed(home)), "đang có trong danh sách"),
    (lambda home, row: actions.move_member(row, row.campaign_unit, **signed(home)), "đã được tính ở"),
    (lambda home, row: actions.add_member(home.campaign, row.person, **signed(home)), "đã có trong danh sách"),
    (
        lambda home, row: actions.add_member(home.campaign, home.people["ngoai-01"], **signed(home)),
        "không sinh hoạt ở đơn vị nào",
    ),
    (
        lambda home, row: actions.leave_out(row, kind="ill", reason="Ốm", by=home.secretary, at=at_noon(MAY)),
        "lập kế hoạch",
    ),
]


@pytest.mark.parametrize(("deed", "said"), REFUSED)
def test_what_is_refused_changes_nothing(deed, said):
    home = world()
    freeze_roll(home)
    with pytest.raises(Refused, match=said):
        deed(home, member(home, "dv-14"))
    assert figure(home) == Figure(0, 31)
    assert RequiredChange.objects.count() == 1


def test_nobody_is_left_out_twice_even_by_an_old_page():
    home = world()
    freeze_roll(home)
    row = member(home, "dv-14")
    actions.leave_out(row, kind="ill", **signed(home))
    row.left_out = ""
    with pytest.raises(Refused, match="đã ở ngoài danh sách"):
        actions.leave_out(row, kind="ill", **signed(home))
    assert figure(home) == Figure(0, 30)


def test_a_change_before_the_freeze_or_without_a_name_is_refused():
    home = world()
    with pytest.raises(Refused, match="Chưa chốt"):
        actions.add_member(home.campaign, home.people["dv-14"], **signed(home))
    with pytest.raises(Refused, match="người đứng tên"):
        freeze(home.campaign, [], left_out=[LeftOut("dv-23", "excused", "Miễn")], by=None, at=at_noon(FROZEN))
    assert not RequiredMember.objects.exists()


def test_the_database_itself_wants_a_reason():
    home = world()
    freeze_roll(home)
    with pytest.raises(IntegrityError), transaction.atomic():
        RequiredChange.objects.update(reason="")
    assert FOUNDED < FROZEN
