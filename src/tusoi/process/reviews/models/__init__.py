"""The tables of a review meeting, by topic."""

from tusoi.process.reviews.models.immediate import ImmediateAction, ImmediateActionQuerySet
from tusoi.process.reviews.models.later import Adjournment, Petition, ReReview
from tusoi.process.reviews.models.meetings import (
    AgendaItem,
    AgendaItemQuerySet,
    Announcement,
    Attendee,
    Contribution,
    Meeting,
    MeetingQuerySet,
)
from tusoi.process.reviews.models.minutes import Minutes, MinutesScan
from tusoi.process.reviews.models.rating import (
    BallotCount,
    BallotCounter,
    BallotLine,
    BallotVotes,
    OutstandingGrounds,
    RatingEntry,
)

__all__ = [
    "Adjournment",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Announcement",
    "Attendee",
    "BallotCount",
    "BallotCounter",
    "BallotLine",
    "BallotVotes",
    "Contribution",
    "ImmediateAction",
    "ImmediateActionQuerySet",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
    "MinutesScan",
    "OutstandingGrounds",
    "Petition",
    "RatingEntry",
    "ReReview",
]
