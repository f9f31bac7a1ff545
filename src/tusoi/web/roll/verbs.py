"""What can be done to a person on the roll: one row each, one page for all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.actions import end_role
from tusoi.foundation.access.models import Account
from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.histories import History
from tusoi.foundation.directory.models import MembershipKind, Person
from tusoi.web.roll import forms


@dataclass(frozen=True)
class Verb:
    """do: the verb with the form's data. fits: whether it makes sense for a person as they stand today."""

    label: str | Promise
    icon: str
    lead: str | Promise
    said: str | Promise
    form: type[forms.PersonForm]
    do: Callable[[Person, dict[str, Any], Account, datetime], Any]
    fits: Callable[[History], bool]
    kind: str = "quiet"

    @property
    def submit_kind(self) -> str:
        return "primary" if self.kind == "quiet" else self.kind


def _is_member(history: History) -> bool:
    return history.here is not None


def _other_places(history: History) -> bool:
    kinds = {MembershipKind.RESIDENCE, MembershipKind.SECONDED}
    return any(row.kind in kinds and row.until is None for row in history.memberships)


@transaction.atomic
def _transfer(person: Person, data: dict[str, Any], by: Account, at: datetime) -> None:
    keep.transfer(person, data["unit"], on=data["on"], by=by, at=at)
    _end_roles(data, by, at)


@transaction.atomic
def _leave(person: Person, data: dict[str, Any], by: Account, at: datetime) -> None:
    keep.leave(person, on=data["on"], reason=data["reason"], by=by, at=at)
    _end_roles(data, by, at)


def _end_roles(data: dict[str, Any], by: Account, at: datetime) -> None:
    for grant in data["end_roles"]:
        end_role(grant, on=data["on"], by=by, at=at)


VERBS: dict[str, Verb] = {
    "chuyen-sinh-hoat": Verb(
        _("Chuyển sinh hoạt"),
        "arrow-right-left",
        _("Nơi cũ tính người này đến hết ngày hôm trước, nơi mới tính từ ngày ghi ở đây. Tình trạng và chức vụ giữ nguyên."),
        _("Đã chuyển sinh hoạt"),
        forms.TransferForm,
        _transfer,
        _is_member,
    ),
    "tinh-trang": Verb(
        _("Ghi tình trạng"),
        "user-check",
        _("Tình trạng mới tính từ ngày ghi ở đây; tình trạng cũ vẫn còn trong lịch sử."),
        _("Đã ghi tình trạng"),
        forms.StatusForm,
        lambda person, data, by, at: keep.set_status(person, data["status"], since=data["since"], by=by, at=at),
        _is_member,
    ),
    "thong-tin": Verb(
        _("Sửa thông tin"),
        "pencil",
        _("Chỉ để chữa chỗ ghi sai. Nhật ký ghi mục nào đã sửa, không ghi nội dung."),
        _("Đã sửa thông tin"),
        forms.DetailsForm,
        lambda person, data, by, at: keep.correct_details(person, **data, by=by, at=at),
        lambda history: True,
    ),
    "nhan-chuc-vu": Verb(
        _("Ghi chức vụ mới"),
        "award",
        _("Một người có một chức vụ trong mỗi tập thể; mỗi tập thể có một người đứng đầu."),
        _("Đã ghi chức vụ"),
        forms.TakeSeatForm,
        lambda person, data, by, at: keep.take_seat(data.pop("collective"), person, **data, by=by, at=at),
        lambda history: True,
    ),
    "thoi-chuc-vu": Verb(
        _("Thôi chức vụ"),
        "user-minus",
        _("Chức vụ vẫn còn trong lịch sử đến hết ngày hôm trước."),
        _("Đã ghi thôi chức vụ"),
        forms.LeaveSeatForm,
        lambda person, data, by, at: keep.leave_seat(data["seat"], on=data["on"], by=by, at=at),
        lambda history: history.person.seats.filter(until=None).exists(),
    ),
    "noi-khac": Verb(
        _("Ghi nơi cư trú, biệt phái"),
        "map-pin",
        _("Đứng bên cạnh nơi sinh hoạt; không tính vào số đảng viên của nơi ấy."),
        _("Đã ghi nơi khác"),
        forms.AddPlaceForm,
        lambda person, data, by, at: keep.add_place(
            person, data["unit"], data["kind"], since=data["since"], by=by, at=at
        ),
        _is_member,
    ),
    "het-noi-khac": Verb(
        _("Kết thúc cư trú, biệt phái"),
        "map-pin-off",
        _("Nơi ấy vẫn còn trong lịch sử."),
        _("Đã kết thúc"),
        forms.EndPlaceForm,
        lambda person, data, by, at: keep.end_place(data["place"], on=data["on"], by=by, at=at),
        _other_places,
    ),
    "vao-danh-sach": Verb(
        _("Đưa vào danh sách"),
        "user-plus",
        _("Người này hiện không sinh hoạt tại đơn vị nào."),
        _("Đã đưa vào danh sách"),
        forms.JoinForm,
        lambda person, data, by, at: keep.join(person, data.pop("unit"), **data, by=by, at=at),
        lambda history: history.here is None,
        kind="primary",
    ),
    "ra-khoi-danh-sach": Verb(
        _("Ra khỏi danh sách"),
        "log-out",
        _("Từ ngày ghi ở đây không đơn vị nào tính người này; chức vụ, nơi cư trú, biệt phái cũng kết thúc. Hồ sơ cũ giữ nguyên."),
        _("Đã ghi ra khỏi danh sách"),
        forms.LeaveForm,
        _leave,
        _is_member,
        kind="danger",
    ),
}  # fmt: skip
