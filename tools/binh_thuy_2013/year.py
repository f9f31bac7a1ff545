"""Who the second campaign is about: the first package as it was read, and the days of the second."""

from dataclasses import dataclass, field
from datetime import date

from tools.binh_thuy.places import BASES, Base
from tools.binh_thuy.world import World

from tusoi.web.demo.package.later_rows import CommitmentRow
from tusoi.web.demo.package.package import Package
from tusoi.web.demo.package.rows import SubjectRow

SEED = 20131021
OFFICER, LEADER = "can-bo-to-chuc", "uy-vien-01"
CLOSED_BEFORE = date(2013, 6, 28)
PLANNED, OPENED = date(2013, 8, 5), date(2013, 8, 12)
COVERAGE_AS_OF = date(2013, 9, 15)
CLOSED = date(2014, 6, 30)
NEW_MEMBER = "bt-3346"  # takes a seat on the board
GIVES_UP_SEAT = "uv-09"

# Who the earlier campaign left with what (codes of its commitments), and how it goes on here.
BACK_AGAIN = ("ck-003", "ck-019", "ck-044")  # were verified, and are found again: relapsed
STILL_THERE = ("ck-010", "ck-032", "ck-043", "ck-054")  # unfinished, and upheld a second time
NOT_UPHELD = "ck-028"  # unfinished, put again, and not upheld
DONE_LATE = ("ck-006", "ck-017", "ck-021", "ck-028", "ck-039", "ck-050", "ck-061")  # verified after the second meeting
OVERRIDDEN = "cu-tra-an"  # hands in before everything is answered
RETURNED = ("cu-an-thoi", "ld-phong-tai-chinh", "cu-phong-y-te", "cb-07")


@dataclass
class Point:
    """An issue of the second campaign. earlier: the commitment of the first one from which it goes on."""

    code: str
    subject: str
    title: str
    origin: str
    put_on: date
    earlier: CommitmentRow | None = None


@dataclass
class Year:
    """Everything the parts share."""

    before: Package
    world: World
    subjects: list[SubjectRow] = field(default_factory=list)
    seats: dict[str, list[str]] = field(default_factory=dict)
    points: dict[str, list[Point]] = field(default_factory=dict)  # by subject
    held: dict[str, tuple[date, date]] = field(default_factory=dict)  # collective -> first and last day
    meeting: dict[str, str] = field(default_factory=dict)  # collective -> code
    upheld: list[Point] = field(default_factory=list)

    @property
    def accounts(self) -> dict[str, str]:
        """Person -> username."""
        found = {row.person: row.username for row in self.before.accounts if row.person}
        return found | {NEW_MEMBER: "uy-vien-12"}

    def bearer(self, subject: SubjectRow) -> str:
        return subject.person or subject.collective

    def by(self, subject: SubjectRow) -> str:
        """Who writes for it: the person, or the secretary of the collective."""
        return self.accounts[subject.person or self.seats[subject.collective][0]]

    def earlier_of(self, subject: SubjectRow) -> list[CommitmentRow]:
        """The commitments that the first campaign left unfinished with this subject."""
        of = self.before.issue_subject
        return [
            row
            for row in self.before.commitments
            if not row.verified_on and self.bearer(self.before.subject[of[row.issue]]) == self.bearer(subject)
        ]

    def base(self, subject: SubjectRow) -> Base | None:
        return next((one for one in BASES if one.code == subject.unit), None)

    def commitment(self, code: str) -> CommitmentRow:
        return next(row for row in self.before.commitments if row.code == code)

    def title_of(self, issue: str) -> str:
        """What the first campaign called it."""
        found = {row.issue: row.title for row in self.before.suggestions}
        return (found | {row.code: row.title for row in self.before.issues})[issue]
