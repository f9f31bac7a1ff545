"""Suggestions from above: drafted, approved with an overseer, sent as a document, received by the subject."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from tusoi.process.issues import actions as issues
from tusoi.process.issues.documents import SUGGESTION
from tusoi.web.demo.package.later_rows import JudgementRow
from tusoi.web.demo.package.rows import SuggestedRow
from tusoi.web.demo.play.stage import Act, Stage

RECEIVED = timedelta(days=3)  # a subject confirms so long after the suggestions were sent


def acts(stage: Stage) -> Iterator[Act]:
    for row in stage.package.suggested:
        yield Act(row.drafted_on, f"soạn gợi ý cho {row.subject}", partial(_draft, stage, row))
        yield Act(row.approved_on, f"duyệt gợi ý cho {row.subject}", partial(_approve, stage, row))
        yield Act(row.issued_on, f"gửi gợi ý cho {row.subject}", partial(_send, stage, row))
        if row.subject in stage.writers:
            yield Act(row.issued_on + RECEIVED, f"{row.subject} nhận gợi ý", partial(_receive, stage, row))
    for judgement in stage.package.judgements:
        yield Act(judgement.on, f"nhận xét trả lời {judgement.issue}", partial(_judge, stage, judgement))


def _draft(stage: Stage, row: SuggestedRow, at: datetime) -> None:
    drafted = issues.draft_set(stage.subject(row.subject), by=stage.officer, at=at)
    for point in stage.package.suggestions:
        if point.subject == row.subject:
            issues.add_point(
                drafted,
                code=point.issue,
                title=point.title,
                text=point.text,
                grounds=point.grounds,
                theme=point.theme,
                by=stage.officer,
                at=at,
            )


def _approve(stage: Stage, row: SuggestedRow, at: datetime) -> None:
    drafted = stage.suggestions(row.subject)
    issues.assign_overseer(drafted, person=stage.people[row.overseer], by=stage.leader, at=at)
    issues.approve_set(drafted, by=stage.leader, at=at)


def _send(stage: Stage, row: SuggestedRow, at: datetime) -> None:
    issues.issue_set(stage.suggestions(row.subject), answer_by=row.answer_by, by=stage.officer, at=at)
    stage.issue_paper(SUGGESTION.code, stage.suggestions(row.subject), by=stage.officer, at=at)


def _receive(stage: Stage, row: SuggestedRow, at: datetime) -> None:
    issues.acknowledge_set(stage.suggestions(row.subject), by=stage.account(stage.writers[row.subject]), at=at)


def _judge(stage: Stage, row: JudgementRow, at: datetime) -> None:
    answer = stage.issue(row.issue).answers.select_related("issue__suggestion_set").latest("pk")
    overseer = answer.issue.suggestion_set.overseer if answer.issue.suggestion_set else None
    by = stage.account_of(overseer.code) if overseer else None
    issues.judge(answer, verdict=row.judgement, note=row.note, by=by, at=at)
