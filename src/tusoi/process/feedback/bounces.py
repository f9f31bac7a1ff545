"""Letters that came back after the mail server had taken them. Only addresses are read; the code in such a letter is not."""

import email
import email.message
import email.policy
import email.utils
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.notices.states import MailState
from tusoi.process.feedback import rules_letters as rules
from tusoi.process.feedback.models import Group, Letter
from tusoi.process.feedback.states import Act, LetterKind, RoundState

BOUNCED = "bounced"


@sensitive_variables()
def failed_recipients(raw: bytes) -> set[str]:
    """Addresses that a delivery status notification (RFC 3464) says were not reached; none in any other letter."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    found = set()
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            assert isinstance(block, email.message.Message)
            if str(block.get("Action", "")).strip().lower() != "failed":
                continue
            for name in ("Original-Recipient", "Final-Recipient"):
                _kind, _semicolon, address = str(block.get(name, "")).partition(";")
                if "@" in address:
                    found.add(email.utils.parseaddr(address.strip())[1].lower())
    return found - {""}


@transaction.atomic
def mark_bounced(group: Group, addresses: Iterable[str], *, by: Account | None, at: datetime) -> int:
    """Letters with codes to these addresses did not arrive. Returns how many of the group. Raises Refused."""
    rules.check_can_mark(group, by=by, at=at)
    wanted = {address.strip().lower() for address in addresses} - {""}
    sent = Letter.objects.of(group, LetterKind.CODE).filter(mail_state=MailState.SENT).select_related("invitation")
    hit = [letter.pk for letter in sent if letter.invitation.email.lower() in wanted]
    if hit:
        Letter.objects.filter(pk__in=hit).update(mail_state=MailState.FAILED, result=BOUNCED)
        record(Act.LETTERS_BOUNCED, group, by=by, at=at, scope=group.round.campaign_id, count=len(hit))
    return len(hit)


def mark_everywhere(addresses: Iterable[str], *, at: datetime) -> Counter[str]:
    """The same for every group of every open round: {group: how many letters}."""
    wanted = set(addresses)
    groups = Group.objects.filter(round__state=RoundState.OPEN, invitations__email__gt="").distinct()
    counts: Counter[str] = Counter()
    for group in groups.select_related("round__campaign_unit__unit", "round__campaign"):
        if count := mark_bounced(group, wanted, by=None, at=at):
            counts[f"{group.round.title}: {group.name}"] += count
    return counts
