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

__all__ = [
    "AgendaItem",
    "AgendaItemQuerySet",
    "Announcement",
    "Attendee",
    "Contribution",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
]
