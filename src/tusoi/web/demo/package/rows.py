"""One model for each CSV file of a package; the order of the fields is the order of the columns."""

from typing import Annotated, ClassVar

from pydantic import Field

from tusoi.web.demo.package.fields import (
    Audience,
    Box,
    Channel,
    Code,
    CollectiveKind,
    Day,
    DocumentKind,
    MaybeCode,
    MaybeDay,
    MaybeNumber,
    MaybeStatus,
    MaybeText,
    MaybeYear,
    Name,
    Origin,
    Outcome,
    OutKind,
    PlanAct,
    Position,
    Ref,
    Role,
    Row,
    SeatRank,
    ShortName,
    Status,
    Symbol,
    Text,
    Title,
    YesNo,
)

Order = Annotated[int, Field(ge=1, le=9999)]
Unit = Annotated[Code, Ref("units.csv")]
MaybeUnit = Annotated[MaybeCode, Ref("units.csv")]
Person = Annotated[Code, Ref("people.csv")]
MaybePerson = Annotated[MaybeCode, Ref("people.csv")]
Collective = Annotated[Code, Ref("collectives.csv")]
MaybeCollective = Annotated[MaybeCode, Ref("collectives.csv")]
Username = Annotated[Code, Ref("accounts.csv")]
Subject = Annotated[Code, Ref("subjects.csv")]
Issue = Annotated[Code, Ref("issues.csv")]
MaybeIssue = Annotated[MaybeCode, Ref("issues.csv")]


# --- the organisation and its roll -------------------------------------------------------------------------------


class LevelRow(Row):
    key: ClassVar = ("code",)
    code: Code
    name: Name
    rank: Annotated[int, Field(ge=1, le=20)]


class UnitRow(Row):
    key: ClassVar = ("code",)
    code: Code
    parent: MaybeUnit
    name: Name
    short_name: ShortName
    level: Annotated[Code, Ref("levels.csv")]
    is_base: YesNo
    since: Day


class PersonRow(Row):
    """Empty unit, status and since: somebody who is not on the roll but has a part."""

    key: ClassVar = ("code",)
    code: Code
    name: Name
    birth_year: MaybeYear
    unit: MaybeUnit
    status: MaybeStatus
    since: MaybeDay
    key_cadre: YesNo

    @property
    def must_attend(self) -> bool:
        return bool(self.unit) and self.status in {Status.FULL, Status.PROBATIONARY}


class CollectiveRow(Row):
    key: ClassVar = ("code",)
    code: Code
    unit: Unit
    name: Name
    kind: CollectiveKind


class SeatRow(Row):
    key: ClassVar = ("collective", "person")
    collective: Collective
    person: Person
    position: Position
    rank: SeatRank
    order: Order
    since: Day


class AccountRow(Row):
    """One row for each role of an account. `cast` describes somebody whom the demo lets a visitor sign in as."""

    key: ClassVar = ("username", "role", "unit", "collective")
    username: Code
    person: MaybePerson
    role: Role
    unit: MaybeUnit
    collective: MaybeCollective
    since: Day
    cast: MaybeText


# --- plan and dissemination --------------------------------------------------------------------------------------


class DocumentRow(Row):
    """A legal basis or guidance in the cascade. `unit`: the issuing unit where it is in the tree."""

    key: ClassVar = ("code",)
    code: Code
    kind: DocumentKind
    symbol: Symbol
    issuer: Name
    unit: MaybeUnit
    issued_on: Day
    subject: Title
    basis: Annotated[MaybeCode, Ref("documents.csv")]
    classified: YesNo
    acknowledge_by: MaybeDay


class AcknowledgementRow(Row):
    key: ClassVar = ("document", "unit")
    document: Annotated[Code, Ref("documents.csv")]
    unit: Unit
    on: Day
    by: Username


class PlanRow(Row):
    key: ClassVar = ("unit", "act", "on")
    unit: Unit
    act: PlanAct
    on: Day
    by: Username
    until: MaybeDay
    opens_on: MaybeDay
    closes_on: MaybeDay
    text: MaybeText


class PreparationRow(Row):
    key: ClassVar = ("unit", "on")
    unit: Unit
    on: Day
    text: Text
    by: Username


class ClassRow(Row):
    """`makeup`: it invites exactly those of the unit whom no class had reached when it was planned."""

    key: ClassVar = ("code",)
    code: Code
    unit: Unit
    title: Title
    audience: Audience
    held_on: Day
    place: Name
    makeup: YesNo = False
    by: Username


class AttendanceRow(Row):
    key: ClassVar = ("class_", "person")
    class_: Annotated[Code, Ref("classes.csv"), Field(alias="class")]
    person: Person


class LeftOutRow(Row):
    """Somebody whom `by` takes out of the list of those who must attend, after it was frozen."""

    key: ClassVar = ("person",)
    person: Person
    kind: OutKind
    reason: Title
    on: Day
    by: Username


class DeclaredRow(Row):
    """A figure as a unit reported it; never used to count."""

    key: ClassVar = ("unit", "measure", "declared_on")
    unit: Unit
    measure: Code
    count: Annotated[int, Field(ge=0, le=10_000_000)]
    total: MaybeNumber
    percent: Annotated[MaybeText, Field(max_length=20)]
    declared_on: Day
    source: Title
    by: Username


# --- who is reviewed, slips, issues ------------------------------------------------------------------------------


class TierRow(Row):
    key: ClassVar = ("code",)
    code: Code
    name: Name
    order: Order
    opens_on: Day
    closes_on: Day


class SubjectRow(Row):
    """A collective or a person (exactly one); `decided_by` is the collective whose meeting reviews it."""

    key: ClassVar = ("code",)
    code: Code
    unit: Unit
    collective: MaybeCollective
    person: MaybePerson
    office: Name
    position: Position
    tier: Annotated[Code, Ref("tiers.csv")]
    decided_by: Collective
    order: Order


class GroupRow(Row):
    key: ClassVar = ("code",)
    code: Code
    name: Name
    attributed: YesNo


class InvitationRow(Row):
    key: ClassVar = ("code",)
    code: Code
    group: Annotated[Code, Ref("groups.csv")]
    name: Name
    channel: Channel


class CounterRow(Row):
    """A member of the counting team; `agency` is the unit that sends them."""

    key: ClassVar = ("username",)
    username: Username
    agency: Unit


class SlipRow(Row):
    """One box about one subject on one slip. `invitation` only where the group signs its slips."""

    key: ClassVar = ("slip", "subject", "box")
    slip: Code
    group: Annotated[Code, Ref("groups.csv")]
    invitation: Annotated[MaybeCode, Ref("invitations.csv")]
    on: Day
    subject: Subject
    box: Box
    text: Text


class TriageRow(Row):
    key: ClassVar = ("slip", "subject", "box")
    slip: Code
    subject: Subject
    box: Box
    outcome: Outcome
    issue: MaybeIssue
    reason: MaybeText


class IssueRow(Row):
    """An issue that was not suggested from above: from comments, from the subject's own report, born at the meeting."""

    key: ClassVar = ("code",)
    code: Code
    subject: Subject
    origin: Origin
    theme: Code
    title: Title
    text: MaybeText
    put_on: Day
    by: Username


class SuggestedRow(Row):
    """A subject chosen for suggestions, with the member of the leadership who follows it."""

    key: ClassVar = ("subject",)
    subject: Subject
    overseer: Person
    drafted_on: Day
    approved_on: Day
    issued_on: Day
    answer_by: Day


class SuggestionRow(Row):
    key: ClassVar = ("issue",)
    subject: Annotated[Code, Ref("suggested.csv")]
    issue: Code
    theme: Code
    title: Title
    text: MaybeText
    grounds: Text
