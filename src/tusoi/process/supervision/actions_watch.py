"""Assign supervision, plan and record visits, plan steps of a commitment, record what was referred elsewhere."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.documents.uploads import forget, keep
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.issues.models import Issue
from tusoi.process.supervision import rules_watch as rules
from tusoi.process.supervision.actions_evidence import kinds_taken
from tusoi.process.supervision.models import Assignment, Commitment, Milestone, Referral, Visit, VisitFinding
from tusoi.process.supervision.rules import local_day
from tusoi.process.supervision.states import VISIT_TRANSITIONS, Act, Mended, VisitState


@transaction.atomic
def assign(
    campaign: Campaign,
    *,
    person: Person,
    agency: Unit | None = None,
    unit: CampaignUnit | None = None,
    subject: Subject | None = None,
    theme: str = "",
    by: Account | None,
    at: datetime,
) -> Assignment:
    """Somebody supervises a unit and those below it, one subject, or one theme. Raises Refused for the own file."""
    rules.check_assignment(campaign, person=person, unit=unit, subject=subject, theme=theme, by=by, at=at)
    try:
        with transaction.atomic():
            row = Assignment.objects.create(
                campaign=campaign,
                person=person,
                agency=agency,
                campaign_unit=unit,
                subject=subject,
                theme=theme,
                by=by,
                on=local_day(at),
            )
    except IntegrityError as error:
        raise Refused(_("%(name)s đã được phân công nơi này") % {"name": person.name}) from error
    record(Act.ASSIGNED, row, by=by, at=at, scope=campaign.pk, person=person.pk)
    return row


@transaction.atomic
def end_assignment(row: Assignment, *, reason: str, by: Account | None, at: datetime) -> None:
    rules.check_can_assign(row.campaign, by=by, at=at)
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao thôi phân công"))
    if not Assignment.objects.standing().filter(pk=row.pk).update(ended_on=local_day(at), ended_for=reason.strip()):
        raise Refused(_("Phân công này đã thôi"))
    record(Act.ASSIGNMENT_ENDED, row, by=by, at=at, scope=row.campaign_id)


@transaction.atomic
def plan_visit(
    unit: CampaignUnit,
    *,
    visitor: Person,
    planned_on: date,
    purpose: str,
    agency: Unit | None = None,
    by: Account | None,
    at: datetime,
) -> Visit:
    rules.check_can_plan_visit(unit, visitor=visitor, by=by, at=at)
    if not purpose.strip():
        raise Refused(_("Chưa ghi kiểm tra việc gì"))
    visit = Visit.objects.create(
        campaign=unit.campaign,
        campaign_unit=unit,
        visitor=visitor,
        agency=agency,
        planned_on=planned_on,
        purpose=purpose.strip(),
        by=by,
    )
    record(Act.VISIT_PLANNED, visit, by=by, at=at, scope=unit.campaign_id, planned_on=planned_on.isoformat())
    return visit


@transaction.atomic
def record_visit(
    visit: Visit,
    *,
    held_on: date,
    place: str,
    present: str,
    seen: str,
    asked: str = "",
    found: Mapping[Commitment, tuple[Mended, str]],
    by: Account | None,
    at: datetime,
) -> Visit:
    """Minutes of a visit: who was there, what was seen on site, and for each commitment looked at whether it is mended."""
    rules.check_can_record_visit(visit, by=by, at=at)
    rules.check_minutes(visit, held_on=held_on, present=present, seen=seen, at=at)
    for commitment, (mended, note) in found.items():
        rules.check_found(visit, commitment, mended=mended, note=note, at=at)
    words = {"place": place.strip(), "present": present.strip(), "seen": seen.strip(), "asked": asked.strip()}
    move(visit, VisitState.HELD, table=VISIT_TRANSITIONS, held_on=held_on, **words)
    VisitFinding.objects.bulk_create(
        [
            VisitFinding(visit=visit, commitment=commitment, mended=mended, note=note.strip())
            for commitment, (mended, note) in found.items()
        ]
    )
    record(
        Act.VISIT_HELD, visit, by=by, at=at, scope=visit.campaign_id, held_on=held_on.isoformat(), looked_at=len(found)
    )
    return visit


@transaction.atomic
def drop_visit(visit: Visit, *, reason: str, by: Account | None, at: datetime) -> None:
    rules.check_can_record_visit(visit, by=by, at=at)
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao không kiểm tra"))
    move(visit, VisitState.DROPPED, table=VISIT_TRANSITIONS, dropped_for=reason.strip())
    record(Act.VISIT_DROPPED, visit, by=by, at=at, scope=visit.campaign_id)


def add_scan(visit: Visit, content: bytes, *, by: Account | None, at: datetime) -> None:
    """The signed minutes as a scan; once. Raises Refused as `uploads.keep`."""
    rules.check_can_scan(visit, by=by, at=at)
    kept = keep(content, kinds_taken())
    try:
        with transaction.atomic():
            if not Visit.objects.filter(pk=visit.pk, stored_as=None).update(**Visit.columns_of(kept)):
                raise Refused(_("Biên bản này đã có bản ký"))
            record(Act.VISIT_SCANNED, visit, by=by, at=at, scope=visit.campaign_id, digest=kept.digest)
    except Exception:
        forget(kept)
        raise


@transaction.atomic
def add_step(commitment: Commitment, *, what: str, due_on: date, by: Account | None, at: datetime) -> Milestone:
    rules.check_can_plan_steps(commitment, by=by, at=at)
    rules.check_step(commitment, what=what, due_on=due_on, at=at)
    step = Milestone.objects.create(commitment=commitment, what=what.strip(), due_on=due_on, by=by)
    record(Act.MILESTONE_ADDED, commitment, by=by, at=at, scope=commitment.campaign_id, milestone=step.pk)
    return step


@transaction.atomic
def finish_step(step: Milestone, *, by: Account | None, at: datetime) -> None:
    rules.check_can_finish_step(step, by=by, at=at)
    if not Milestone.objects.filter(pk=step.pk, done_on=None).update(done_on=local_day(at)):
        raise Refused(_("Bước này đã xong"))
    record(Act.MILESTONE_DONE, step.commitment, by=by, at=at, scope=step.commitment.campaign_id, milestone=step.pk)


@transaction.atomic
def record_referral(
    issue: Issue,
    *,
    paper_number: str,
    sent_on: date,
    addressee: str,
    receipt_due: date,
    by: Account | None,
    at: datetime,
) -> Referral:
    """By which paper a matter went to another body, and until when an answer is expected. Never its content."""
    rules.check_can_record_referral(issue, by=by, at=at)
    if sent_on > local_day(at):
        raise Refused(_("Ngày chuyển không thể ở sau hôm nay"))
    if receipt_due < sent_on:
        raise Refused(_("Hạn phúc đáp không thể ở trước ngày chuyển"))
    try:
        with transaction.atomic():
            row = Referral.objects.create(
                issue=issue,
                paper_number=paper_number.strip(),
                sent_on=sent_on,
                addressee=addressee.strip(),
                receipt_due=receipt_due,
                by=by,
            )
    except IntegrityError as error:
        raise Refused(_("Đã ghi văn bản chuyển của vấn đề này")) from error
    record(Act.REFERRED, issue, by=by, at=at, scope=issue.campaign_id, receipt_due=receipt_due.isoformat())
    return row


@transaction.atomic
def record_receipt(
    referral: Referral, *, receipt_number: str, received_on: date, by: Account | None, at: datetime
) -> None:
    rules.check_can_record_referral(referral.issue, by=by, at=at)
    if not referral.sent_on <= received_on <= local_day(at):
        raise Refused(_("Ngày phúc đáp ở giữa ngày chuyển và hôm nay"))
    rows = Referral.objects.filter(pk=referral.pk, received_on=None)
    if not rows.update(received_on=received_on, receipt_number=receipt_number.strip()):
        raise Refused(_("Đã ghi phúc đáp của nơi nhận"))
    record(Act.RECEIPT, referral.issue, by=by, at=at, scope=referral.issue.campaign_id)
