"""Queue notices in the transaction of an act; send the mails afterwards; mark one as read."""

import smtplib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.journal.actions import record
from tusoi.foundation.notices.kinds import NoticeKind
from tusoi.foundation.notices.mail import letter
from tusoi.foundation.notices.models import Notice
from tusoi.foundation.notices.states import Act, MailState

ATTEMPTS = 5
CLAIM = timedelta(minutes=10)  # after this a mail that is "being sent" counts as abandoned
BATCH = 500


@dataclass(frozen=True)
class Sent:
    sent: int = 0
    failed: int = 0
    waiting: int = 0


def queue(
    kind: NoticeKind,
    *,
    to: Iterable[Person],
    path: str,
    at: datetime,
    unit: Unit | None = None,
    due_on: date | None = None,
    scope: int = 0,
    once: str = "",
) -> None:
    """Tell people something, in the caller's transaction: shown in the program at once, mailed after commit.

    path: where in the program, beginning with "/". once: a key of the matter; a person who was already told about the
    same kind and key is not told again (reminders of one day, say). Raises ValueError for a path to elsewhere.
    """
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError(f"a notice leads into the program, not to {path!r}")
    people = list({person.pk: person for person in to}.values())
    with_mail = set()
    if kind.by_mail:
        with_mail = set(
            Account.objects.filter(person__in=[person.pk for person in people], is_active=True)
            .exclude(email="")
            .values_list("person_id", flat=True)
        )
    Notice.objects.bulk_create(
        [
            Notice(
                scope=scope,
                kind=kind.code,
                what=str(kind.what)[:200],
                person=person,
                unit=unit,
                due_on=due_on,
                path=path,
                queued_at=at,
                mail_state=MailState.QUEUED if person.pk in with_mail else MailState.NONE,
                once_key=f"{kind.code}:{once}:{person.pk}" if once else None,
                shard_id=person.shard_id,
            )
            for person in people
        ],
        batch_size=BATCH,
        ignore_conflicts=bool(once),
    )


def mark_read(notice: Notice, *, at: datetime) -> None:
    """The first time it was opened counts."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def send_due(*, at: datetime, now: datetime, limit: int = 100) -> Sent:
    """Send the mails that wait. Only the worker calls this, outside any transaction.

    at: the campaign's time, for the journal. now: the clock, for turns. A mail is claimed before it is sent, so two
    workers never send the same one at a time; after a crash in the middle it is sent again with the same Message-ID.
    In the office's quiet hours nothing goes out; it waits.
    """
    if is_quiet(now):
        return Sent()
    due = list(Notice.objects.to_send(now).select_related("person", "unit")[:limit])
    if not due:
        return Sent()
    addresses = _addresses(due)
    connection: BaseEmailBackend = get_connection()
    counts = {MailState.SENT: 0, MailState.FAILED: 0, MailState.QUEUED: 0}
    waiting = iter(due)
    current = _next(waiting, now)
    try:
        while current is not None:
            state, result = _deliver(current, addresses.get(current.person_id, ""), connection)
            counts[state] += 1
            with transaction.atomic():  # one commit a letter: what became of this one, and the claim of the next
                _finish(current, state, result, at=at, now=now)
                current = _next(waiting, now)
    finally:
        connection.close()
    return Sent(counts[MailState.SENT], counts[MailState.FAILED], counts[MailState.QUEUED])


def is_quiet(now: datetime) -> bool:
    """Whether the office's clock stands in its quiet hours (TUSOI_QUIET_HOURS: "21-7"; empty: there are none)."""
    if settings.QUIET_HOURS is None:
        return False
    begins, ends = settings.QUIET_HOURS
    hour = timezone.localtime(now).hour
    return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends


def _addresses(notices: Sequence[Notice]) -> dict[int, str]:
    people = {notice.person_id for notice in notices}
    rows = Account.objects.filter(person__in=people, is_active=True).exclude(email="").values_list("person_id", "email")
    return {person: email for person, email in rows if person is not None}


def _claim(notice: Notice, now: datetime) -> bool:
    return (
        Notice.objects.to_send(now)
        .filter(pk=notice.pk, attempts=notice.attempts)
        .update(mail_state=MailState.SENDING, attempts=notice.attempts + 1, not_before=now + CLAIM)
        == 1
    )


def _next(waiting: Iterator[Notice], now: datetime) -> Notice | None:
    """The next letter that this worker, and no other, has claimed."""
    return next((notice for notice in waiting if _claim(notice, now)), None)


def _deliver(notice: Notice, address: str, connection: BaseEmailBackend) -> tuple[MailState, str]:
    """Send it, outside any transaction; QUEUED where another attempt is worth it."""
    if not address:
        return MailState.FAILED, "no address"
    try:
        letter(notice, address, connection).send()
    except (smtplib.SMTPException, OSError) as error:
        connection.close()
        is_last = _is_final(error) or notice.attempts + 1 >= ATTEMPTS
        return MailState.FAILED if is_last else MailState.QUEUED, in_short(error)
    return MailState.SENT, ""


def _finish(notice: Notice, state: MailState, result: str, *, at: datetime, now: datetime) -> None:
    later = now + timedelta(minutes=2 ** (notice.attempts + 1)) if state == MailState.QUEUED else None
    Notice.objects.filter(pk=notice.pk).update(mail_state=state, result=result, not_before=later)
    if state == MailState.FAILED:
        record(Act.MAIL_FAILED, notice, by=None, at=at, scope=notice.scope, shard_id=notice.shard_id)


def _codes(error: Exception) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _is_final(error: Exception) -> bool:
    """A mail server's 5xx about this letter; a refused sign-in is the office's fault and worth another try."""
    codes = _codes(error)
    return (
        bool(codes)
        and all(500 <= code < 600 for code in codes)
        and not isinstance(error, smtplib.SMTPAuthenticationError)
    )


def in_short(error: Exception) -> str:
    """Kind of error and code; not the server's words, which may repeat the address."""
    return " ".join([type(error).__name__, *(str(code) for code in _codes(error))])[:200]
