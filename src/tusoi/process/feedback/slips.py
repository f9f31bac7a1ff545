"""What a contributor hands in, and how the team's opening turns it into comments."""

import unicodedata
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
from tusoi.foundation.secrecy.thresholds import merge
from tusoi.process.feedback import rules
from tusoi.process.feedback.models import Comment, Group, Round
from tusoi.process.feedback.states import TRANSITIONS, Act, Box, RoundState

LONGEST = 4000  # characters of one box
BATCH = 500
_INVISIBLE = dict.fromkeys(
    [*range(0x20), 0x7F, *range(0x80, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)
del _INVISIBLE[ord("\n")], _INVISIBLE[ord("\t")]

Answers = Mapping[int, Mapping[str, str]]  # {subject: {box: text}}


def clean_text(text: str) -> str:
    """One form of accents, one kind of line break, no control or direction characters, no space around."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return lines.translate(_INVISIBLE).strip()


def hand_in(code: str, *, nonce: str, answers: Answers, at: datetime) -> str:
    """Seal a slip and spend its code. Returns the receipt; the same code and nonce get the same one again.

    answers: {subject id: {box: text}}; empty texts are left out, an empty slip counts. `at` decides whether it is in
    time and is written nowhere. Raises Refused.
    """
    round = Round.objects.select_related("campaign_unit").get(box=submission.box_of(code))
    content = content_of(round, answers)
    try:
        rules.check_can_hand_in(round, at=at)
    except Refused:
        if receipt := submission.receipt_given(code, nonce=nonce):
            return receipt
        raise
    return submission.submit(code, nonce=nonce, content=content)


def content_of(round: Round, answers: Answers) -> dict[str, dict[str, str]]:
    """What is sealed: the texts about the round's own subjects, empty ones left out."""
    subjects = set(round.subjects.values_list("pk", flat=True))
    content: dict[str, dict[str, str]] = {}
    for subject, texts in sorted(answers.items()):
        for box, typed in texts.items():
            text = clean_text(typed)
            if len(text) > LONGEST:
                raise Refused(_("Mỗi ô viết nhiều nhất %(most)s ký tự") % {"most": LONGEST})
            if text and subject in subjects and box in Box.values:
                content.setdefault(str(subject), {})[box] = text
    return content


def open_slips(round: Round, passphrase: str, *, by: Account, at: datetime) -> Opening | None:
    """A member of the team gives the passphrase. The last one needed opens the slips; before that returns None."""
    rules.check_can_open_slips(round, by=by)
    assert round.box is not None

    def receive(slips: Sequence[Slip]) -> None:
        move(round, RoundState.OPENED, table=TRANSITIONS)
        comments = _comments(round, slips)
        Comment.objects.bulk_create(comments, batch_size=BATCH)
        facts = {"slips": len(slips), "comments": len(comments)}
        record(Act.SLIPS_OPENED, round, by=by, at=at, scope=round.campaign_id, **facts)

    return enter_passphrase(round.box, passphrase, by=by, at=at, receive=receive)


def _comments(round: Round, slips: Sequence[Slip]) -> list[Comment]:
    """Every text of every slip, in random order over the whole round; `voice` joins one slip's texts on one subject.

    A slip that the program did not take itself may hold anything: what has no place in the round is left out.
    """
    subjects = {str(pk): pk for pk in round.subjects.values_list("pk", flat=True)}
    groups = _final_groups(round, slips)
    comments = []
    for slip in slips:
        group = groups.get(slip.group)
        for key, texts in _pairs(slip.content):
            if group is None or key not in subjects:
                continue
            voice = random_key()
            comments += [
                Comment(
                    round=round,
                    subject_id=subjects[key],
                    group=group,
                    organisation=slip.label if group.is_attributed else "",
                    voice=voice,
                    box=box,
                    text=text,
                    vouched=slip.vouched,
                )
                for box, text in _pairs(texts)
                if box in Box.values and isinstance(text, str) and text
            ]
    return sorted(comments, key=lambda comment: comment.pk)  # the keys are random: so is this order


def _pairs(content: Any) -> list[tuple[str, Any]]:
    return list(content.items()) if isinstance(content, dict) else []


def _final_groups(round: Round, slips: Sequence[Slip]) -> dict[str, Group]:
    """{code: the group that comments will carry}; anonymous groups that are too small share one new group."""
    groups = {group.code: group for group in round.groups.all().invited()}
    used = {code: sum(1 for slip in slips if slip.group == code) for code in groups}
    counts = {
        code: (used[code], group.invitations.count()) for code, group in groups.items() if not group.is_attributed
    }
    for row in merge(counts, round.threshold):
        if len(row.groups) > 1:
            merged = Group.objects.create(
                round=round,
                code="nhom-gop",
                name=", ".join(groups[code].name for code in row.groups)[:200],
                is_attributed=False,
                is_merged=True,
            )
            groups |= dict.fromkeys(row.groups, merged)
    return groups
