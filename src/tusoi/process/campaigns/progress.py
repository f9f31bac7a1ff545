"""How far the preparation is; and `Task`, the one form in which every step says what waits for somebody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tusoi.foundation.tally.actions import FOREVER, Raw
from tusoi.process.campaigns.models import Acknowledgement, Campaign
from tusoi.process.campaigns.states import GUIDANCE, PREPARATION

__all__ = ["GUIDANCE", "PREPARATION", "Task", "raw"]


@dataclass(frozen=True)
class Task:
    """Something that one account can do now.

    what: the deed ("Nộp báo cáo kiểm điểm"); about: for which unit or subject; due_on: until when; url: where;
    button: the verb on it; kind: a word to group by, "" for none.
    """

    what: str
    about: str
    due_on: date | None
    url: str
    button: str
    kind: str = ""


def raw(campaign: Campaign) -> Iterator[Raw]:
    """Guidance addressed and acknowledged, base organisations and whether they met, counted from the rows themselves."""
    units = list(campaign.units.all())
    acknowledged = set(
        Acknowledgement.objects.filter(document__campaign=campaign).values_list("document", "campaign_unit")
    )
    for document in campaign.guidance.filter(to_acknowledge=True):
        for unit in units:
            if unit.is_addressed:
                done = (document.pk, unit.pk) in acknowledged
                yield Raw(unit.path, GUIDANCE, int(done), 1, document.acknowledge_by or FOREVER)
    met = set(campaign.units.filter(preparations__isnull=False).values_list("pk", flat=True))
    for unit in units:
        if unit.is_base:
            yield Raw(unit.path, PREPARATION, int(unit.pk in met), 1)
