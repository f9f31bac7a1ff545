"""Paper slips: in closed envelopes until the round is closed, then typed by the team, twice where the procedure wants it.

Of what the first person typed only keyed digests are kept, to compare with; the text is sealed once two agree. So no
word of a paper slip is readable in the database before the opening either.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.secrecy import submission
from tusoi.foundation.secrecy.codes import digest_of_text, hash_of_code
from tusoi.process.feedback import rules_paper as rules
from tusoi.process.feedback.models import PaperAccount, PaperEntry, Round
from tusoi.process.feedback.slips import Answers, content_of
from tusoi.process.feedback.states import Act


class Outcome(StrEnum):
    """What became of a slip that was typed."""

    SEALED = "sealed"
    WAITS = "waits"  # for another of the team to type it
    DIFFERS = "differs"


@dataclass(frozen=True)
class Typed:
    """differs: (subject id, box) of every place where the two do not agree."""

    outcome: Outcome
    differs: frozenset[tuple[int, str]] = frozenset()


def _same(text: str) -> str:
    """What counts when two people type the same paper: the words, not capitals, commas and spaces."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@transaction.atomic
def type_slip(round: Round, code: str, answers: Answers, *, insist: bool = False, by: Account, at: datetime) -> Typed:
    """One of the team types a paper slip. insist: hold to one's own text; the other then types it again.

    answers: {subject id: {box: text}}; an empty slip is a blank one. Raises Refused.
    """
    rules.check_can_type(round, by=by)
    box = round.box
    assert box is not None
    held = submission.check_paper(box, code)
    clean = held.clean
    content = content_of(round, answers)
    digests = {
        f"{subject}:{place}": digest_of_text(clean, _same(text))
        for subject, texts in content.items()
        for place, text in texts.items()
    }
    entry = PaperEntry.objects.select_for_update().filter(code_hash=hash_of_code(clean)).first()
    if round.campaign.rules.counting.paper_twice:
        if entry is None:
            PaperEntry.objects.create(round=round, code_hash=hash_of_code(clean), typed_by=by, digests=digests)
            return Typed(Outcome.WAITS)
        differs = _differences(entry.digests, digests)
        if entry.typed_by_id == by.pk or (differs and insist):
            PaperEntry.objects.filter(pk=entry.pk).update(typed_by=by, digests=digests)
            return Typed(Outcome.WAITS)
        if differs:
            return Typed(Outcome.DIFFERS, differs)
        entry.delete()
    submission.submit_paper(box, held, content=content)
    account, _new = PaperAccount.objects.get_or_create(round=round)
    kind = "typed" if content else "blank"
    PaperAccount.objects.filter(pk=account.pk).update(**{kind: F(kind) + 1})
    return Typed(Outcome.SEALED)


def _differences(first: dict[str, str], second: dict[str, str]) -> frozenset[tuple[int, str]]:
    places = {place for place in first | second if first.get(place) != second.get(place)}
    return frozenset((int(subject), box) for subject, _colon, box in (place.partition(":") for place in places))


def account_of(round: Round) -> PaperAccount:
    """The round's envelopes as numbers; an unsaved row of nothing where none were told of."""
    return PaperAccount.objects.filter(round=round).first() or PaperAccount(round=round)


def half_typed(round: Round) -> int:
    """Slips that only one of the team has typed."""
    return round.paper_entries.count()


@transaction.atomic
def tell_envelopes(
    round: Round, *, received: int, spoilt: int, missing: int, note: str, by: Account, at: datetime
) -> PaperAccount:
    """How many envelopes came, and how many hold nothing that can be typed. Raises Refused."""
    rules.check_can_tell(round, missing, note, by=by)
    account, _new = PaperAccount.objects.update_or_create(
        round=round, defaults={"received": received, "spoilt": spoilt, "missing": missing, "note": note.strip()}
    )
    facts = {"received": received, "spoilt": spoilt, "missing": missing}
    record(Act.ENVELOPES, round, by=by, at=at, scope=round.campaign_id, **facts)
    return account


@transaction.atomic
def drop_half_typed(round: Round, *, by: Account, at: datetime) -> int:
    """Forget slips that only one has typed (the paper is lost, say), so that the round can be opened. Returns how many."""
    rules.check_can_type(round, by=by)
    count, _by_model = round.paper_entries.all().delete()
    record(Act.HALF_TYPED_DROPPED, round, by=by, at=at, scope=round.campaign_id, count=count)
    return count
