"""Make, renew and end the secret address of an account's calendar; find the account behind an address."""

import secrets
from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from tusoi.foundation.access.actions import hash_of
from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.web.calendar.models import CalendarKey
from tusoi.web.calendar.states import Act

PER_HOUR = 60  # a calendar program asks a few times a day; more than this is a fault or a thief in a hurry
HOUR = 60 * 60


@transaction.atomic
def renew_key(*, by: Account, at: datetime) -> str:
    """Make the account's address anew; the one before dies at once. Returns the secret, which is kept nowhere."""
    _end(by, at)
    token = secrets.token_urlsafe(32)
    key = CalendarKey.objects.create(account=by, token_hash=hash_of(token), made_at=at)
    record(Act.KEY_MADE, key, by=by, at=at)
    return token


@transaction.atomic
def end_key(*, by: Account, at: datetime) -> bool:
    """The account's address reads nothing any more. Returns whether there was one."""
    return _end(by, at)


def _end(account: Account, at: datetime) -> bool:
    Account.objects.select_for_update().get(pk=account.pk)  # two clicks at once make one address after the other
    key = CalendarKey.objects.filter(account=account, ended_at=None).first()
    if key is None:
        return False
    CalendarKey.objects.filter(pk=key.pk).update(ended_at=at)
    record(Act.KEY_ENDED, key, by=account, at=at)
    return True


def account_of(token: str) -> Account | None:
    """Whose address this is; None for a wrong or ended one and for an account that is closed."""
    key = (
        CalendarKey.objects.select_related("account__person")
        .filter(token_hash=hash_of(token), ended_at=None, account__is_active=True)
        .first()
    )
    return key.account if key else None


def is_too_often(account: Account) -> bool:
    """Whether this account's address was read more than PER_HOUR times within the hour, by this process's own count."""
    name = f"calendar-reads-{account.pk}"
    cache.add(name, 0, HOUR)
    try:
        return cache.incr(name) > PER_HOUR
    except ValueError:  # it ran out between the two lines
        return False
