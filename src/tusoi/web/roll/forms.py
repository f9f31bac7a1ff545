"""Input of the roll's pages. What is true of a roll is asked of `directory.rules`; here only whether it can be read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.models import Grant
from tusoi.foundation.directory.finding import UnitFinder
from tusoi.foundation.directory.models import (
    Collective,
    LeaveReason,
    Membership,
    MembershipKind,
    Person,
    Seat,
    SeatRank,
    Status,
    Unit,
)
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.paths import ancestors
from tusoi.foundation.ui.words import day as day_text

UNITS_LIST = "cac-don-vi"


def _capital(choices: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(one.value, capfirst(one.label)) for one in choices]


class UnitField(forms.CharField):
    """A unit by its code or name, with or without accents; the page offers the list of all of them."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": UNITS_LIST, "autocomplete": "off"})
        super().__init__(widget=widget, help_text=_("Gõ tên hoặc mã, không cần dấu"), **kwargs)
        self.finder = UnitFinder([])

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return self.finder.find(text)
        except Refused as refused:
            raise ValidationError(f"{refused.reason}. {refused.way_out}") from refused


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput, **kwargs)


class PersonForm(forms.Form):
    """A form about one person. units: those whose roll the account keeps."""

    def __init__(self, *args: Any, person: Person | None, units: list[Unit], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.units = person, units
        if isinstance(field := self.fields.get("unit"), UnitField):
            field.finder = UnitFinder(units)
        for name in ("on", "since"):
            if name in self.fields:
                self.fields[name].initial = on

    @property
    def offers_units(self) -> bool:
        return "unit" in self.fields


def role_words(grant: Grant) -> str:
    """“bí thư, Đảng bộ phường Một”."""
    place = grant.unit or grant.collective
    return f"{grant.get_role_display()}, {place.name if place else ''}"


class RolesForm(PersonForm):
    """Somebody goes: the roles that they still hold are named, and end on the same day where the keeper of the roll says so.

    Only those in units whose roll the account keeps are offered; `elsewhere` names the others.
    """

    end_roles = forms.MultipleChoiceField(
        label=_("Còn giữ vai trò trong chương trình; kết thúc cùng ngày"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bỏ dấu ở vai trò còn giữ tiếp."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {unit.path for unit in self.units}
        roles = open_roles(self.person, kwargs["on"]) if self.person else []
        self.roles = {str(grant.pk): grant for grant in roles if _path(grant) in kept}
        self.elsewhere = [role_words(grant) for grant in roles if str(grant.pk) not in self.roles]
        if not self.roles:
            del self.fields["end_roles"]
            return
        field = self.fields["end_roles"]
        field.choices = [(key, role_words(grant)) for key, grant in self.roles.items()]  # type: ignore[attr-defined]
        field.initial = [key for key, grant in self.roles.items() if self.ends_by_itself(grant)]

    def ends_by_itself(self, grant: Grant) -> bool:
        """Whether the role is ticked before anybody says anything."""
        return True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["end_roles"] = [self.roles[key] for key in data.get("end_roles", [])]
        return data


def _path(grant: Grant) -> str:
    return (grant.unit or grant.collective.unit).path  # type: ignore[union-attr]


def open_roles(person: Person, on: date) -> list[Grant]:
    """Roles that go on after a day."""
    grants = Grant.objects.filter(Q(until=None) | Q(until__gt=on), account__person=person)
    return list(grants.select_related("unit", "collective__unit", "account").order_by("since", "pk"))


class TransferForm(RolesForm):
    unit = UnitField(label=_("Chuyển đến"))
    on = DayField(label=_("Sinh hoạt tại nơi mới từ ngày"))
    field_order = ("unit", "on", "end_roles")

    def ends_by_itself(self, grant: Grant) -> bool:
        """A role in the unit that the person goes from; one in a unit above may go on."""
        assert self.person is not None, "asked only of a role that somebody holds"
        old = self.person.memberships.filter(until=None, kind=MembershipKind.ACTIVITY).first()
        return old is not None and old.unit.path == _path(grant)


class LeaveForm(RolesForm):
    reason = forms.ChoiceField(label=_("Lý do"), choices=_capital(LeaveReason), widget=forms.RadioSelect)
    on = DayField(label=_("Từ ngày"))
    field_order = ("reason", "on", "end_roles")


class JoinForm(PersonForm):
    unit = UnitField(label=_("Sinh hoạt tại"))
    since = DayField(label=_("Từ ngày"))
    status = forms.ChoiceField(label=_("Tình trạng"), choices=_capital(Status))


class StatusForm(PersonForm):
    status = forms.ChoiceField(label=_("Tình trạng"), choices=_capital(Status), widget=forms.RadioSelect)
    since = DayField(label=_("Từ ngày"))


class DetailsForm(PersonForm):
    code = forms.CharField(label=_("Số trong danh sách"), max_length=60)
    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    birth_year = forms.IntegerField(
        label=_("Năm sinh"),
        required=False,
        min_value=0,
        max_value=9999,
        error_messages={"invalid": _("Ghi năm bằng bốn chữ số, ví dụ 1960")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    phone = forms.CharField(
        label=_("Điện thoại"),
        max_length=40,
        required=False,
        help_text=_("Chỉ người giữ danh sách và chính người này xem được"),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.person:
            for name in ("code", "name", "birth_year", "phone"):
                self.fields[name].initial = getattr(self.person, name)


class EnterForm(DetailsForm):
    """A new member of a unit. `anyway`: after the page named people who may be the same one."""

    since = DayField(label=_("Sinh hoạt tại đây từ ngày"))
    status = forms.ChoiceField(label=_("Tình trạng"), choices=_capital(Status))
    anyway = forms.BooleanField(label=_("Đã xem, đây là người khác"), required=False, widget=forms.HiddenInput)


class TakeSeatForm(PersonForm):
    """Collectives of the units where the person is, and of those above, as far as the account keeps them."""

    collective = forms.ModelChoiceField(
        label=_("Tập thể"), queryset=Collective.objects.none(), empty_label=_("Hãy chọn")
    )
    position = forms.CharField(label=_("Chức vụ"), max_length=160, help_text=_("ví dụ Phó Bí thư Đảng ủy"))
    rank = forms.ChoiceField(label=_("Vai trò trong tập thể"), choices=_capital(SeatRank), initial=SeatRank.MEMBER)
    since = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        homes = self.person.memberships.filter(until=None).values_list("unit__path", flat=True) if self.person else []
        paths = {path for home in homes for path in ancestors(home)}
        near = [unit.pk for unit in self.units if unit.path in paths] if paths else [unit.pk for unit in self.units]
        choices = Collective.objects.filter(unit__in=near).order_by("unit__path", "code")
        self.fields["collective"].queryset = choices  # type: ignore[attr-defined]


class SeatChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.position}, {obj.collective.name}"


class LeaveSeatForm(PersonForm):
    """Only of collectives whose unit's roll the account keeps."""

    seat = SeatChoice(label=_("Chức vụ"), queryset=Seat.objects.none(), empty_label=_("Hãy chọn"))
    on = DayField(label=_("Thôi từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Seat.objects.filter(person=self.person, until=None, collective__unit__in=[unit.pk for unit in self.units])
        self.fields["seat"].queryset = own.select_related("collective")  # type: ignore[attr-defined]


class AddPlaceForm(PersonForm):
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=_capital((MembershipKind.RESIDENCE, MembershipKind.SECONDED)),
        widget=forms.RadioSelect,
    )
    unit = UnitField(label=_("Đơn vị"))
    since = DayField(label=_("Từ ngày"))


class PlaceChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.name} ({obj.get_kind_display()}, {day_text(obj.since)})"


class EndPlaceForm(PersonForm):
    place = PlaceChoice(label=_("Nơi"), queryset=Membership.objects.none(), empty_label=_("Hãy chọn"))
    on = DayField(label=_("Kết thúc từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [MembershipKind.RESIDENCE, MembershipKind.SECONDED]
        own = Membership.objects.filter(person=self.person, until=None, kind__in=kinds)
        self.fields["place"].queryset = own.select_related("unit")  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp danh sách"),
        help_text=_("Tệp .xlsx, .ods, .xls hoặc .csv, nhiều nhất 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.xls,.csv,.txt"}),
        max_length=200,
    )
    day = DayField(label=_("Ngày áp dụng"), help_text=_("Dùng cho dòng không ghi ngày."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = today
