"""What the roll allows. Whose roll it is, is asked where roles are known: `web/roll/rules.py`."""

import re
from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.directory.histories import History, exists, overlap
from tusoi.foundation.directory.models import Collective, Membership, MembershipKind, Person, Seat, SeatRank, Unit
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.vietnamese import phone_key
from tusoi.foundation.ui.words import day

CODE = re.compile(r"[A-Za-z0-9_-]{1,60}")
OLDEST = 1900


def check_day(on: date, *, unit: Unit | None, at: datetime) -> None:
    """The roll says what has happened, in units that were there: no day ahead, none outside the unit's life."""
    if on > at.date():
        raise Refused(
            _("Ngày %(day)s chưa tới") % {"day": day(on)},
            way_out=_("Danh sách chỉ ghi việc đã có; đến ngày đó hãy ghi"),
        )
    if unit and not exists(unit, on):
        raise Refused(_("Ngày %(day)s không có %(unit)s") % {"day": day(on), "unit": unit.name})


def check_details(*, code: str, name: str, birth_year: int | None, phone: str, at: datetime) -> None:
    """Each thing that is written of a person is one that can be."""
    if not CODE.fullmatch(code):
        raise Refused(
            _("Số trong danh sách “%(code)s” không dùng được") % {"code": code[:60]},
            way_out=_("Số chỉ gồm chữ không dấu, chữ số, gạch ngang; nhiều nhất 60 ký tự"),
        )
    if not name or len(name) > 120:
        raise Refused(_("Thiếu họ tên") if not name else _("Họ tên dài quá 120 chữ"))
    if birth_year is not None and not OLDEST <= birth_year < at.year:
        raise Refused(_("Năm sinh %(year)s không đúng") % {"year": birth_year})
    if phone and (not 8 <= len(phone_key(phone)) <= 15 or len(phone) > 40):
        raise Refused(_("Số điện thoại “%(phone)s” không đúng") % {"phone": phone[:40]})


def check_can_correct(
    person: Person, *, code: str, name: str, birth_year: int | None, phone: str, at: datetime
) -> None:
    check_not_merged(person)
    check_details(code=code, name=name, birth_year=birth_year, phone=phone, at=at)
    if code != person.code and Person.objects.filter(code=code).exists():
        raise Refused(_("Số %(code)s đã có trong danh sách đảng viên") % {"code": code})


def check_not_merged(person: Person) -> None:
    if person.merged_into_id:
        raise Refused(_("Bản ghi này đã gộp vào một bản ghi khác"), way_out=_("Làm việc trên bản ghi được giữ lại"))


def check_can_join(history: History, unit: Unit, *, since: date, at: datetime) -> None:
    """Nobody is at two places of activity on one day, today or in the past."""
    check_not_merged(history.person)
    check_day(since, unit=unit, at=at)
    clash = next((row for row in history.activity if overlap(since, None, row)), None)
    if clash:
        raise Refused(
            _("%(person)s đã sinh hoạt tại %(unit)s trong thời gian ấy")
            % {"person": history.person.name, "unit": clash.unit.name},
            way_out=_("Dùng “Chuyển sinh hoạt”, hoặc chọn ngày muộn hơn"),
        )


def _check_can_change(history: History, *, on: date, at: datetime) -> Membership:
    """There is an open membership, and nothing is written of it on that day or later."""
    check_not_merged(history.person)
    check_day(on, unit=None, at=at)
    here, status = history.here, history.status
    if here is None or status is None:
        raise Refused(
            _("%(person)s hiện không sinh hoạt tại đơn vị nào") % {"person": history.person.name},
            way_out=_("Đưa vào danh sách của một đơn vị trước"),
        )
    if on <= here.since:
        raise Refused(
            _("Ngày phải sau %(day)s, ngày bắt đầu sinh hoạt tại %(unit)s")
            % {"day": day(here.since), "unit": here.unit.name}
        )
    if on <= status.since:
        raise Refused(
            _("Tình trạng “%(status)s” ghi từ %(day)s, không trước ngày này")
            % {"status": status.get_status_display(), "day": day(status.since)},
            way_out=_("Chọn ngày muộn hơn"),
        )
    return here


def check_can_transfer(history: History, to: Unit, *, on: date, at: datetime) -> None:
    here = _check_can_change(history, on=on, at=at)
    check_day(on, unit=to, at=at)
    if here.unit_id == to.pk:
        raise Refused(_("%(person)s đang sinh hoạt tại chính đơn vị này") % {"person": history.person.name})


def check_can_leave(history: History, *, on: date, at: datetime) -> None:
    """Other places and places on collectives end the same day, so they began before it."""
    _check_can_change(history, on=on, at=at)
    other = next((row for row in history.memberships if row.until is None and row.since >= on), None)
    if other:
        raise Refused(
            _("%(unit)s được ghi là %(kind)s từ %(day)s, không trước ngày này")
            % {"unit": other.unit.name, "kind": other.get_kind_display(), "day": day(other.since)}
        )
    later = Seat.objects.filter(person=history.person, until=None, since__gte=on).select_related("collective").first()
    if later:
        raise Refused(
            _("%(person)s nhận chức vụ tại %(collective)s từ %(day)s, không trước ngày này")
            % {"person": history.person.name, "collective": later.collective.name, "day": day(later.since)}
        )


def check_can_set_status(history: History, status: str, *, since: date, at: datetime) -> None:
    """On the day the open status began it may be put right; later it is followed by another."""
    before = history.status
    if before is None or before.since != since:
        _check_can_change(history, on=since, at=at)
    check_not_merged(history.person)
    if before and before.status == status:
        raise Refused(
            _("%(person)s đang ở tình trạng này từ %(day)s") % {"person": history.person.name, "day": day(before.since)}
        )


def check_can_take_seat(collective: Collective, person: Person, rank: str, *, since: date, at: datetime) -> None:
    """One place each on a collective, and one head, at a time."""
    check_not_merged(person)
    check_day(since, unit=collective.unit, at=at)
    seats = [
        seat
        for seat in collective.seats.select_related("person")
        if (seat.until is None or since < seat.until)
        and (seat.person_id == person.pk or seat.rank == rank == SeatRank.HEAD)
    ]
    if any(seat.person_id == person.pk for seat in seats):
        raise Refused(_("%(person)s đã có chức vụ trong tập thể này") % {"person": person.name})
    if seats:
        raise Refused(
            _("%(person)s đang là người đứng đầu tập thể này") % {"person": seats[0].person.name},
            way_out=_("Ghi người ấy thôi chức vụ trước"),
        )


def check_can_leave_seat(seat: Seat, *, on: date, at: datetime) -> None:
    check_day(on, unit=None, at=at)
    if seat.until is not None:
        raise Refused(_("Chức vụ này đã kết thúc ngày %(day)s") % {"day": day(seat.until)})
    if on <= seat.since:
        raise Refused(_("Ngày phải sau %(day)s, ngày nhận chức vụ") % {"day": day(seat.since)})


def check_can_add_place(history: History, unit: Unit, kind: str, *, since: date, at: datetime) -> None:
    """Residence and secondment stand beside the place of activity; one of a kind at a time."""
    check_not_merged(history.person)
    check_day(since, unit=unit, at=at)
    if kind not in {MembershipKind.RESIDENCE, MembershipKind.SECONDED}:
        raise Refused(_("Chọn nơi cư trú hoặc biệt phái"))
    if any(row.kind == kind and overlap(since, None, row) for row in history.memberships):
        raise Refused(
            _("Trong thời gian ấy đã ghi một nơi cùng loại"),
            way_out=_("Kết thúc nơi cũ trước, hoặc chọn ngày muộn hơn"),
        )


def check_can_end_place(membership: Membership, *, on: date, at: datetime) -> None:
    check_day(on, unit=None, at=at)
    if membership.until is not None or membership.kind == MembershipKind.ACTIVITY:
        raise Refused(_("Nơi này không còn để kết thúc"))
    if on <= membership.since:
        raise Refused(_("Ngày phải sau %(day)s, ngày bắt đầu") % {"day": day(membership.since)})
