"""Review meetings in the calendar of a campaign: those that the account may see, and no word of what they discuss."""

from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.dates import Entry, EntryKind, Needed, thing_of
from tusoi.process.campaigns.models import Campaign
from tusoi.process.reviews.models import Adjournment, Attendee, Meeting
from tusoi.process.reviews.states import MeetingState


def dates_of(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """One's own are those to which one is convened, or that one chairs, records or attends as superior."""
    meetings = list(Meeting.objects.visible_to(account, at.date()).filter(campaign=campaign).with_names())
    convened: set[int] = set()
    if account.person_id:
        seats = Attendee.objects.filter(person=account.person_id, meeting__campaign=campaign)
        convened = set(seats.values_list("meeting", flat=True))
    entries = [_entry(row, campaign, account.person_id, is_convened=row.pk in convened) for row in meetings]
    stops = Adjournment.objects.filter(meeting__in=[row.pk for row in meetings])
    goes_on = {row.pk: row for row in meetings}
    for stop in stops:
        again = _entry(goes_on[stop.meeting_id], campaign, account.person_id, is_convened=stop.meeting_id in convened)
        entries.append(
            replace(
                again,
                title=_("Hội nghị kiểm điểm (họp tiếp)"),
                opens_on=stop.resumes_on,
                closes_on=stop.resumes_on,
                part=f"again-{stop.pk}",
            )
        )
    return entries


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
        limits=(row.tier.opens_on, row.tier.closes_on),
    )
