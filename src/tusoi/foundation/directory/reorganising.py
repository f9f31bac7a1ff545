"""Units merge, move or end. What an ended unit kept stays its own, and stands below the unit that inherits it.

Permissions are asked by whoever calls: this floor knows no roles.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.directory.models import Membership, MembershipStatus, Succession, Unit, in_force
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.paths import lies_within, number_of, step

BATCH = 500


class UnitAct(models.TextChoices):
    MERGED = "unit.merged", gettext_lazy("Sáp nhập đơn vị")
    MOVED = "unit.moved", gettext_lazy("Chuyển đơn vị sang cấp trên khác")


def free_path(parent: Unit | None) -> str:
    """The next place below a unit (None: at the top)."""
    last = Unit.objects.filter(parent=parent).order_by("-path").values_list("path", flat=True).first()
    return (parent.path if parent else "") + step(number_of(last) + 1 if last else 1)


@transaction.atomic
def move_unit(unit: Unit, parent: Unit, *, on: date, by: Any, at: datetime) -> Unit:
    """Put a unit with all below it under another unit. Raises Refused when that is itself or below it."""
    check_can_move(unit, parent, on=on, at=at)
    before = unit.parent_id
    _place(unit, parent)
    record(UnitAct.MOVED, unit, by=by, at=at, before=before or 0, parent=parent.pk, on=on.isoformat())
    return unit


@transaction.atomic
def merge_units(olds: Sequence[Unit], into: Unit, *, on: date, by: Any, at: datetime) -> list[Unit]:
    """End units on a day. `into` inherits: the units below them, their members, and what is still open.

    The ended units stand below their heir from then on, so that whoever leads it also reads what they left. Their
    collectives, seats and the roles given there stay: work that they began is still finished by them or taken over.
    Raises Refused.
    """
    check_can_merge(olds, into, on=on, at=at)
    for old in olds:
        for child in Unit.objects.filter(parent=old).existing(on).order_by("path"):
            _place(child, into)
            into.refresh_from_db()
        _hand_over_members(old, into, on)
        old.refresh_from_db()
        old.until = on
        old.save(update_fields=["until"])
        _place(old, into)
        Succession.objects.create(old=old, new=into, on=on)
        record(UnitAct.MERGED, old, by=by, at=at, into=into.pk, on=on.isoformat())
    return list(olds)


def check_can_move(unit: Unit, parent: Unit, *, on: date, at: datetime) -> None:
    _check_day(unit, on, at)
    _check_day(parent, on, at)
    if lies_within(parent.path, unit.path):
        raise Refused(_("%(unit)s không thể trực thuộc chính mình hoặc đơn vị cấp dưới của mình") % {"unit": unit})
    if unit.parent_id == parent.pk:
        raise Refused(_("%(unit)s đã trực thuộc %(parent)s") % {"unit": unit, "parent": parent})


def check_can_merge(olds: Sequence[Unit], into: Unit, *, on: date, at: datetime) -> None:
    if not olds:
        raise Refused(_("Chưa chọn đơn vị nào để sáp nhập"))
    _check_day(into, on, at)
    for old in olds:
        _check_day(old, on, at)
        if lies_within(into.path, old.path):
            raise Refused(
                _("%(into)s là chính %(old)s hoặc nằm trong đó, không kế thừa được") % {"into": into, "old": old},
                way_out=_("Chọn một đơn vị khác để sáp nhập vào"),
            )
        if any(lies_within(other.path, old.path) for other in olds if other != old):
            raise Refused(_("Có đơn vị được chọn nằm trong %(old)s; chỉ cần chọn %(old)s") % {"old": old})
        later = MembershipStatus.objects.filter(membership__unit=old, since__gt=on).select_related("membership__person")
        if changed := later.first():
            raise Refused(
                _("%(person)s vào %(old)s hoặc đổi diện sinh hoạt sau ngày này")
                % {"person": changed.membership.person, "old": old},
                way_out=_("Chọn ngày sáp nhập muộn hơn"),
            )


def _check_day(unit: Unit, on: date, at: datetime) -> None:
    if on > at.date():
        raise Refused(_("Ngày có hiệu lực không thể ở sau hôm nay"), way_out=_("Ghi vào ngày quyết định có hiệu lực"))
    if on <= unit.since or (unit.until is not None and unit.until <= on):
        raise Refused(_("Ngày ấy %(unit)s không còn hoặc chưa hoạt động") % {"unit": unit})


def _place(unit: Unit, parent: Unit) -> None:
    """Give a unit and all below it their paths under `parent`."""
    old, new = unit.path, free_path(parent)
    deeper = parent.depth + 1 - unit.depth
    Unit.objects.within(unit).update(path=Concat(Value(new), Substr("path", len(old) + 1)), depth=F("depth") + deeper)
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    unit.refresh_from_db()


def _hand_over_members(old: Unit, into: Unit, on: date) -> None:
    """Memberships of the ended unit go on in its heir, status and all: the old ones end, new ones begin that day."""
    rows = list(Membership.objects.filter(in_force(on), unit=old, until=None).order_by("pk"))
    Membership.objects.filter(pk__in=[row.pk for row in rows if row.since == on]).update(unit=into)
    rows = [row for row in rows if row.since < on]
    statuses = list(MembershipStatus.objects.filter(in_force(on), membership__in=rows, until=None))
    MembershipStatus.objects.filter(pk__in=[row.pk for row in statuses if row.since < on]).update(until=on)
    Membership.objects.filter(pk__in=[row.pk for row in rows]).update(until=on)
    new = Membership.objects.bulk_create(
        [Membership(person_id=row.person_id, unit=into, kind=row.kind, since=on) for row in rows], batch_size=BATCH
    )
    heirs = {row.pk: membership for row, membership in zip(rows, new, strict=True)}
    for row in statuses:
        if row.since == on:
            MembershipStatus.objects.filter(pk=row.pk).update(membership=heirs[row.membership_id])
    MembershipStatus.objects.bulk_create(
        [
            MembershipStatus(membership=heirs[row.membership_id], status=row.status, since=on)
            for row in statuses
            if row.since < on
        ],
        batch_size=BATCH,
    )
