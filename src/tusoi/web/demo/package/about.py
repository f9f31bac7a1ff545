"""The two TOML files of a package: package.toml says what it is, round.toml describes the round of slips."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tusoi.web.demo.package.fields import Code, Codes, Day, Name, Ref, Text, tidy, wrong

FORMAT = 1


def _quorum(value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = Fraction(value.replace(" ", ""))
        except (ValueError, ZeroDivisionError):
            value = None
    if not isinstance(value, Fraction) or not 0 < value <= 1:
        raise wrong(_("Không đọc được tỷ lệ họp"), _("phân số như 2/3, không quá 1"))
    return value


Quorum = Annotated[Fraction, BeforeValidator(_quorum)]
Username = Annotated[Code, Ref("accounts.csv")]


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Calendar(Table):
    """Days of the acts that belong to the whole campaign."""

    planned: Day
    opened: Day
    coverage_as_of: Day
    closed: Day


class Actors(Table):
    """Accounts that act for the whole campaign."""

    officer: Username
    leader: Username


class Assumption(Table):
    """Something that the story behind the package does not say."""

    text: Text


class About(Table):
    """package.toml. `notice` is "" for real data; else every file begins with it and every page shows it."""

    format: Literal[1]
    code: Code
    title: Name
    notice: Annotated[str, BeforeValidator(tidy)] = ""
    procedure: Code
    unit: Annotated[Code, Ref("units.csv")]
    today: Day
    quorum: Quorum
    calendar: Calendar
    actors: Actors
    assumption: tuple[Assumption, ...] = ()

    @classmethod
    def unknown(cls) -> "About":
        """Stands in for a package.toml that cannot be read, so that the other files are still checked."""
        first, last = date.min, date.max
        return cls.model_construct(
            format=FORMAT,
            code="",
            title="",
            notice="",
            procedure="",
            unit="",
            today=last,
            quorum=Fraction(1, 10**6),
            calendar=Calendar.model_construct(planned=first, opened=first, coverage_as_of=last, closed=last),
            actors=Actors.model_construct(officer="", leader=""),
            assumption=(),
        )


class Round(Table):
    """round.toml: the round of slips. `threshold`: the smallest anonymous group whose slips are shown by themselves."""

    code: Code
    title: Name
    opens_on: Day
    closes_on: Day
    opened_on: Day
    triaged_on: Day
    announced_on: Day
    threshold: Annotated[int, Field(ge=2, le=50)]
    contact: Text
    subjects: Annotated[Codes, Ref("subjects.csv")]
    by: Username
