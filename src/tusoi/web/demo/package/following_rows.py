"""The models of what a package that follows another says about the time in between and about what was left."""

from typing import Annotated, ClassVar

from tusoi.web.demo.package.fields import (
    Code,
    Day,
    EarlierStatus,
    MaybeDay,
    MaybeStatus,
    MaybeText,
    Ref,
    RollChange,
    Row,
    Text,
)
from tusoi.web.demo.package.rows import MaybeCollective, MaybeUnit, Person, Username


class ChangeRow(Row):
    """Somebody who moved to another unit, left, changed status or gave up a seat before this campaign opened.

    Who joined stands in people.csv, who took a seat in seats.csv.
    """

    key: ClassVar = ("person", "act", "collective", "on")
    person: Person
    act: RollChange
    on: Day
    unit: MaybeUnit
    collective: MaybeCollective
    status: MaybeStatus
    reason: MaybeText
    by: Username


class GoesOnRow(Row):
    """An issue of this campaign that goes on from a shortcoming of an earlier one: still there, or back again."""

    key: ClassVar = ("issue",)
    issue: Annotated[Code, Ref("issues.csv")]
    earlier: Code


class EarlierRow(Row):
    """What the subject's report says (section III) of a shortcoming that an earlier campaign left. `issue`: its code there."""

    key: ClassVar = ("issue",)
    issue: Code
    status: EarlierStatus
    text: Text
    on: Day
    by: Username


class FinishedRow(Row):
    """A commitment of an earlier package that is claimed or verified while this campaign runs.

    claimed_on is empty for one that was claimed before and waited for its supervisor.
    """

    key: ClassVar = ("commitment",)
    commitment: Code
    claimed_on: MaybeDay
    verified_on: MaybeDay
    verdict: MaybeText
    by: Username
