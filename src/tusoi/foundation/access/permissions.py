"""May this person do it here? Roles on units are asked in one place; assignments (overseer, team) in the steps' rules."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account, Grant
from tusoi.foundation.access.roles import ROLES, Permission
from tusoi.foundation.directory.models import Unit, in_force
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.paths import within

# Reading figures reaches down for everybody who has it; writing stays where it was given.
READS_DOWN = frozenset({Permission.SEE_FIGURES})


def grants_of(account: Account, on: date) -> list[Grant]:
    """The account's grants in force that day, each with its unit; cached on the object for the length of a request."""
    cache: dict[date, list[Grant]] = account.__dict__.setdefault("_grants", {})
    if on not in cache:
        cache[on] = list(Grant.objects.filter(in_force(on), account=account).select_related("unit", "collective__unit"))
    return cache[on]


def _places(account: Account, permission: Permission, on: date) -> Iterable[tuple[str, bool]]:
    for grant in grants_of(account, on):
        rule = ROLES[grant.role]  # type: ignore[index]
        if permission in rule.may:
            unit = grant.unit or grant.collective.unit  # type: ignore[union-attr]
            yield unit.path, rule.reach or permission in READS_DOWN


def may(account: Account | None, permission: Permission, path: str, *, on: date) -> bool:
    """Whether a role of the account gives `permission` at the unit with this path.

    A role with reach gives it at the unit and all below; one without, at that unit alone, except to see figures.
    """
    if account is None or not account.is_active:
        return False
    return any(path == p or (reach and path.startswith(p)) for p, reach in _places(account, permission, on))


def may_anywhere(account: Account, permission: Permission, *, on: date) -> bool:
    return any(True for _place in _places(account, permission, on))


def require(account: Account | None, permission: Permission, path: str, *, on: date) -> None:
    """Raise Refused, in words, where `may` says no."""
    if not may(account, permission, path, on=on):
        raise Refused(
            _("Việc này cần quyền “%(permission)s” tại đơn vị, mà tài khoản của đồng chí không có")
            % {"permission": Permission(permission).label},
            way_out=_("Liên hệ Ban Tổ chức nếu cần được phân công"),
        )


def require_anywhere(account: Account, permission: Permission, *, on: date) -> None:
    """Raise Refused, in words, where no role gives the permission at any unit."""
    if not may_anywhere(account, permission, on=on):
        raise Refused(
            _("Việc này cần quyền “%(permission)s”, mà tài khoản của đồng chí không có")
            % {"permission": Permission(permission).label},
            way_out=_("Liên hệ Ban Tổ chức nếu cần được phân công"),
        )


def reachable(account: Account, permission: Permission, *, on: date, field: str = "path") -> Q:
    """The same answer as `may`, as a condition on rows that carry a unit's path in `field`."""
    condition = Q(pk__in=[])
    for path, reach in _places(account, permission, on):
        condition |= within(path, field) if reach else Q(**{field: path})
    return condition


def units_where(account: Account, permission: Permission, *, on: date) -> QuerySet[Unit]:
    return Unit.objects.filter(reachable(account, permission, on=on)).order_by("path")
