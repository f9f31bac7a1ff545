"""When the verbatim text of a round's slips ends: so many days after the last announcement about its subjects."""

from datetime import date, datetime, timedelta

from tusoi.process.campaigns.states import CampaignState
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.retention import erase_texts, keep_until
from tusoi.process.feedback.states import RoundState, TextState
from tusoi.process.reviews.models import AgendaItem, Announcement


def last_announced(round: Round) -> date | None:
    """The day of the last announcement; None while the result of one of the subjects was announced to nobody.

    A campaign that was closed without announcing everything counts as announced on its last day.
    """
    subjects = set(round.subjects.values_list("pk", flat=True))
    items = AgendaItem.objects.filter(subject__in=subjects, re_review=None)  # one to be done again has no result yet
    days = dict(Announcement.objects.filter(meeting__in=items.values("meeting")).values_list("meeting", "on"))
    told = {subject for subject, meeting in items.values_list("subject", "meeting") if meeting in days}
    if subjects <= told:
        return max(days.values(), default=None)
    if round.campaign.state == CampaignState.CLOSED:
        return max([round.campaign.ends_on, *days.values()])
    return None


def destroy_due(*, at: datetime) -> int:
    """Note for each round until when its texts are kept, and erase those whose day has passed. Returns how many were."""
    kept = Round.objects.filter(state__in=[RoundState.OPENED, RoundState.SYNTHESISED], texts=TextState.KEPT)
    erased = 0
    for round in kept.select_related("campaign__frozen"):
        last = last_announced(round)
        days = round.campaign.rules.counting.retention_days
        keep_until(round, last + timedelta(days=days) if last else None)
        erased += erase_texts(round, at=at)
    return erased
