"""Letters by e-mail: an invitation with its one-time code, and reminders to a whole group.

The codes of a batch are made by the sender, all committed at once in random order, and mailed from memory. After a
crash those not mailed get a new batch; the dead hashes do no harm, and at most the letter in flight is repeated. An
anonymous batch under the threshold is not sent: its few codes, made together, could be told from all others.
"""

import secrets
import smtplib
from collections.abc import Sequence
from datetime import datetime

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.views.decorators.debug import sensitive_variables

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.notices.actions import in_short
from tusoi.foundation.notices.states import MailState
from tusoi.foundation.secrecy import actions as secrecy
from tusoi.process.feedback import rules_letters as rules
from tusoi.process.feedback.letter_texts import invitation_letter, reminder_letter
from tusoi.process.feedback.models import Group, Invitation, Letter
from tusoi.process.feedback.states import Act, LetterKind, RoundState

TOO_FEW = "too few"
_shuffler = secrets.SystemRandom()


def without_letter(group: Group) -> "list[Invitation]":
    """Those invited by mail to whom no invitation went out or is waiting; failed ones count as not gone out."""
    gone = Letter.objects.filter(invitation=OuterRef("pk"), kind=LetterKind.CODE).exclude(mail_state=MailState.FAILED)
    return list(group.invitations.filter(~Exists(gone), channel="mail").order_by("pk"))


@transaction.atomic
def queue_invitations(group: Group, *, by: Account, at: datetime) -> int:
    """Let the worker mail the invitations that are missing. Returns how many. Raises Refused."""
    missing = without_letter(group)
    rules.check_can_mail(group, len(missing), by=by, at=at)
    for invitation in missing:
        Letter.objects.update_or_create(
            invitation=invitation,
            kind=LetterKind.CODE,
            queued_on=at.date(),
            defaults={"mail_state": MailState.QUEUED, "result": ""},
        )
    _record(Act.LETTERS_QUEUED, group, len(missing), by=by, at=at)
    return len(missing)


@transaction.atomic
def queue_reminders(group: Group, *, by: Account, at: datetime) -> int:
    """Remind everybody of the group who is invited by mail, whether they answered or not: nobody knows. Raises Refused."""
    everybody = list(group.invitations.filter(channel="mail").order_by("pk"))
    reminded = Letter.objects.of(group, LetterKind.REMINDER).filter(queued_on=at.date()).exists()
    rules.check_can_remind(group, len(everybody), reminded, by=by, at=at)
    Letter.objects.bulk_create(
        [Letter(invitation=one, kind=LetterKind.REMINDER, queued_on=at.date()) for one in everybody], batch_size=500
    )
    _record(Act.LETTERS_QUEUED, group, len(everybody), by=by, at=at)
    return len(everybody)


@transaction.atomic
def move_failed_to_paper(group: Group, *, by: Account, at: datetime) -> int:
    """Those whose invitation failed are invited on paper from now on. Returns how many. Raises Refused."""
    failed = [one.pk for one in without_letter(group) if one.letters.filter(kind=LetterKind.CODE).exists()]
    rules.check_can_move_to_paper(group, len(failed), by=by, at=at)
    group.invitations.filter(pk__in=failed).update(channel="paper")
    _record(Act.MOVED_TO_PAPER, group, len(failed), by=by, at=at)
    return len(failed)


def _record(act: Act, group: Group, count: int, *, by: Account | None, at: datetime) -> None:
    record(act, group, by=by, at=at, scope=group.round.campaign_id, count=count)


def send_letters(*, at: datetime) -> int:
    """Mail what waits, group by group. Only the worker calls this, outside any transaction. Returns how many went out."""
    waiting = Letter.objects.all().pending().values("invitation__group").distinct()
    groups = Group.objects.filter(pk__in=waiting).select_related(
        "round__box", "round__campaign", "round__campaign_unit"
    )
    return sum(_send_group(group, at=at) for group in groups)


@sensitive_variables()
def _send_group(group: Group, *, at: datetime) -> int:
    of_group = Letter.objects.filter(invitation__group=group).select_related("invitation")
    if group.round.state != RoundState.OPEN:
        of_group.pending().update(mail_state=MailState.FAILED, result="closed")
        return 0
    invitations = list(of_group.pending().filter(kind=LetterKind.CODE))
    if not group.is_attributed and len(invitations) < group.round.threshold:
        Letter.objects.filter(pk__in=[one.pk for one in invitations]).update(
            mail_state=MailState.FAILED, result=TOO_FEW
        )
        invitations = []
    _shuffler.shuffle(invitations)
    codes = _mint(group, invitations, at=at) if invitations else []
    connection: BaseEmailBackend = get_connection()
    try:
        sent = sum(_send(one, group, code, connection) for one, code in zip(invitations, codes, strict=True))
        reminders = list(of_group.pending().filter(kind=LetterKind.REMINDER))
        return sent + sum(_send(one, group, "", connection) for one in reminders)
    finally:
        connection.close()


@sensitive_variables()
def _mint(group: Group, letters: Sequence[Letter], *, at: datetime) -> list[str]:
    """One code for each letter, in the order of the letters. One transaction, so nobody sees them come one by one."""
    box = group.round.box
    assert box is not None
    with transaction.atomic():
        _record(Act.LETTERS_MINTED, group, len(letters), by=None, at=at)
        if not group.is_attributed:
            return secrecy.mint(box, group=group.code, count=len(letters), by=None, at=at)
        names = [letter.invitation.name for letter in letters]
        by_name = secrecy.mint_attributed(box, group=group.code, labels=names, by=None, at=at)
    return [by_name[name] for name in names]


@sensitive_variables()
def _send(letter: Letter, group: Group, code: str, connection: BaseEmailBackend) -> int:
    """One conversation with the mail server, then the mark. A letter that fails is not tried again with the same code."""
    if not Letter.objects.filter(pk=letter.pk, mail_state=letter.mail_state).update(mail_state=MailState.SENDING):
        return 0
    message = invitation_letter(letter, group, code) if code else reminder_letter(letter, group)
    message.connection = connection
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        connection.close()
        Letter.objects.filter(pk=letter.pk).update(mail_state=MailState.FAILED, result=in_short(error))
        return 0
    Letter.objects.filter(pk=letter.pk).update(mail_state=MailState.SENT, result="")
    return 1
