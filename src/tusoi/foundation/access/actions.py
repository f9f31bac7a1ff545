"""Open accounts, give and end roles, make sign-in links."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account, Grant, SignInLink
from tusoi.foundation.access.roles import Role
from tusoi.foundation.access.states import Act
from tusoi.foundation.directory.models import Collective, Person, Unit
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused


def open_account(
    *, username: str, person: Person | None = None, email: str = "", password: str | None = None
) -> Account:
    """Open an account; without a password it can be entered by a sign-in link only."""
    account = Account(username=username, person=person, email=email)
    account.set_password(password)
    account.save()
    return account


@transaction.atomic
def give_role(
    account: Account,
    role: Role,
    *,
    unit: Unit | None = None,
    collective: Collective | None = None,
    since: date,
    until: date | None = None,
    by: Account | None,
    at: datetime,
) -> Grant:
    """Give a role on a unit or a collective, from a day to a day (half-open)."""
    grant = Grant.objects.create(account=account, role=role, unit=unit, collective=collective, since=since, until=until)
    record(Act.ROLE_GIVEN, grant, by=by, at=at, role=str(role))
    return grant


@transaction.atomic
def end_role(grant: Grant, *, on: date, by: Account | None, at: datetime) -> Grant:
    """The role ends with the day before `on`; a role that began only then was held for that one day. Raises Refused."""
    until = max(on, grant.since + timedelta(days=1))
    if not Grant.objects.filter(Q(until=None) | Q(until__gt=until), pk=grant.pk).update(until=until):
        raise Refused(_("Vai trò này đã kết thúc"))
    grant.until = until
    record(Act.ROLE_ENDED, grant, by=by, at=at, role=str(grant.role), on=until.isoformat())
    return grant


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_sign_in_link(account: Account, *, valid: timedelta, reusable: bool = False) -> str:
    """Returns the token; only its hash is kept. The clock here is the real one."""
    token = secrets.token_urlsafe(24)
    SignInLink.objects.create(
        account=account, token_hash=hash_of(token), expires_at=timezone.now() + valid, reusable=reusable
    )
    return token


def find_sign_in_link(token: str) -> SignInLink:
    """The link behind a token, unspent. Raises Refused for a wrong, expired or used one. A demo's link opens a demo alone."""
    kinds = [False, True] if settings.DEMO else [False]
    link = (
        SignInLink.objects.select_related("account__person")
        .filter(token_hash=hash_of(token), expires_at__gt=timezone.now(), account__is_active=True)
        .filter(Q(reusable=True) | Q(used_at=None), reusable__in=kinds)
        .first()
    )
    if link is None:
        raise Refused(
            _("Liên kết đăng nhập không đúng, đã hết hạn hoặc đã dùng rồi"),
            way_out=_("Xin liên kết mới từ người quản trị máy"),
        )
    return link


@transaction.atomic
def use_sign_in_link(token: str) -> Account:
    """The account of a valid link, which is spent unless it is a demo's. Raises Refused as `find_sign_in_link`."""
    link = find_sign_in_link(token)
    if not link.reusable and not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()):
        raise Refused(_("Liên kết đăng nhập này vừa được dùng ở nơi khác"))
    return link.account
