"""What a contributor hands in, and how the team's opening turns it into comments."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.ids import random_key
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.secrecy import submission
from tusoi.foundation.secrecy.opening import Opening, Slip, enter_passphrase
from tusoi.foundation.secrecy.thresholds import blanks, settled
from tusoi.process.feedback import rules
from tusoi.process.feedback.models import Comment, Group, Round
from tusoi.process.feedback.states import TRANSITIONS, Act, Box, RoundState

LONGEST = 4000  # characters of one box
MOST_SIGNED = 100
BATCH = 500
_MARKS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]  # direction, byte order
_UNSEEN = [*range(0xD800, 0xE000), *range(0xE0000, 0xE0080)]  # halves of letters, invisible letters
_INVISIBLE = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0), *_MARKS, *_UNSEEN])
del _INVISIBLE[ord("\n")], _INVISIBLE[ord("\t")]

Answers = Mapping[int, Mapping[str, str]]  # {subject: {box: text}}


def clean_text(text: str) -> str:
    """One form of accents, one kind of line break, no control or direction characters, no space around."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    if not lines.replace("\n", "").isprintable():  # plain text, which most is, is seen to be plain ten times faster
        lines = lines.translate(_INVISIBLE)
    return lines.strip()


SIGNED = "signed"  # beside the subjects in the content of an organisation's slip: who signed it off


def hand_in(
    code: submission.Code,
    *,
    nonce: str,
    answers: Answers,
    at: datetime,
    round: Round | None = None,
    signed: str = "",
) -> str:
    """Seal a slip and spend its code. Returns the receipt; the same code and nonce get the same one again.

    round: the one that the code belongs to, where the caller has it already.
    answers: {subject id: {box: text}}; empty texts are left out, an empty slip counts. `at` decides whether it is in
    time and is written nowhere. signed: who signs an organisation's slip off. Raises Refused.
    """
    held = submission.find(code)
    round = round or Round.objects.select_related("campaign_unit").get(box=held.box)
    content: dict[str, Any] = dict(content_of(round, answers))
    if signed := " ".join(clean_text(signed).split())[:MOST_SIGNED]:
        content[SIGNED] = signed
    try:
        rules.check_can_hand_in(round, at=at)
    except Refused:
        if receipt := submission.receipt_given(held, nonce=nonce):
            return receipt
        raise
    return submission.submit(held, nonce=nonce, content=content)


def content_of(round: Round, answers: Answers) -> dict[str, dict[str, str]]:
    """What is sealed: the texts about the round's own subjects, empty ones left out."""
    subjects = {subject.pk for subject in round.subjects.all()}
    content: dict[str, dict[str, str]] = {}
    for subject, texts in sorted(answers.items()):
        for box, typed in texts.items():
            if subject not in subjects or box not in Box.values or not (text := clean_text(typed)):
                continue
            if len(text) > LONGEST:
                raise Refused(_("Mỗi ô viết nhiều nhất %(most)s ký tự") % {"most": LONGEST})
            content.setdefault(str(subject), {})[box] = text
    return content


def open_slips(round: Round, passphrase: str, *, by: Account, at: datetime) -> Opening | None:
    """A member of the team gives the passphrase. The last one needed opens the slips; before that returns None."""
    rules.check_can_open_slips(round, by=by)
    assert round.box is not None

    def receive(slips: Sequence[Slip]) -> int:
        move(round, RoundState.OPENED, table=TRANSITIONS)
        used = _used(round, slips)
        comments = _comments(round, slips, used)
        Comment.objects.bulk_create(comments, batch_size=BATCH)
        facts = {"slips": len(slips), "comments": len(comments)}
        record(Act.SLIPS_OPENED, round, by=by, at=at, scope=round.campaign_id, **facts)
        return blanks(used, _people(round), round.threshold)

    return enter_passphrase(round.box, passphrase, by=by, at=at, receive=receive)


def _comments(round: Round, slips: Sequence[Slip], used: Mapping[str, int]) -> list[Comment]:
    """Every text of every slip, in random order over the whole round; `voice` joins one slip's texts on one subject.

    A slip that the program did not take itself may hold anything: what has no place in the round is left out.
    """
    subjects = {str(pk): pk for pk in round.subjects.values_list("pk", flat=True)}
    groups = _final_groups(round, used)
    comments = []
    for slip in slips:
        group = groups.get(slip.group)
        signed = slip.content.get(SIGNED, "") if isinstance(slip.content, dict) else ""
        label = f"{slip.label}, người ký: {signed}" if slip.label and isinstance(signed, str) and signed else slip.label
        for key, texts in _pairs(slip.content):
            if group is None or key not in subjects:
                continue
            voice = random_key()
            comments += [
                Comment(
                    round=round,
                    subject_id=subjects[key],
                    group=group,
                    organisation=label[:200] if group.is_attributed else "",
                    voice=voice,
                    box=box,
                    text=clean,
                    vouched=slip.vouched,
                )
                for box, text in _pairs(texts)
                if box in Box.values and isinstance(text, str) and (clean := clean_text(text)[:LONGEST])
            ]
    return sorted(comments, key=lambda comment: comment.pk)  # the keys are random: so is this order


def _pairs(content: Any) -> list[tuple[str, Any]]:
    return list(content.items()) if isinstance(content, dict) else []


def _people(round: Round) -> dict[str, int]:
    """{anonymous group: people invited}."""
    return {group.code: group.people for group in round.groups.all().invited() if not group.is_attributed}


def _used(round: Round, slips: Sequence[Slip]) -> dict[str, int]:
    """{anonymous group: slips}. Those that the program did not take itself do not make a group larger."""
    counts = Counter(slip.group for slip in slips if slip.vouched)
    return {code: counts[code] for code in _people(round)}


def _final_groups(round: Round, used: Mapping[str, int]) -> dict[str, Group]:
    """{code: the group that comments will carry}: the rows of turnout, or all anonymous groups together when one is small."""
    groups = {group.code: group for group in round.groups.all().invited()}
    rows = settled(used, _people(round), round.threshold)
    pools = [tuple(used)] if any(row.rough for row in rows) else [row.groups for row in rows]
    for number, pool in enumerate((pool for pool in pools if len(pool) > 1), start=1):
        merged = Group.objects.create(
            round=round,
            code=f"nhom-gop-{number}",
            name=", ".join(groups[code].name for code in pool)[:200],
            is_attributed=False,
            is_merged=True,
        )
        groups |= dict.fromkeys(pool, merged)
    return groups
