"""Whose roll it is: roles are known here, the roll's own rules stand in `directory/rules.py`."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, may_anywhere, reachable, require, units_where
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Membership, MembershipKind, Person, Unit, in_force
from tusoi.foundation.kernel.refusal import Refused

KEEP = Permission.KEEP_ROLL


def units_kept_by(account: Account, on: date) -> QuerySet[Unit]:
    """Units that exist that day and whose roll the account keeps."""
    return units_where(account, KEEP, on=on).filter(in_force(on))


def places_kept(account: Account, on: date) -> QuerySet[Membership]:
    """Activity memberships of any time in units whose roll the account keeps."""
    return Membership.objects.filter(reachable(account, KEEP, on=on, field="unit__path"), kind=MembershipKind.ACTIVITY)


def people_kept_by(account: Account, on: date) -> QuerySet[Person]:
    """Those on a roll that the account keeps, and those who left one and are on no other."""
    mine = places_kept(account, on)
    here = mine.filter(until=None).values("person")
    left = mine.exclude(until=None).values("person")
    on_any = Membership.objects.filter(until=None, kind=MembershipKind.ACTIVITY).values("person")
    return Person.objects.not_merged().filter(Q(pk__in=here) | (Q(pk__in=left) & ~Q(pk__in=on_any)))


def keeps(person: Person, *, by: Account, on: date) -> bool:
    """Where the person's activity is; where it was last, for one who left; anywhere, for one who never was on a roll."""
    if not may_anywhere(by, KEEP, on=on):
        return False
    rows = person.memberships.filter(kind=MembershipKind.ACTIVITY).select_related("unit")
    last = max(rows, key=lambda row: (row.until is None, row.since), default=None)
    return last is None or may(by, KEEP, last.unit.path, on=on)


def check_can_keep(person: Person, *, by: Account, on: date) -> None:
    if not keeps(person, by=by, on=on):
        raise Refused(
            _("Danh sách này do cán bộ của Ban Tổ chức phụ trách đơn vị giữ"),
            way_out=_("Báo Ban Tổ chức việc cần ghi"),
        )


def check_can_keep_unit(unit: Unit, *, by: Account, on: date) -> None:
    require(by, KEEP, unit.path, on=on)
