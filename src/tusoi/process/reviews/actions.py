"""The verbs of a review meeting: plan, call the roll, open, discuss one item at a time, conclude, announce."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Collective, Person, Seat, in_force
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.notices.actions import queue
from tusoi.foundation.notices.kinds import NoticeKind
from tusoi.foundation.tally import actions as tally
from tusoi.foundation.tally.actions import Raw
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject, TierWindow
from tusoi.process.campaigns.states import REVIEWS
from tusoi.process.issues import actions as issues
from tusoi.process.issues.models import Issue, IssueAnswer
from tusoi.process.issues.states import SourceKind
from tusoi.process.reviews import rules
from tusoi.process.reviews.models import AgendaItem, Announcement, Attendee, Contribution, Meeting, Minutes
from tusoi.process.reviews.states import ITEM_TRANSITIONS, TRANSITIONS, Act, Circle, ItemState, MeetingState

INVITATION = NoticeKind("reviews.invited", gettext_lazy("Mời dự hội nghị kiểm điểm"))


def seats_on(collective: Collective, day: date) -> list[Seat]:
    """Who has a seat on the collective that day, in seat order."""
    return list(Seat.objects.filter(in_force(day), collective=collective).select_related("person").order_by("order"))


@transaction.atomic
def plan_meeting(
    campaign: Campaign,
    *,
    code: str,
    collective: Collective,
    tier: TierWindow,
    held_on: date,
    starts_at: time | None = None,
    place: str,
    chair: Person,
    minute_taker: Person,
    attending_superior: Person | None = None,
    subjects: Sequence[Subject],
    by: Account | None,
    at: datetime,
) -> Meeting:
    """Plan a meeting. Those with a seat that day are convened; the agenda follows the procedure's order."""
    unit = CampaignUnit.objects.select_related("unit").filter(campaign=campaign, unit=collective.unit_id).first()
    if unit is None:
        raise Refused(_("%(name)s không thuộc đợt kiểm điểm này") % {"name": collective.name})
    seats = seats_on(collective, held_on)
    rules.check_can_plan(
        campaign,
        collective=collective,
        unit=unit,
        tier=tier,
        held_on=held_on,
        chair=chair,
        minute_taker=minute_taker,
        attending_superior=attending_superior,
        seated={seat.person_id for seat in seats},
        subjects=subjects,
        by=by,
        at=at,
    )
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(
                campaign=campaign,
                code=code,
                collective=collective,
                campaign_unit=unit,
                tier=tier,
                held_on=held_on,
                starts_at=starts_at,
                place=place,
                chair=chair,
                minute_taker=minute_taker,
                attending_superior=attending_superior,
            )
    except IntegrityError as error:
        raise Refused(_("Mã %(code)s đã dùng cho một hội nghị khác của đợt này") % {"code": code}) from error
    _convene(meeting, seats)
    _set_agenda(meeting, subjects)
    record(Act.MEETING_PLANNED, meeting, by=by, at=at, scope=campaign.pk, held_on=held_on.isoformat())
    return meeting


def _convene(meeting: Meeting, seats: Sequence[Seat]) -> None:
    Attendee.objects.bulk_create(
        Attendee(meeting=meeting, person=seat.person, position=seat.position, order=number)
        for number, seat in enumerate(seats, start=1)
    )


def _set_agenda(meeting: Meeting, subjects: Sequence[Subject]) -> None:
    """One item per subject in the procedure's order; where the chair is the subject, the next by seat order chairs."""
    for number, subject in enumerate(sorted(subjects, key=rules.agenda_order), start=1):
        item = AgendaItem.objects.create(meeting=meeting, subject=subject, order=number, chair=meeting.chair)
        if subject.person_id == meeting.chair_id:
            others = rules.chairs_available(item)
            if not others:
                raise Refused(
                    _("Không còn ai chủ trì thay khi kiểm điểm %(name)s") % {"name": subject.name},
                    way_out=_("Mời cấp trên dự và chủ trì phần này"),
                )
            item.chair = others[0]
            item.save(update_fields=["chair"])


@transaction.atomic
def reschedule(meeting: Meeting, *, held_on: date, by: Account | None, at: datetime) -> Meeting:
    """Move a planned meeting to another day. The list of those convened is drawn up anew for that day."""
    rules.check_can_reschedule(meeting, held_on=held_on, by=by, at=at)
    seats = seats_on(meeting.collective, held_on)
    if not seats:
        raise Refused(_("Tập thể này không có thành viên nào vào ngày họp"))
    meeting.held_on, meeting.invited_on = held_on, None  # whoever was invited is invited anew
    meeting.save(update_fields=["held_on", "invited_on"])
    meeting.attendees.all().delete()
    _convene(meeting, seats)
    record(Act.RESCHEDULED, meeting, by=by, at=at, scope=meeting.campaign_id, held_on=held_on.isoformat())
    return meeting


@transaction.atomic
def invite(meeting: Meeting, *, by: Account | None, at: datetime) -> int:
    """Tell everybody convened, and the superior who attends, of those who have an account. Returns how many were told.

    The others get the printed invitation.
    """
    rules.check_can_invite(meeting, by=by, at=at)
    convened = Q(pk__in=meeting.attendees.values("person")) | Q(pk=meeting.attending_superior_id)
    told = list(Person.objects.filter(convened, account__is_active=True))
    queue(
        INVITATION,
        to=told,
        path=reverse("reviews:meeting", kwargs={"campaign": meeting.campaign.code, "meeting": meeting.code}),
        unit=meeting.campaign_unit.unit,
        due_on=meeting.held_on,
        scope=meeting.campaign_id,
        once=f"{meeting.pk}:{meeting.held_on}",
        at=at,
    )
    meeting.invited_on = rules.local_day(at)
    meeting.save(update_fields=["invited_on"])
    record(Act.INVITED, meeting, by=by, at=at, scope=meeting.campaign_id, people=len(told))
    return len(told)


@transaction.atomic
def extend_tier(tier: TierWindow, *, closes_on: date, by: Account | None, at: datetime) -> TierWindow:
    """Give a tier more time; what it still has to review is due on the new day."""
    concluded = set(
        AgendaItem.objects.deciding().concluded().filter(subject__tier=tier).values_list("subject", flat=True)
    )
    before = tier.closes_on
    campaigns.extend_window(tier, closes_on=closes_on, by=by, at=at)
    rows = []
    for pk, path in tier.subjects.values_list("pk", "campaign_unit__path"):
        done = int(pk in concluded)
        rows += [Raw(path, REVIEWS, -done, -1, before), Raw(path, REVIEWS, done, 1, closes_on)]
    tally.add_all(tier.campaign_id, rows)
    return tier


@transaction.atomic
def call_roll(meeting: Meeting, *, absences: Mapping[Person, str], by: Account | None, at: datetime) -> Meeting:
    """Mark everybody convened as present but those in `absences`, each with a reason. Can be called again until the end."""
    rules.check_can_call_roll(meeting, by=by, at=at)
    reasons = {person.pk: reason for person, reason in absences.items()}
    attendees = list(meeting.attendees.all())
    strangers = reasons.keys() - {attendee.person_id for attendee in attendees}
    if strangers:
        raise Refused(_("Có người không thuộc danh sách triệu tập"))
    for attendee in attendees:
        attendee.is_present = attendee.person_id not in reasons
        attendee.reason = reasons.get(attendee.person_id, "")
    Attendee.objects.bulk_update(attendees, ["is_present", "reason"])
    present = sum(bool(attendee.is_present) for attendee in attendees)
    record(
        Act.ROLL_CALLED,
        meeting,
        by=by,
        at=at,
        scope=meeting.campaign_id,
        present=present,
        convened=len(attendees),
    )
    return meeting


@transaction.atomic
def open_meeting(meeting: Meeting, *, from_book: bool = False, by: Account | None, at: datetime) -> Meeting:
    """Open the meeting. Where an item's proposed chair is absent, the next by seat order takes it.

    from_book: it was held on its day, and is entered now from the handwritten book; its minutes need the signed pages.
    """
    rules.check_can_open(meeting, from_book=from_book, by=by, at=at)
    move(meeting, MeetingState.IN_SESSION, table=TRANSITIONS, opened_at=at)
    began_at = _day_of(meeting) if from_book else at
    Minutes.objects.create(meeting=meeting, began_at=began_at, from_book=from_book)
    for item in meeting.items.select_related("subject", "meeting", "chair"):
        others = rules.chairs_available(item)
        if others and item.chair not in others:
            item.chair = others[0]
            item.save(update_fields=["chair"])
    record(Act.MEETING_OPENED, meeting, by=by, at=at, scope=meeting.campaign_id)
    return meeting


def _day_of(meeting: Meeting) -> datetime:
    """When a meeting of an earlier day began, as far as the plan says; the writer of the minutes puts it right."""
    return timezone.make_aware(datetime.combine(meeting.held_on, meeting.starts_at or time(7, 30)))


@transaction.atomic
def hand_over(item: AgendaItem, *, chair: Person, by: Account | None, at: datetime) -> AgendaItem:
    """Somebody else chairs this item; never its subject."""
    rules.check_can_hand_over(item, chair=chair, by=by, at=at)
    item.chair = chair
    item.save(update_fields=["chair"])
    record(Act.CHAIR_HANDED_OVER, item, by=by, at=at, scope=item.meeting.campaign_id, chair=chair.pk)
    return item


@transaction.atomic
def open_item(item: AgendaItem, *, by: Account | None, at: datetime) -> AgendaItem:
    """Begin one subject. One item at a time: a database constraint says it too."""
    rules.check_can_open_item(item, by=by, at=at)
    try:
        with transaction.atomic():
            move(item, ItemState.DISCUSSING, table=ITEM_TRANSITIONS, begun_at=at)
    except IntegrityError as error:
        raise Refused(_("Hội nghị đang ở một mục khác; mỗi lúc chỉ một mục")) from error
    record(Act.ITEM_OPENED, item, by=by, at=at, scope=item.meeting.campaign_id)
    return item


@transaction.atomic
def contribute(
    item: AgendaItem,
    *,
    speaker: Person,
    text: str,
    issue: Issue | None = None,
    mark: str = "",
    by: Account | None,
    at: datetime,
) -> Contribution:
    """Write down what somebody said, about one issue or in general. The journal does not say who spoke.

    mark: the random id that the page gave it; sent again, it is there once.
    """
    AgendaItem.objects.select_for_update().get(pk=item.pk)  # numbers are given one after another
    if mark and (sent := item.contributions.filter(mark=mark).first()):
        rules.check_can_run(item.meeting, by=by, at=at)
        return sent
    rules.check_can_contribute(item, speaker=speaker, issue=issue, by=by, at=at)
    if not text.strip():
        raise Refused(_("Chưa ghi nội dung ý kiến"))
    last = item.contributions.aggregate(last=Max("order"))["last"] or 0
    said = Contribution.objects.create(
        item=item,
        issue=issue,
        speaker=speaker,
        text=text.strip(),
        order=last + 1,
        is_written=speaker.pk in rules.absentees(item.meeting),
        mark=mark,
    )
    record(Act.CONTRIBUTION_RECORDED, item, by=by, at=at, scope=item.meeting.campaign_id, number=said.order)
    return said


@transaction.atomic
def raise_at_meeting(
    item: AgendaItem, *, title: str, code: str = "", text: str = "", theme: str = "", by: Account | None, at: datetime
) -> Issue:
    """A matter that came up at the meeting: an issue, put to the subject there and then. code: "" for the next free one."""
    rules.check_can_raise(item, by=by, at=at)
    issue = issues.raise_issue(
        item.meeting.campaign,
        subject=item.subject,
        code=code,
        title=title,
        text=text,
        theme=theme,
        source=SourceKind.MEETING,
        by=by,
        at=at,
    )
    issues.put(issue, answer_by=rules.local_day(at), by=by, at=at)
    return issue


@transaction.atomic
def answer_at_meeting(
    item: AgendaItem, *, issue: Issue, kind: str, text: str, by: Account | None, at: datetime
) -> IssueAnswer:
    """The subject answers orally; the minutes hold it."""
    rules.check_can_answer(item, issue=issue, by=by, at=at)
    return issues.answer(issue, kind=kind, text=text, at_meeting=True, by=by, at=at)


@transaction.atomic
def conclude_issue(
    item: AgendaItem, *, issue: Issue, verdict: str, text: str, by: Account | None, at: datetime
) -> Issue:
    """The meeting's conclusion on one issue: upheld, not upheld, or referred to the competent body."""
    rules.check_can_conclude_issue(item, issue=issue, by=by, at=at)
    issues.conclude(issue, verdict=verdict, text=text, by=by, at=at)
    return issue


@transaction.atomic
def conclude_item(item: AgendaItem, *, text: str, by: Account | None, at: datetime) -> AgendaItem:
    """The conclusion on one subject. At the deciding collective it counts in the measure `reviews`."""
    rules.check_can_conclude_item(item, text=text, by=by, at=at)
    move(item, ItemState.CONCLUDED, table=ITEM_TRANSITIONS, conclusion=text.strip())
    subject = item.subject
    if item.decides:
        tally.add(
            item.meeting.campaign_id,
            subject.campaign_unit.path,
            REVIEWS,
            done=1,
            due_on=subject.tier.closes_on,
            shard_id=subject.campaign_unit.shard_id,
        )
    record(Act.ITEM_CONCLUDED, item, by=by, at=at, scope=item.meeting.campaign_id)
    return item


@transaction.atomic
def conclude_meeting(meeting: Meeting, *, by: Account | None, at: datetime) -> Meeting:
    """Close the meeting; what was recorded becomes the draft of its minutes."""
    rules.check_can_conclude_meeting(meeting, by=by, at=at)
    move(meeting, MeetingState.CONCLUDED, table=TRANSITIONS, concluded_on=rules.local_day(at))
    record(Act.MEETING_CONCLUDED, meeting, by=by, at=at, scope=meeting.campaign_id)
    return meeting


@transaction.atomic
def announce(meeting: Meeting, *, audience: Circle | str, by: Account | None, at: datetime) -> Announcement:
    """Record that the result was made known to a circle: the subject, the unit, or the groups that contributed."""
    rules.check_can_announce(meeting, by=by, at=at)
    if audience not in Circle.values:
        raise Refused(_("Chưa chọn thông báo đến ai"))
    try:
        with transaction.atomic():
            announcement = Announcement.objects.create(
                meeting=meeting, audience=audience, on=rules.local_day(at), by=by
            )
    except IntegrityError as error:
        raise Refused(_("Đã thông báo kết quả đến: %(audience)s") % {"audience": Circle(audience).label}) from error
    record(Act.ANNOUNCED, meeting, by=by, at=at, scope=meeting.campaign_id)
    return announcement
