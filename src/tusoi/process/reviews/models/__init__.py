"""The tables of a review meeting, by topic."""

from tusoi.process.reviews.models.meetings import (
    AgendaItem,
    AgendaItemQuerySet,
    Announcement,
    Attendee,
    Contribution,
    Meeting,
    MeetingQuerySet,
)
from tusoi.process.reviews.models.minutes import Minutes
from tusoi.process.reviews.models.rating import (
    BallotCount,
    BallotCounter,
    BallotLine,
    BallotVotes,
    OutstandingGrounds,
    RatingEntry,
)

__all__ = [
    "AgendaItem",
    "AgendaItemQuerySet",
    "Announcement",
    "Attendee",
    "BallotCount",
    "BallotCounter",
    "BallotLine",
    "BallotVotes",
    "Contribution",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
    "OutstandingGrounds",
    "RatingEntry",
]
