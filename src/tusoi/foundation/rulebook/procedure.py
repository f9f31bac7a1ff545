"""What a procedure file says, as typed and checked data. A careful officer can read and write the file itself."""

from enum import StrEnum
from typing import Literal

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, model_validator


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GateMode(StrEnum):
    BLOCK = "block"
    WARN = "warn"
    OFF = "off"


class Gate(Part):
    """A gate: what it does when its condition is not met, and where that is written."""

    mode: GateMode
    clause: str
    checked: bool = False

    @property
    def cited(self) -> str:
        """The clause only where its text was checked; else that the sample package assumes it (rule 15)."""
        return self.clause if self.checked else _("giả định của gói mẫu: %(clause)s") % {"clause": self.clause}


class Gates(Part):
    tier_order: Gate  # a lower tier's meeting waits for the higher tier's conclusion
    collective_before_individual: Gate
    head_before_others: Gate
    answers_before_submission: Gate
    answers_before_conclusion: Gate
    report_before_meeting: Gate
    quorum: Gate


class Theme(Part):
    code: str
    name: str


class TierRule(Part):
    """A tier of the review, top-down: 1 is reviewed first."""

    code: str
    name: str
    order: int = Field(ge=1)


class GroupRule(Part):
    """A group of contributors. attributed: its slips name the organisation; else they are anonymous."""

    code: str
    name: str
    attributed: bool
    note: str = ""


class Section(Part):
    """One heading of an outline. kind: text; earlier (shortcomings of earlier campaigns); issues (answers to what was put)."""

    key: str
    heading: str
    help: str = ""
    kind: Literal["text", "earlier", "issues"] = "text"
    theme: str = ""


class Outline(Part):
    title: str
    source: str
    sections: tuple[Section, ...] = Field(min_length=1)


class Outlines(Part):
    collective: Outline
    individual: Outline


class Counting(Part):
    """Opening a round of slips: how many keyholders there are at least, how many must come, and the smallest group shown."""

    team: int = Field(ge=2, default=2)
    needed: int = Field(ge=2, default=2)
    threshold: int = Field(ge=3, default=5)
    retention_days: int = Field(ge=1, default=90)
    paper_twice: bool = True  # two of the team type each paper slip, and the program compares


class Quorum(Part):
    """The share of a collective that must be present, as two whole numbers."""

    present: int = Field(ge=1)
    of: int = Field(ge=1)


class Reminders(Part):
    """Days before and after a date on which a reminder goes out, and after how many days it climbs."""

    before: tuple[int, ...] = (7, 3)
    after: tuple[int, ...] = (1, 7)
    climb_after: int = 14


class Procedure(Part):
    """A whole procedure file."""

    format: Literal[1]
    code: str
    title: str
    draft: bool
    source: str
    address: str  # how members are addressed: đồng chí
    help_contact: str  # whom to turn to when one is troubled for having commented
    themes: tuple[Theme, ...]
    tiers: tuple[TierRule, ...] = Field(min_length=1)
    groups: tuple[GroupRule, ...]
    gates: Gates
    outlines: Outlines
    counting: Counting
    quorum: Quorum
    reminders: Reminders

    @model_validator(mode="after")
    def _codes_are_unique(self) -> "Procedure":
        for name in ("themes", "tiers", "groups"):
            codes = [part.code for part in getattr(self, name)]
            if len(set(codes)) != len(codes):
                raise ValueError(_("mã bị trùng trong “%(name)s”") % {"name": name})
        return self

    def theme_name(self, code: str) -> str:
        return next((theme.name for theme in self.themes if theme.code == code), code)
