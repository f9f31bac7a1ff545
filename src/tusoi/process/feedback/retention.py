"""The end of what slips say word by word: erased on a day, then off the disk. Issues, counts and the synthesis stay.

Rule 8 of the process: verbatim text is destroyed a set number of days after the announcement (`counting.retention_days`
of the procedure). When that is, `reviews` knows; nothing here can put the day off by hand.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from tusoi.foundation.journal.actions import record
from tusoi.foundation.secrecy.originals import forget_originals
from tusoi.foundation.secrecy.sweeping import sweep_texts
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.states import Act, RoundState, TextState

# Every table that holds what somebody wrote on a slip, its text column first; a test holds the models against this.
VERBATIM: dict[type[Comment], tuple[str, ...]] = {Comment: ("text", "organisation")}


def keep_until(round: Round, day: date | None) -> None:
    """Note until when the texts are kept, for the pages; None while that is not known."""
    if round.texts_until != day:
        Round.objects.filter(pk=round.pk).update(texts_until=day)
        round.texts_until = day


@transaction.atomic
def erase_texts(round: Round, *, at: datetime) -> bool:
    """Erase the texts when their day has passed and the team is done with them. False when it is not time."""
    due = Round.objects.filter(
        pk=round.pk, state=RoundState.SYNTHESISED, texts=TextState.KEPT, texts_until__lt=at.date()
    )
    if not due.update(texts=TextState.ERASED):
        return False
    round.texts = TextState.ERASED
    rows = sum(
        model._default_manager.filter(round=round).update(**dict.fromkeys(fields, ""))
        for model, fields in VERBATIM.items()
    )
    if round.box is not None:
        forget_originals(round.box)
    record(Act.TEXTS_DESTROYED, round, by=None, at=at, scope=round.campaign_id, count=rows)
    return True


def leave_trace(round: Round) -> None:
    """Words of a comment were blacked out in this transaction: its table is to be written anew (see wipe_traces)."""
    Round.objects.filter(pk=round.pk).update(traces=F("traces") + 1)


def wipe_traces() -> int:
    """Take off the disk what was blacked out. Outside any transaction. 0 also when somebody was reading: call again."""
    left = dict(Round.objects.exclude(traces=0).values_list("pk", "traces"))
    if not left or not _sweep():
        return 0
    # Whoever blacked out another word meanwhile has raised the number: that one is swept next time.
    return sum(Round.objects.filter(pk=pk, traces=traces).update(traces=0) for pk, traces in left.items())


def wipe_due() -> int:
    """Take off the disk what was erased or blacked out. Outside any transaction. 0 also when somebody was reading: call again."""
    erased = list(Round.objects.filter(texts=TextState.ERASED).values_list("pk", flat=True))
    if not erased or not _sweep():
        return wipe_traces()
    return Round.objects.filter(pk__in=erased).update(texts=TextState.GONE)


def _sweep() -> bool:
    return sweep_texts({model._meta.db_table: fields[0] for model, fields in VERBATIM.items()})
