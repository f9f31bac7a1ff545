"""A plain recount of follow-through: naive Python over the rows of the tables, knowing nothing of the queries of the pages.

Three people look: the campaign's officer sees everything of the district; the secretary of ward One what is the ward's, the
own and what the ward took over; the supervisor what dv-10 does, supervises or is assigned to.
"""

import io
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model
from python_calamine import CalamineWorkbook

from tusoi.foundation.directory.models import Collective, Person, Seat, Unit
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.issues.models import Issue, Relapse, Shortcoming
from tusoi.process.reviews.models import AgendaItem, Attendee, ImmediateAction, Meeting
from tusoi.process.supervision.models import Assignment, Commitment, Contact, Evidence, Proposal

Row = dict[str, Any]
T = TypeVar("T")
TURNS = 3  # of the filters, unless all of them are looked at
OFFICER, SECRETARY, SUPERVISOR = "dv-04", "dv-13", "dv-10"
WARD = "phuong-mot"
BEFORE, CLIMB, LONG = (
    7,
    14,
    2,
)  # nq-tw4-2012: the earliest reminder, when it climbs, from which campaign it is long-standing
MODELS: list[type[Model]] = [
    AgendaItem, Assignment, Campaign, CampaignUnit, Collective, Commitment, Contact, Evidence, ImmediateAction, Issue,
    Meeting, Attendee, Person, Proposal, Relapse, Seat, Shortcoming, Subject, Unit,
]  # fmt: skip


class Tables:
    """Every row as a dictionary, by its key, and whose eyes they are read with."""

    def __init__(self, who: str, today: date) -> None:
        self.of = {model: {row["id"]: row for row in model.objects.order_by("pk").values()} for model in MODELS}
        self.today = today
        self.me = next(row["id"] for row in self.all(Person) if row["code"] == who)
        self.who = who
        self.seats = {s["collective_id"] for s in self.all(Seat) if s["person_id"] == self.me and s["until"] is None}

    def all(self, model: type[Model]) -> list[Row]:
        return list(self.of[model].values())

    def get(self, model: type[Model], key: int | None) -> Row:
        return self.of[model][key]

    # Sight

    def is_mine(self, subject: Row) -> bool:
        return subject["person_id"] == self.me or subject["collective_id"] in self.seats

    def unit_of(self, subject: Row) -> Row:
        return self.get(Unit, self.get(CampaignUnit, subject["campaign_unit_id"])["unit_id"])

    def sees(self, issue: Row) -> bool:
        """An upheld issue."""
        subject = self.get(Subject, issue["subject_id"])
        if self.who == OFFICER or self.is_mine(subject):
            return True
        row = self.register_row(issue)
        if row["supervisor_id"] == self.me or row["collective_id"] in self.seats:
            return True
        ward = (self.unit_of(subject)["code"], self.get(Unit, row["unit_id"])["code"])
        return self.who == SECRETARY and WARD in ward

    def register_row(self, issue: Row) -> Row:
        return next(row for row in self.all(Shortcoming) if row["issue_id"] == issue["id"])

    def sees_immediate(self, action: Row) -> bool:
        if self.who == OFFICER or action["owner_id"] == self.me:
            return True
        meeting = self.get(Meeting, self.get(AgendaItem, action["item_id"])["meeting_id"])
        called = {row["person_id"] for row in self.all(Attendee) if row["meeting_id"] == meeting["id"]}
        unit = self.get(Unit, self.get(CampaignUnit, meeting["campaign_unit_id"])["unit_id"])
        return self.me in called or (self.who == SECRETARY and unit["code"] == WARD)

    def follows(self, made: Row) -> bool:
        """Named as supervisor, or assigned: to a unit with all below it, a subject, a theme; never in the own file."""
        if made["supervisor_id"] == self.me:
            return True
        subject = self.get(Subject, made["subject_id"])
        if made["owner_id"] == self.me or self.is_mine(subject):
            return False
        return any(self._assigned(row, made) for row in self.all(Assignment))

    def _assigned(self, row: Row, made: Row) -> bool:
        if row["person_id"] != self.me or row["ended_on"] or row["campaign_id"] != made["campaign_id"]:
            return False
        if row["campaign_unit_id"]:
            return row["campaign_unit_id"] in self.above(made["campaign_unit_id"])
        if row["subject_id"]:
            return row["subject_id"] == made["subject_id"]
        return made["issue_id"] is not None and self.get(Issue, made["issue_id"])["theme"] == row["theme"]

    def above(self, unit: int | None) -> list[int]:
        """The unit of the campaign and those it stands below."""
        found = []
        while unit is not None:
            found.append(unit)
            unit = self.get(CampaignUnit, unit)["parent_id"]
        return found

    def commitments(self, campaign: Campaign) -> list[Row]:
        """Those of a campaign that the person may see, by date."""
        rows = [row for row in self.all(Commitment) if row["campaign_id"] == campaign.pk and self._sees_made(row)]
        return sorted(rows, key=lambda row: (row["due_on"], row["id"]))

    def _sees_made(self, made: Row) -> bool:
        if self.who == OFFICER or made["owner_id"] == self.me or self.follows(made):
            return True
        if made["issue_id"]:
            return self.sees(self.get(Issue, made["issue_id"]))
        return self.sees_immediate(self.get(ImmediateAction, made["immediate_id"]))

    # Words

    def subject_name(self, subject: Row) -> str:
        if subject["person_id"]:
            return self.get(Person, subject["person_id"])["name"]
        return self.get(Collective, subject["collective_id"])["name"]

    def theme_of(self, made: Row) -> str:
        return self.get(Issue, made["issue_id"])["theme"] if made["issue_id"] else ""

    def evidence_of(self, made: Row) -> int:
        rows = [row for row in self.all(Evidence) if row["commitment_id"] == made["id"]]
        return sum(1 for row in rows if row["withdrawn_on"] is None)


def days_late(made: Row, today: date) -> int:
    return 0 if made["state"] == "verified" else max(0, (today - made["due_on"]).days)


def age_of(made: Row, today: date) -> str:
    late = days_late(made, today)
    return "chua" if late == 0 else "tuan" if late <= 7 else "thang" if late <= 30 else "lau"


def triple(rows: list[Row], today: date) -> tuple[int, int, int]:
    """Done, total, late."""
    done = sum(1 for row in rows if row["state"] == "verified")
    return done, len(rows), sum(1 for row in rows if days_late(row, today))


def shares(rows: list[Row], key: Any, today: date) -> dict[str, tuple[int, int, int]]:
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: triple(group, today) for name, group in groups.items()}


@dataclass(frozen=True)
class Kept:
    """A line of the register as a plain count sees it."""

    row: Row
    is_open: bool
    age: int

    @property
    def is_aged(self) -> bool:
        return self.is_open and self.age >= LONG


def register(tables: Tables, campaign: Campaign | None) -> list[Kept]:
    """What the person may read of the register: of what one campaign found, or of all."""
    rows = []
    for row in tables.all(Shortcoming):
        issue = tables.get(Issue, row["issue_id"])
        if (campaign is None or issue["campaign_id"] == campaign.pk) and tables.sees(issue):
            rows.append(Kept(row, is_open(tables, row), campaigns_of(tables, row)))
    return rows


def is_open(tables: Tables, row: Row) -> bool:
    went_on = any(other["earlier_id"] == row["id"] for other in tables.all(Shortcoming))
    return row["state"] != "verified" and not went_on


def campaigns_of(tables: Tables, row: Row) -> int:
    """How many campaigns reviewed its bearer from the one that found it first to the day on which it was mended, or today."""
    first = row
    while first["earlier_id"]:
        first = tables.get(Shortcoming, first["earlier_id"])
    own = [tables.get(Subject, tables.get(Issue, one["issue_id"])["subject_id"]) for one in (row, first)]
    people, bodies = {row["person_id"]} - {None}, {row["collective_id"], own[0]["collective_id"]} - {None}
    begins = tables.get(Campaign, tables.get(Issue, first["issue_id"])["campaign_id"])["starts_on"]
    ends = row["verified_on"] or tables.today
    found = set()
    for subject in tables.all(Subject):
        campaign = tables.get(Campaign, subject["campaign_id"])
        is_its = subject["person_id"] in people or subject["collective_id"] in bodies or subject in own
        if is_its and campaign["state"] != "draft" and begins <= campaign["starts_on"] <= ends:
            found.add(campaign["id"])
    return len(found)


def sums(kept: list[Kept]) -> tuple[int, int, int, int]:
    """In the register, verified, unfinished, long-standing."""
    verified = sum(1 for one in kept if one.row["state"] == "verified")
    return len(kept), verified, sum(one.is_open for one in kept), sum(one.is_aged for one in kept)


def lines(sheet: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()[1:]


def its_turn(rows: list[T], turn: int | None) -> list[T]:
    return rows if turn is None else rows[turn::TURNS]
