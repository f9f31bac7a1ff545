"""The two TOML files of a package: package.toml says what it is, round.toml describes the round of slips."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tusoi.web.demo.package.fields import Code, Codes, Day, Ref, Text, Title, tidy

FORMAT = 1


Username = Annotated[Code, Ref("accounts.csv")]


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


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


class Follows(Table):
    """The package before this one, whose units, people and accounts go on here; and how its campaign was closed."""

    package: Code
    closed_on: Day
    note: Text
    by: Username


class Assumption(Table):
    """Something that the story behind the package does not say."""

    text: Text


class About(Table):
    """package.toml. `notice` is "" for real data; else every file begins with it and every page shows it."""

    format: Literal[1]
    code: Code
    title: Title
    notice: Annotated[str, BeforeValidator(tidy)] = ""
    procedure: Code
    unit: Annotated[Code, Ref("units.csv")]
    today: Day
    calendar: Calendar
    actors: Actors
    follows: Follows | None = None
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
            calendar=Calendar.model_construct(planned=first, opened=first, coverage_as_of=last, closed=last),
            actors=Actors.model_construct(officer="", leader=""),
            follows=None,
            assumption=(),
        )


class Round(Table):
    """round.toml: the round of slips. `threshold`: the smallest anonymous group whose slips are shown by themselves."""

    code: Code
    title: Title
    opens_on: Day
    closes_on: Day
    opened_on: Day
    triaged_on: Day
    announced_on: Day
    threshold: Annotated[int, Field(ge=3, le=50)]
    subjects: Annotated[Codes, Ref("subjects.csv")]
    by: Username
