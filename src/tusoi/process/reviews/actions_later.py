"""The verbs after a sitting: adjourn, go on, have it reviewed again, file a petition, answer it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.tally import actions as tally
from tusoi.process.campaigns.states import REVIEWS
from tusoi.process.reviews import gates, rules_later
from tusoi.process.reviews.models import Adjournment, AgendaItem, Meeting, Petition, ReReview
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.states import TRANSITIONS, Act, MeetingState


@transaction.atomic
def adjourn(meeting: Meeting, *, resumes_on: date, reason: str, by: Account | None, at: datetime) -> Adjournment:
    """Stop the meeting; it goes on on `resumes_on`. The subject that was on stays on."""
    rules_later.check_can_adjourn(meeting, resumes_on=resumes_on, reason=reason, by=by, at=at)
    move(meeting, MeetingState.ADJOURNED, table=TRANSITIONS)
    present, convened, _needed = gates.quorum_of(meeting)
    stop = Adjournment.objects.create(
        meeting=meeting,
        at=at,
        resumes_on=resumes_on,
        reason=reason.strip(),
        present=present,
        convened=convened,
        by=by,
    )
    record(Act.ADJOURNED, meeting, by=by, at=at, scope=meeting.campaign_id, resumes_on=resumes_on.isoformat())
    return stop


@transaction.atomic
def resume(meeting: Meeting, *, by: Account | None, at: datetime) -> Meeting:
    """Go on with an adjourned meeting; the roll as it was called last counts."""
    rules_later.check_can_resume(meeting, by=by, at=at)
    move(meeting, MeetingState.IN_SESSION, table=TRANSITIONS)
    meeting.adjournments.filter(resumed_at=None).update(resumed_at=at)
    record(Act.RESUMED, meeting, by=by, at=at, scope=meeting.campaign_id)
    return meeting


@transaction.atomic
def order_again(item: AgendaItem, *, reason: str, by: Account | None, at: datetime) -> ReReview:
    """Have a subject reviewed again: its presentation stays, but counts no more, and it waits for a new meeting.

    Conclusions on single issues stand; the new meeting adds to them.
    """
    rules_later.check_can_order_again(item, reason=reason, by=by, at=at)
    try:
        with transaction.atomic():
            again = ReReview.objects.create(item=item, reason=reason.strip(), on=local_day(at), by=by)
    except IntegrityError as error:
        raise Refused(_("Đã yêu cầu kiểm điểm lại đối tượng này")) from error
    subject = item.subject
    tally.add(
        item.meeting.campaign_id,
        subject.campaign_unit.path,
        REVIEWS,
        done=-1,
        due_on=subject.tier.closes_on,
        shard_id=subject.campaign_unit.shard_id,
    )
    record(Act.RE_REVIEW_ORDERED, item, by=by, at=at, scope=item.meeting.campaign_id)
    return again


@transaction.atomic
def file_petition(item: AgendaItem, *, text: str, by: Account | None, at: datetime) -> Petition:
    """The subject writes what it does not agree with in the conclusion on it."""
    rules_later.check_can_file(item, by=by, at=at)
    if not text.strip():
        raise Refused(_("Chưa ghi nội dung kiến nghị"))
    try:
        with transaction.atomic():
            petition = Petition.objects.create(item=item, text=text.strip(), filed_on=local_day(at), filed_by=by)
    except IntegrityError as error:
        raise Refused(_("Đã có một kiến nghị đang chờ trả lời")) from error
    record(Act.PETITION_FILED, item, by=by, at=at, scope=item.meeting.campaign_id)
    return petition


@transaction.atomic
def answer_petition(petition: Petition, *, answer: str, grounds: str, by: Account | None, at: datetime) -> Petition:
    """Answer a petition, with the grounds of the answer."""
    petition = Petition.objects.select_for_update(of=("self",)).get(pk=petition.pk)
    rules_later.check_can_answer_petition(petition, by=by, at=at)
    if not answer.strip() or not grounds.strip():
        raise Refused(_("Trả lời kiến nghị phải có nội dung và căn cứ"))
    petition.answer, petition.grounds = answer.strip(), grounds.strip()
    petition.answered_on, petition.answered_by = local_day(at), by
    petition.save()
    record(Act.PETITION_ANSWERED, petition.item, by=by, at=at, scope=petition.item.meeting.campaign_id)
    return petition
