"""The models of the later files: reports, answers, meetings, conclusions, commitments."""

from typing import Annotated, ClassVar

from pydantic import Field

from tusoi.web.demo.package.fields import (
    AnswerKind,
    Code,
    Codes,
    ContactKind,
    Day,
    Hour,
    Judgement,
    MaybeCode,
    MaybeDay,
    MaybeName,
    MaybeText,
    Name,
    OverrideGate,
    RatingStage,
    Ref,
    Row,
    Text,
    Verdict,
)
from tusoi.web.demo.package.rows import (
    Collective,
    Issue,
    MaybeIssue,
    MaybePerson,
    MaybeUnit,
    Order,
    Person,
    Subject,
    Username,
)

Votes = Annotated[int, Field(ge=0, le=100_000)]


class ReportRow(Row):
    key: ClassVar = ("subject", "section")
    subject: Subject
    section: Code
    text: Text
    submitted_on: Day
    by: Username


class AnswerRow(Row):
    key: ClassVar = ("issue",)
    issue: Issue
    kind: AnswerKind
    text: Text
    cause: MaybeText
    measure: MaybeText
    on: Day
    by: Username


class JudgementRow(Row):
    """What the overseer thinks of an answer to a suggested point."""

    key: ClassVar = ("issue",)
    issue: Issue
    judgement: Judgement
    note: MaybeText
    on: Day


class MeetingRow(Row):
    """`second_chair` takes the chair while the chair's own file is discussed; `attending_superior` comes for the level above."""

    key: ClassVar = ("code",)
    code: Code
    collective: Collective
    held_on: Day
    starts_at: Hour
    concluded_on: Day
    place: Name
    chair: Person
    second_chair: MaybePerson
    minute_taker: Person
    attending_superior: MaybePerson
    announced_on: MaybeDay
    by: Username


class AbsenceRow(Row):
    key: ClassVar = ("meeting", "person")
    meeting: Annotated[Code, Ref("meetings.csv")]
    person: Person
    reason: Text


class ContributionRow(Row):
    key: ClassVar = ("meeting", "order")
    meeting: Annotated[Code, Ref("meetings.csv")]
    order: Order
    speaker: Person
    subject: Subject
    issue: MaybeIssue
    text: Text


class ConclusionRow(Row):
    """A conclusion on one issue; the text is what the chair read out."""

    key: ClassVar = ("issue",)
    meeting: Annotated[Code, Ref("meetings.csv")]
    issue: Issue
    verdict: Verdict
    text: Text


class SubjectConclusionRow(Row):
    key: ClassVar = ("meeting", "subject")
    meeting: Annotated[Code, Ref("meetings.csv")]
    subject: Subject
    text: Text


class CommitmentRow(Row):
    key: ClassVar = ("code",)
    code: Code
    issue: Issue
    owner: Person
    measure: Text
    shows: Text
    due_on: Day
    supervisor: Person
    agency: MaybeUnit
    made_on: Day
    claimed_on: MaybeDay
    verified_on: MaybeDay
    verdict: MaybeText


class ImmediateRow(Row):
    """What a meeting wants done at once, as its minutes say it; from `made_on`, when both have signed, a commitment."""

    key: ClassVar = ("code",)
    code: Code
    meeting: Annotated[Code, Ref("meetings.csv")]
    subject: Subject
    what: Text
    owner: Person
    shows: Text
    due_on: Day
    supervisor: Person
    agency: MaybeUnit
    made_on: Day
    claimed_on: MaybeDay
    verified_on: MaybeDay
    verdict: MaybeText


class EvidenceRow(Row):
    commitment: Annotated[Code, Ref("commitments.csv")]
    note: Text
    document_number: MaybeName
    on: Day
    by: Username


class ReminderRow(Row):
    commitment: Annotated[Code, Ref("commitments.csv")]
    kind: ContactKind
    on: Day
    text: Text
    by: Username


class ReturnRow(Row):
    """A report that comes back with remarks; with `section`, its `text` is written anew. It is handed in again on `again_on`."""

    key: ClassVar = ("subject", "on")
    subject: Subject
    on: Day
    remarks: Text
    section: MaybeCode
    text: MaybeText
    again_on: Day
    by: Username


class OverrideRow(Row):
    key: ClassVar = ("gate", "subject")
    gate: OverrideGate
    subject: Subject
    on: Day
    reason: Text
    by: Username


class CountRow(Row):
    """The count of the paper ballots of a meeting. `team`: codes separated by `;`, the head among them."""

    key: ClassVar = ("meeting",)
    meeting: Annotated[Code, Ref("meetings.csv")]
    stage: RatingStage
    head: Person
    team: Codes
    issued: Votes
    collected: Votes
    not_returned: Votes
    valid: Votes
    invalid: Votes


class VoteRow(Row):
    key: ClassVar = ("meeting", "subject", "kind", "level")
    meeting: Annotated[Code, Ref("counts.csv")]
    subject: Subject
    kind: Code
    level: Code
    votes: Votes


class RatingRow(Row):
    """The level at one stage. `body`: who proposes or decides; empty for the subject's own."""

    key: ClassVar = ("subject", "kind", "stage")
    subject: Subject
    kind: Code
    stage: RatingStage
    level: Code
    body: MaybeName
    on: Day
    by: Username


class PostponementRow(Row):
    """Another date for a commitment, of this package or of an earlier one."""

    key: ClassVar = ("commitment", "on")
    commitment: Annotated[Code, Ref("commitments.csv")]
    due_on: Day
    reason: Text
    on: Day
    by: Username
