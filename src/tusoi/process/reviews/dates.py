"""Review meetings in the calendar of a campaign: those that the account may see, and no word of what they discuss."""

from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.dates import Entry, EntryKind, Limit, Needed, thing_of
from tusoi.process.campaigns.deadlines import Due, deadlines_of
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.rules import procedure_of
from tusoi.process.campaigns.rules_plans import Upper, windows_over
from tusoi.process.reviews.models import Adjournment, Attendee, Meeting
from tusoi.process.reviews.states import MeetingState


def dates_of(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """One's own are those to which one is convened, or that one chairs, records or attends as superior."""
    meetings = list(Meeting.objects.visible_to(account, at.date()).filter(campaign=campaign).with_names())
    convened: set[int] = set()
    if account.person_id:
        seats = Attendee.objects.filter(person=account.person_id, meeting__campaign=campaign)
        convened = set(seats.values_list("meeting", flat=True))
    over = windows_over(campaign, [row.campaign_unit.path for row in meetings])
    deadlines = deadlines_of(procedure_of(campaign), [row.tier for row in meetings])
    entries = []
    for row in meetings:
        entry = _entry(row, campaign, account.person_id, is_convened=row.pk in convened)
        entries.append(replace(entry, limits=_limits(row, over.get((row.campaign_unit.path, row.tier_id)), deadlines)))
    known = dict(zip((row.pk for row in meetings), entries, strict=True))
    for stop in Adjournment.objects.filter(meeting__in=known):
        entries.append(
            replace(
                known[stop.meeting_id],
                title=_("Hội nghị kiểm điểm (họp tiếp)"),
                opens_on=stop.resumes_on,
                closes_on=stop.resumes_on,
                part=f"again-{stop.pk}",
                starts_at=None,
            )
        )
    return entries


def _limits(row: Meeting, upper: Upper | None, deadlines: list[Due]) -> tuple[Limit, ...]:
    """The window of the unit's own plan, else of the nearest one above, else of the tier; and the procedure's deadlines."""
    window = Limit(upper.opens_on, upper.closes_on, upper.whose) if upper else _of_tier(row)
    return window, *(Limit(None, due.on, due.rule.name) for due in deadlines if due.tier == row.tier)


def _of_tier(row: Meeting) -> Limit:
    return Limit(row.tier.opens_on, row.tier.closes_on, row.tier.name)


def _entry(row: Meeting, campaign: Campaign, me: int | None, *, is_convened: bool) -> Entry:
    needs = [
        Needed(row.chair_id, row.chair.name, _("chủ trì")),
        Needed(row.minute_taker_id, row.minute_taker.name, _("ghi biên bản")),
    ]
    if row.attending_superior:
        needs.append(Needed(row.attending_superior.pk, row.attending_superior.name, _("cấp trên dự")))
    return Entry(
        EntryKind.MEETING,
        thing_of(row),
        _("Hội nghị kiểm điểm"),
        row.held_on,
        row.held_on,
        reverse("reviews:meeting", args=[campaign.code, row.code]),
        about=row.collective.name,
        place=row.place,
        path=row.campaign_unit.path,
        is_mine=is_convened or (me is not None and me in {one.person for one in needs}),
        is_over=row.state == MeetingState.CONCLUDED,
        needs=tuple(needs),
        starts_at=row.starts_at,
    )
