"""Follow-through: commitments, evidence, reminders and help, claims, verification by the supervisor."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from tusoi.process.reviews.models import ImmediateAction
from tusoi.process.supervision import actions as supervision
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.actions_immediate import take_up
from tusoi.process.supervision.actions_proposals import approve, propose
from tusoi.web.demo.package.fields import ContactKind
from tusoi.web.demo.package.following_rows import FinishedRow
from tusoi.web.demo.package.later_rows import CommitmentRow, EvidenceRow, ImmediateRow, PostponementRow, ReminderRow
from tusoi.web.demo.package.package import Promise
from tusoi.web.demo.play.stage import Act, Stage


def acts(stage: Stage) -> Iterator[Act]:
    package = stage.package
    for row in package.commitments:
        yield Act(row.made_on, f"lập cam kết {row.code}", partial(_commit, stage, row))
    for at_once in package.immediate:
        yield Act(at_once.made_on, f"lập cam kết {at_once.code}", partial(_take_up, stage, at_once))
    for reminder in package.reminders:
        yield Act(reminder.on, f"nhắc cam kết {reminder.commitment}", partial(_contact, stage, reminder))
    for evidence in package.evidence:
        yield Act(evidence.on, f"minh chứng của {evidence.commitment}", partial(_show, stage, evidence))
    for promise in package.promises:
        if promise.claimed_on:
            yield Act(promise.claimed_on, f"báo xong {promise.code}", partial(_claim, stage, promise))
        if promise.verified_on:
            yield Act(promise.verified_on, f"xác nhận {promise.code}", partial(_verify, stage, promise))
    for moved in package.postponements:
        yield Act(moved.on, f"đổi hạn {moved.commitment}", partial(_postpone, stage, moved))
    for late in package.finished:
        if late.claimed_on:
            yield Act(late.claimed_on, f"báo xong {late.commitment}", partial(_claim_late, stage, late))
        if late.verified_on:
            yield Act(late.verified_on, f"xác nhận {late.commitment}", partial(_verify_late, stage, late))


def _commit(stage: Stage, row: CommitmentRow, at: datetime) -> None:
    """By those who led the meeting that upheld the issue. Who has an account and mends the own proposes, and they approve."""
    meeting = next(one.meeting for one in stage.package.conclusions if one.issue == row.issue)
    leads = stage.account(stage.package.meeting[meeting].by)
    issue, own = stage.issue(row.issue), stage.account_of(row.owner)
    watched: dict[str, Any] = {
        "code": row.code,
        "supervisor": stage.people[row.supervisor],
        "agency": stage.units.get(row.agency),
    }
    if own is not None and own != leads and issue.subject.person_id == own.person_id:
        words: dict[str, Any] = {
            "measure": row.measure,
            "shows": row.shows,
            "due_on": row.due_on,
            "owner": stage.people[row.owner],
        }
        proposal = propose(issue, **words, by=own, at=at)
        approve(proposal, **watched, at_meeting=True, by=leads, at=at)
        return
    supervision.commit(
        issue,
        owner=stage.people[row.owner],
        measure=row.measure,
        shows=row.shows,
        due_on=row.due_on,
        **watched,
        by=leads,
        at=at,
    )


def _take_up(stage: Stage, row: ImmediateRow, at: datetime) -> None:
    """By those who led the meeting: what, who and by when stand in its minutes."""
    line = ImmediateAction.objects.with_names().get(
        item__meeting__campaign=stage.campaign,
        item__meeting__code=row.meeting,
        item__subject__code=row.subject,
        what=row.what,
    )
    take_up(
        line,
        shows=row.shows,
        supervisor=stage.people[row.supervisor],
        agency=stage.units.get(row.agency),
        code=row.code,
        by=stage.account(stage.package.meeting[row.meeting].by),
        at=at,
    )


def _contact(stage: Stage, row: ReminderRow, at: datetime) -> None:
    commitment, by = stage.commitment(row.commitment), stage.account(row.by)
    if row.kind == ContactKind.HELP:
        supervision.offer_help(commitment, note=row.text, by=by, at=at)
    else:
        supervision.remind(commitment, note=row.text, by=by, at=at)


def _show(stage: Stage, row: EvidenceRow, at: datetime) -> None:
    add_evidence(
        stage.commitment(row.commitment),
        note=row.note,
        document_number=row.document_number,
        by=stage.account(row.by),
        at=at,
    )


def _claim(stage: Stage, row: Promise, at: datetime) -> None:
    """By the owner, or by whoever brought the evidence for one who has no account."""
    brought = [one.by for one in stage.package.evidence if one.commitment == row.code]
    by = stage.account_of(row.owner) or stage.account(brought[0])
    supervision.claim(stage.commitment(row.code), by=by, at=at)


def _verify(stage: Stage, row: Promise, at: datetime) -> None:
    by = stage.account_of(row.supervisor)
    supervision.verify(stage.commitment(row.code), note=row.verdict, by=by, at=at)


def _postpone(stage: Stage, row: PostponementRow, at: datetime) -> None:
    by = stage.account(row.by)
    supervision.postpone(stage.commitment(row.commitment), due_on=row.due_on, reason=row.reason, by=by, at=at)


def _claim_late(stage: Stage, row: FinishedRow, at: datetime) -> None:
    supervision.claim(stage.commitment(row.commitment), by=stage.account(row.by), at=at)


def _verify_late(stage: Stage, row: FinishedRow, at: datetime) -> None:
    commitment = stage.commitment(row.commitment)
    by = stage.account_of(commitment.supervisor.code)
    supervision.verify(commitment, note=row.verdict, by=by, at=at)
