"""The frozen list beside today's roll: where they differ, and the account from the one to the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Count, Min, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tusoi.foundation.directory.models import MembershipKind, MembershipStatus, Person, Status, in_force
from tusoi.foundation.tally.paths import lies_within, within
from tusoi.foundation.ui.words import day, number
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination.models import RequiredChange, RequiredMember
from tusoi.process.dissemination.states import ChangeKind, OutKind

NOT_DUE = {Status.EXCUSED: OutKind.EXCUSED, Status.SUSPENDED: OutKind.SUSPENDED}  # statuses that may excuse from coming

MINUS = "\u2212"


class DifferenceKind(models.TextChoices):
    JOINED = "joined", gettext_lazy("mới vào")
    LEFT = "left", gettext_lazy("không còn trong danh sách đảng viên")
    MOVED = "moved", gettext_lazy("đã chuyển nơi sinh hoạt")
    NOT_DUE = "not_due", gettext_lazy("nay thuộc diện có thể không phải dự")
    DUE_AGAIN = "due_again", gettext_lazy("nay sinh hoạt bình thường")


@dataclass(frozen=True)
class Difference:
    """One person about whom list and roll say different things. `kept`: who decided to leave it so, if anybody did."""

    kind: DifferenceKind
    person: Person
    member: RequiredMember | None
    unit: CampaignUnit | None  # where today's roll has them, in the campaign's copy of the tree
    status: str
    kept: RequiredChange | None = None

    @property
    def seen(self) -> str:
        """What the roll says, so that a decision to leave it stands until the roll says something else."""
        return f"{self.kind}:{self.status}:{self.unit.code if self.unit else ''}"[:100]

    @property
    def status_words(self) -> str:
        """The status on today's roll where it may excuse from coming."""
        return str(Status(self.status).label) if self.status in NOT_DUE else ""

    @property
    def out_kind(self) -> OutKind:
        """As what the person would be left out."""
        return NOT_DUE.get(Status(self.status), OutKind.OTHER) if self.status else OutKind.LEFT

    @property
    def reason(self) -> str:
        """A reason to start from; the person who decides may write another."""
        if self.kind == DifferenceKind.LEFT:
            return _("Không còn trong danh sách đảng viên")
        if self.status in NOT_DUE:
            return str(Status(self.status).label).capitalize()
        return str(self.kind.label).capitalize()


def differences(
    campaign: Campaign, on: date, *, within_unit: CampaignUnit | None = None, person: Person | None = None
) -> list[Difference]:
    """Everybody about whom the list and the roll of that day differ, by name; of a unit: whom it had or has now.

    person: ask about this one only.
    """
    listed = {row[0]: row[1:] for row in _listed(campaign, on, within_unit, person)}
    roll = {row[0]: row[1:] for row in _on_roll(campaign, on, within_unit, person)}
    units = {unit.unit_id: unit for unit in campaign.units.all()}
    found: dict[int, tuple[DifferenceKind, CampaignUnit | None, str]] = {}
    for key in listed.keys() | roll.keys():
        place, status = roll.get(key, (None, ""))
        unit = units.get(place) if place else None
        old_path = listed[key][0] if key in listed else ""
        kind = _kind(listed.get(key), unit, status, on_roll=key in roll)
        if kind and (within_unit is None or _touches(within_unit, old_path, unit)):
            found[key] = kind, unit, status
    return _with_people(campaign, found)


def _listed(
    campaign: Campaign, on: date, scope: CampaignUnit | None, person: Person | None
) -> Iterator[tuple[int, str, int, str, str]]:
    """Of a unit: those listed there, and wherever they are listed, those whom today's roll has there."""
    rows = RequiredMember.objects.filter(campaign=campaign)
    if person:
        rows = rows.filter(person=person)
    wanted = [rows]
    if scope:
        wanted = [rows.of(scope), rows.filter(person__in=_roll_in(scope, on).values("membership__person"))]
    for some in wanted:
        yield from some.values_list("person", "campaign_unit__path", "campaign_unit__unit", "left_out", "status")


def _on_roll(
    campaign: Campaign, on: date, scope: CampaignUnit | None, person: Person | None
) -> Iterator[tuple[int, int, str]]:
    """Of a unit: those on the roll there, and wherever they are now, those whom the list has there."""
    rows = _roll(on).filter(within(campaign.unit.path, "membership__unit__path"))
    if person:
        rows = rows.filter(membership__person=person)
    wanted = [rows]
    if scope:
        listed = RequiredMember.objects.of(scope).values("person")
        here = _roll_in(scope, on).values("pk")
        wanted = [rows.filter(pk__in=here), rows.filter(membership__person__in=listed)]
    for some in wanted:
        yield from some.values_list("membership__person", "membership__unit", "status")


def _roll(on: date) -> "models.QuerySet[MembershipStatus]":
    return MembershipStatus.objects.filter(
        in_force(on), in_force(on, "membership__"), membership__kind=MembershipKind.ACTIVITY
    )


def _roll_in(scope: CampaignUnit, on: date) -> "models.QuerySet[MembershipStatus]":
    """By the campaign's copy of the tree, in which a unit may lie elsewhere than today."""
    units = CampaignUnit.objects.within(scope).order_by().values("unit")
    return _roll(on).filter(membership__unit__in=units)


def _kind(
    listed: tuple[str, int, str, str] | None, unit: CampaignUnit | None, status: str, *, on_roll: bool
) -> DifferenceKind | None:
    if listed is None:
        return DifferenceKind.JOINED if unit else None
    _path, place, left_out, frozen_as = listed
    if left_out:
        came_back = left_out == OutKind.LEFT or (left_out in NOT_DUE.values() and status not in NOT_DUE)
        return DifferenceKind.DUE_AGAIN if on_roll and came_back else None
    if not on_roll:
        return DifferenceKind.LEFT
    if unit is None or unit.unit_id != place:
        return DifferenceKind.MOVED
    return DifferenceKind.NOT_DUE if status in NOT_DUE and status != frozen_as else None


def _touches(scope: CampaignUnit, old_path: str, unit: CampaignUnit | None) -> bool:
    return any(path and lies_within(path, scope.path) for path in (old_path, unit.path if unit else ""))


def _with_people(
    campaign: Campaign, found: dict[int, tuple[DifferenceKind, CampaignUnit | None, str]]
) -> list[Difference]:
    members = {
        member.person_id: member
        for member in RequiredMember.objects.filter(campaign=campaign, person__in=found).select_related("campaign_unit")
    }
    kept = RequiredChange.objects.filter(member__in=members.values(), kind=ChangeKind.KEPT).select_related("by__person")
    last = {change.member_id: change for change in kept}
    rows = []
    for person in Person.objects.filter(pk__in=found):
        kind, unit, status = found[person.pk]
        member = members.get(person.pk)
        row = Difference(kind, person, member, unit, status)
        decided = last.get(member.pk) if member else None
        if decided and decided.seen == row.seen:
            row = Difference(kind, person, member, unit, status, decided)
        rows.append(row)
    return rows


def proposals(campaign: Campaign, on: date) -> list[tuple[Person, str, str]]:
    """Before freezing: (person, unit, status) of the excused and suspended, for whom somebody must decide."""
    rows = (
        MembershipStatus.objects.filter(
            in_force(on),
            in_force(on, "membership__"),
            within(campaign.unit.path, "membership__unit__path"),
            membership__kind=MembershipKind.ACTIVITY,
            status__in=NOT_DUE,
        )
        .select_related("membership__person", "membership__unit")
        .order_by("membership__person__sort_key")
    )
    return [(row.membership.person, row.membership.unit.short_name, row.status) for row in rows]


@dataclass(frozen=True)
class ListAccount:
    """How today's denominator came about: the frozen one, what each kind of change added or took, and the result.

    Why people were left out is told by kind to those who may see names; others read that they were, and how many.
    """

    frozen_on: date | None
    base: int
    items: list[tuple[str, str, int]]  # (kind of change, as what left out, step)
    now: int
    left_out: list[tuple[str, int]]  # who does not count today, by kind

    @property
    def words(self) -> str:
        """“Danh sách chốt 3.339 người ngày 30/03/2012; + 4 thêm vào danh sách; − 2 chuyển đi; nay 3.341 người.”"""
        return self._in_words([(_label(kind, out_kind), step) for kind, out_kind, step in self.items])

    @property
    def plain_words(self) -> str:
        """The same without why anybody was left out."""
        steps: dict[str, int] = {}
        for kind, _out_kind, step in self.items:
            label = str(ChangeKind(kind).label)
            steps[label] = steps.get(label, 0) + step
        return self._in_words(list(steps.items()))

    @property
    def left_out_words(self) -> str:
        """“3 được miễn công tác và sinh hoạt; 1 ốm đau dài ngày”, or "" where nobody is left out."""
        return "; ".join(f"{number(count)} {label}" for label, count in self.left_out)

    def _in_words(self, items: list[tuple[str, int]]) -> str:
        if self.frozen_on is None:
            return ""
        said = {"n": number(self.base), "day": day(self.frozen_on)}
        first = ngettext(
            "Danh sách chốt %(n)s người ngày %(day)s", "Danh sách chốt %(n)s người ngày %(day)s", self.base
        )
        parts = [first % said]
        parts += [f"{'+' if step > 0 else MINUS} {number(abs(step))} {label}" for label, step in items]
        if items:
            parts.append(ngettext("nay %(n)s người", "nay %(n)s người", self.now) % {"n": number(self.now)})
        return "; ".join(parts) + "."


def account_of(unit: CampaignUnit, *, on: date) -> ListAccount:
    """The account of a unit with all below it, up to and with a day; in three queries."""
    stands = RequiredMember.objects.of(unit).counting().count()
    frozen = RequiredMember.objects.filter(campaign=unit.campaign_id).aggregate(on=Min("frozen_on"))["on"]
    lines = list(
        RequiredChange.objects.filter(within(unit.path, "campaign_unit__path"), member__campaign=unit.campaign_id)
        .order_by()
        .values_list("kind", "out_kind")
        .annotate(
            ever=Sum("step"),
            since=Sum("step", filter=Q(on__lte=on), default=0),
            count=Count("pk", filter=Q(on__lte=on)),
        )
    )
    base = stands - sum(line[2] for line in lines)
    items = [(kind, out_kind, step) for kind, out_kind, _ever, step, _count in sorted(lines) if step]
    out: dict[str, int] = {}
    for kind, out_kind, _ever, _step, count in lines:
        if kind in SIGNS:
            out[out_kind] = out.get(out_kind, 0) + SIGNS[kind] * count
    return ListAccount(
        frozen_on=frozen if frozen is not None and frozen <= on else None,
        base=base,
        items=items,
        now=base + sum(step for _kind, _out_kind, step in items),
        left_out=[(str(kind.label), out[kind]) for kind in OutKind if out.get(kind)],
    )


SIGNS = {ChangeKind.LEFT_OUT: 1, ChangeKind.TAKEN_BACK: -1}  # of who is left out


def _label(kind: str, out_kind: str) -> str:
    if kind == ChangeKind.LEFT_OUT:
        return str(OutKind(out_kind).label)
    return str(ChangeKind(kind).label)
