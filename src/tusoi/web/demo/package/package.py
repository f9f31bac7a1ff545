"""What was read: one typed list for each file, and what is asked of several files again and again."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.web.demo.package import following_rows, later_rows, rows
from tusoi.web.demo.package.about import About, Round
from tusoi.web.demo.package.fields import Row


@dataclass(frozen=True)
class FileSpec:
    """A CSV file of the format: the attribute of Package that holds its rows, their model, whether it must be there."""

    attribute: str
    model: type[Row]
    required: bool = False
    inherited: bool = False  # of the organisation: a package that follows another goes on with its rows


FILES: dict[str, FileSpec] = {
    "levels.csv": FileSpec("levels", rows.LevelRow, required=True, inherited=True),
    "units.csv": FileSpec("units", rows.UnitRow, required=True, inherited=True),
    "people.csv": FileSpec("people", rows.PersonRow, required=True, inherited=True),
    "collectives.csv": FileSpec("collectives", rows.CollectiveRow, required=True, inherited=True),
    "seats.csv": FileSpec("seats", rows.SeatRow, required=True, inherited=True),
    "accounts.csv": FileSpec("accounts", rows.AccountRow, required=True, inherited=True),
    "documents.csv": FileSpec("documents", rows.DocumentRow),
    "acknowledgements.csv": FileSpec("acknowledgements", rows.AcknowledgementRow),
    "plans.csv": FileSpec("plans", rows.PlanRow),
    "preparations.csv": FileSpec("preparations", rows.PreparationRow),
    "classes.csv": FileSpec("classes", rows.ClassRow),
    "attendance.csv": FileSpec("attendance", rows.AttendanceRow),
    "left_out.csv": FileSpec("left_out", rows.LeftOutRow),
    "declared.csv": FileSpec("declared", rows.DeclaredRow),
    "tiers.csv": FileSpec("tiers", rows.TierRow, required=True),
    "subjects.csv": FileSpec("subjects", rows.SubjectRow),
    "groups.csv": FileSpec("groups", rows.GroupRow),
    "invitations.csv": FileSpec("invitations", rows.InvitationRow),
    "counting_team.csv": FileSpec("counting_team", rows.CounterRow),
    "slips.csv": FileSpec("slips", rows.SlipRow),
    "triage.csv": FileSpec("triage", rows.TriageRow),
    "issues.csv": FileSpec("issues", rows.IssueRow),
    "suggested.csv": FileSpec("suggested", rows.SuggestedRow),
    "suggestions.csv": FileSpec("suggestions", rows.SuggestionRow),
    "reports.csv": FileSpec("reports", later_rows.ReportRow),
    "answers.csv": FileSpec("answers", later_rows.AnswerRow),
    "judgements.csv": FileSpec("judgements", later_rows.JudgementRow),
    "meetings.csv": FileSpec("meetings", later_rows.MeetingRow),
    "absences.csv": FileSpec("absences", later_rows.AbsenceRow),
    "contributions.csv": FileSpec("contributions", later_rows.ContributionRow),
    "conclusions.csv": FileSpec("conclusions", later_rows.ConclusionRow),
    "subject_conclusions.csv": FileSpec("subject_conclusions", later_rows.SubjectConclusionRow),
    "commitments.csv": FileSpec("commitments", later_rows.CommitmentRow),
    "immediate.csv": FileSpec("immediate", later_rows.ImmediateRow),
    "evidence.csv": FileSpec("evidence", later_rows.EvidenceRow),
    "reminders.csv": FileSpec("reminders", later_rows.ReminderRow),
    "changes.csv": FileSpec("changes", following_rows.ChangeRow),
    "goes_on.csv": FileSpec("goes_on", following_rows.GoesOnRow),
    "earlier.csv": FileSpec("earlier", following_rows.EarlierRow),
    "finished.csv": FileSpec("finished", following_rows.FinishedRow),
    "returns.csv": FileSpec("returns", later_rows.ReturnRow),
    "overrides.csv": FileSpec("overrides", later_rows.OverrideRow),
    "counts.csv": FileSpec("counts", later_rows.CountRow),
    "votes.csv": FileSpec("votes", later_rows.VoteRow),
    "ratings.csv": FileSpec("ratings", later_rows.RatingRow),
    "postponements.csv": FileSpec("postponements", later_rows.PostponementRow),
}
FILE_OF = {spec.model: file for file, spec in FILES.items()}
TOML_FILES = {"package.toml": True, "round.toml": False}

# Where the keys that a Ref asks for stand; an issue is named in two files, and so is a commitment.
KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    file: ((file, spec.model.key[0]),) for file, spec in FILES.items() if len(spec.model.key) == 1
} | {
    "accounts.csv": (("accounts.csv", "username"),),
    "issues.csv": (("issues.csv", "code"), ("suggestions.csv", "issue")),
    "commitments.csv": (("commitments.csv", "code"), ("immediate.csv", "code")),
}


def columns_of(model: type[Row]) -> list[str]:
    """The columns of a file, in the order in which they are documented."""
    return [info.alias or name for name, info in model.model_fields.items() if name != "row"]


def optional_of(model: type[Row]) -> set[str]:
    """Columns that came to the format later: a file without them says what they say when empty."""
    return {info.alias or name for name, info in model.model_fields.items() if name != "row" and not info.is_required()}


Promise = later_rows.CommitmentRow | later_rows.ImmediateRow


@dataclass
class Package:
    """A package as it was read: rows in the order of the files. Rows that could not be read are not here.

    before: the package that this one follows. Then units, people, collectives, seats and accounts are those of both, as
    they stand when this campaign opens; `own` has what this package adds to them.
    """

    folder: Path
    about: About
    before: "Package | None" = None
    own: dict[str, list[Row]] = field(default_factory=dict)
    procedure: Procedure | None = None
    round: Round | None = None
    levels: list[rows.LevelRow] = field(default_factory=list)
    units: list[rows.UnitRow] = field(default_factory=list)
    people: list[rows.PersonRow] = field(default_factory=list)
    collectives: list[rows.CollectiveRow] = field(default_factory=list)
    seats: list[rows.SeatRow] = field(default_factory=list)
    accounts: list[rows.AccountRow] = field(default_factory=list)
    documents: list[rows.DocumentRow] = field(default_factory=list)
    acknowledgements: list[rows.AcknowledgementRow] = field(default_factory=list)
    plans: list[rows.PlanRow] = field(default_factory=list)
    preparations: list[rows.PreparationRow] = field(default_factory=list)
    classes: list[rows.ClassRow] = field(default_factory=list)
    attendance: list[rows.AttendanceRow] = field(default_factory=list)
    left_out: list[rows.LeftOutRow] = field(default_factory=list)
    declared: list[rows.DeclaredRow] = field(default_factory=list)
    tiers: list[rows.TierRow] = field(default_factory=list)
    subjects: list[rows.SubjectRow] = field(default_factory=list)
    groups: list[rows.GroupRow] = field(default_factory=list)
    invitations: list[rows.InvitationRow] = field(default_factory=list)
    counting_team: list[rows.CounterRow] = field(default_factory=list)
    slips: list[rows.SlipRow] = field(default_factory=list)
    triage: list[rows.TriageRow] = field(default_factory=list)
    issues: list[rows.IssueRow] = field(default_factory=list)
    suggested: list[rows.SuggestedRow] = field(default_factory=list)
    suggestions: list[rows.SuggestionRow] = field(default_factory=list)
    reports: list[later_rows.ReportRow] = field(default_factory=list)
    answers: list[later_rows.AnswerRow] = field(default_factory=list)
    judgements: list[later_rows.JudgementRow] = field(default_factory=list)
    meetings: list[later_rows.MeetingRow] = field(default_factory=list)
    absences: list[later_rows.AbsenceRow] = field(default_factory=list)
    contributions: list[later_rows.ContributionRow] = field(default_factory=list)
    conclusions: list[later_rows.ConclusionRow] = field(default_factory=list)
    subject_conclusions: list[later_rows.SubjectConclusionRow] = field(default_factory=list)
    commitments: list[later_rows.CommitmentRow] = field(default_factory=list)
    immediate: list[later_rows.ImmediateRow] = field(default_factory=list)
    evidence: list[later_rows.EvidenceRow] = field(default_factory=list)
    reminders: list[later_rows.ReminderRow] = field(default_factory=list)
    changes: list[following_rows.ChangeRow] = field(default_factory=list)
    goes_on: list[following_rows.GoesOnRow] = field(default_factory=list)
    earlier: list[following_rows.EarlierRow] = field(default_factory=list)
    finished: list[following_rows.FinishedRow] = field(default_factory=list)
    returns: list[later_rows.ReturnRow] = field(default_factory=list)
    overrides: list[later_rows.OverrideRow] = field(default_factory=list)
    counts: list[later_rows.CountRow] = field(default_factory=list)
    votes: list[later_rows.VoteRow] = field(default_factory=list)
    ratings: list[later_rows.RatingRow] = field(default_factory=list)
    postponements: list[later_rows.PostponementRow] = field(default_factory=list)

    @cached_property
    def chain(self) -> "list[Package]":
        """The packages before this one, the latest first."""
        return [self.before, *self.before.chain] if self.before else []

    @cached_property
    def promises(self) -> list[Promise]:
        """All commitments, those from issues and those that a meeting wanted at once."""
        return [*self.commitments, *self.immediate]

    @cached_property
    def person(self) -> dict[str, rows.PersonRow]:
        return {row.code: row for row in self.people}

    @cached_property
    def subject(self) -> dict[str, rows.SubjectRow]:
        return {row.code: row for row in self.subjects}

    @cached_property
    def meeting(self) -> dict[str, later_rows.MeetingRow]:
        return {row.code: row for row in self.meetings}

    @cached_property
    def person_of(self) -> dict[str, str]:
        """Username -> person code, "" for an account without a person."""
        return {row.username: row.person for row in self.accounts}

    @cached_property
    def issue_subject(self) -> dict[str, str]:
        """Issue code -> subject code, of all issues whatever their origin."""
        found = {row.issue: row.subject for row in self.suggestions}
        return found | {row.code: row.subject for row in self.issues}

    @cached_property
    def seats_of(self) -> dict[str, list[rows.SeatRow]]:
        """Collective code -> its seats, the head first."""
        found: dict[str, list[rows.SeatRow]] = {}
        for seat in sorted(self.seats, key=lambda seat: (seat.collective, seat.order)):
            found.setdefault(seat.collective, []).append(seat)
        return found

    @cached_property
    def members_of(self) -> dict[str, set[str]]:
        """Collective code -> the people who sit on it."""
        return {collective: {seat.person for seat in seats} for collective, seats in self.seats_of.items()}

    @cached_property
    def absent_from(self) -> dict[str, set[str]]:
        """Meeting code -> people who were away."""
        found: dict[str, set[str]] = {}
        for row in self.absences:
            found.setdefault(row.meeting, set()).add(row.person)
        return found
