"""The whole table of who sees what, step by step, for the manual and for docs/who-sees-what.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tusoi.process.campaigns.sight import Sight, Standing
from tusoi.process.issues.sight import SIGHTS as ISSUES
from tusoi.process.reports.sight import SIGHTS as REPORTS
from tusoi.process.reviews.sight import SIGHTS as REVIEWS

SIGHTS: list[Sight] = [*ISSUES, *REPORTS, *REVIEWS]


@dataclass(frozen=True)
class StageRow:
    """Stages that follow each other and are seen by the same people, in one row. who is empty: nobody."""

    stages: list[str]
    who: list[str]


@dataclass(frozen=True)
class SightTable:
    code: str
    name: str
    rows: list[StageRow]


def tables() -> list[SightTable]:
    return [SightTable(sight.code, str(sight.name), list(_rows(sight))) for sight in SIGHTS]


def _rows(sight: Sight) -> Iterator[StageRow]:
    gathered: list[tuple[list[str], frozenset[Standing]]] = []
    for stage in sight.stages:
        who = sight.to[str(stage)]
        if gathered and gathered[-1][1] == who:
            gathered[-1][0].append(str(stage.label))
        else:
            gathered.append(([str(stage.label)], who))
    for stages, who in gathered:
        yield StageRow(
            [capfirst(label) for label in stages],
            [str(standing.label) for standing in Standing if standing in who] or [_("Không ai")],
        )
