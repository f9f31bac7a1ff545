"""An account's dates as iCalendar (RFC 5545): what it may see at that moment, without a person's name or a word of content."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.models import Entry as JournalEntry
from tusoi.process.campaigns.dates import Entry, EntryKind, thing_of
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.steps import dates_of
from tusoi.process.supervision.models import Commitment

REFRESH = timedelta(hours=6)
Thing = tuple[str, int]


def _empty() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Tự Soi//Lịch đợt kiểm điểm//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    return calendar


def one_of(entry: Entry, campaign: Campaign, *, now: datetime) -> bytes:
    """A single date, to be put into a calendar by hand."""
    calendar = _empty()
    calendar.add_component(_event(entry, campaign, _changes(campaign, [entry]).get(entry.thing, 0), now))
    return bytes(calendar.to_ical())


def feed_of(account: Account, *, at: datetime, now: datetime) -> bytes:
    """Every date of every campaign; of a closed one what is still promised, since that goes on. at: the office's time, which decides what is seen; now: the clock."""
    calendar = _empty()
    calendar.add("x-wr-calname", _("Lịch kiểm điểm"))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    promised = Commitment.objects.unfinished().values("campaign")
    going_on = ~Q(state=CampaignState.CLOSED) | Q(pk__in=promised)
    campaigns = Campaign.objects.visible_to(account, at.date()).filter(going_on)
    for campaign in campaigns.select_related("unit", "frozen"):
        entries = dates_of(campaign, account, at)
        if campaign.state == CampaignState.CLOSED:
            entries = [entry for entry in entries if entry.kind == EntryKind.COMMITMENT and not entry.is_over]
        changes = _changes(campaign, entries)
        planned = changes.get(thing_of(campaign), 0)  # windows are changed by acts on the campaign
        for entry in entries:
            calendar.add_component(_event(entry, campaign, changes.get(entry.thing, planned), now))
    return bytes(calendar.to_ical())


def _changes(campaign: Campaign, entries: Iterable[Entry]) -> dict[Thing, int]:
    """How often each row was acted on by the journal's count: a number that only grows, as SEQUENCE must."""
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, key in [thing_of(campaign), *(entry.thing for entry in entries)]:
        keys[kind].add(key)
    asked = reduce(or_, (Q(thing_kind=kind, thing_id__in=ids) for kind, ids in keys.items()))
    rows = JournalEntry.objects.filter(asked).values_list("thing_kind", "thing_id")
    return {(kind, key): acts - 1 for kind, key, acts in rows.annotate(acts=Count("pk")).order_by()}


def _event(entry: Entry, campaign: Campaign, sequence: int, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}.{campaign.code}@{urlsplit(settings.PUBLIC_URL).hostname or 'tusoi'}")
    event.add("dtstamp", now)
    event.add("sequence", sequence)
    event.add("dtstart", entry.opens_on)
    event.add("dtend", entry.closes_on + timedelta(days=1))  # the first day that is not in it
    title = f"{entry.starts_at:%H:%M} {entry.title}" if entry.starts_at else entry.title
    event.add("summary", f"{title}: {entry.about}" if entry.about else title)
    if entry.place:
        event.add("location", entry.place)
    event.add("description", campaign.title)
    event.add("url", f"{settings.PUBLIC_URL.rstrip('/')}{entry.url}")
    event.add("categories", [str(entry.kind.label)])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
