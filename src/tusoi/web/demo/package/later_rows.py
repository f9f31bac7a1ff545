"""The models of the later files: reports, answers, meetings, conclusions, commitments."""

from typing import Annotated, ClassVar

from tusoi.web.demo.package.fields import (
    AnswerKind,
    Code,
    ContactKind,
    Day,
    Hour,
    Judgement,
    MaybeDay,
    MaybeName,
    MaybeText,
    Name,
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
