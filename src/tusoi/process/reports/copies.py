"""Whether a report is nearly the same as another subject's: found by a few kept keys, decided by the texts themselves.

Nobody hears which report it is, who wrote it or what stands in it; one's own of earlier campaigns is no other report.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from tusoi.foundation.likeness.containment import Background
from tusoi.foundation.likeness.shingles import keys_of, neighbours, words
from tusoi.process.campaigns.models import Subject
from tusoi.process.reports.models import Report, ReportKey, ReportVersion

FEWEST_WORDS = 40  # a shorter text says nothing of its own that could be copied
COMMON = 300  # a key that so many reports have is a stock phrase
SHARED = 2
COMPARED = 5  # other reports, those with the rarest keys in common
SAMPLE = 40  # reports that tell what everybody writes


def own_text(content: dict[str, Any]) -> str:
    """What the author wrote: the sections and the table, without headings and answers."""
    cells = [" ".join(row.values()) for row in content.get("remediation", [])]
    return "\n".join([*(part["text"] for part in content["sections"]), *cells])


def remember(report: Report, content: dict[str, Any]) -> None:
    """Keep the keys of what was handed in now, in place of those of an earlier version."""
    report.keys.all().delete()
    text = own_text(content)
    if len(words(text)) >= FEWEST_WORDS:
        ReportKey.objects.bulk_create([ReportKey(report=report, key=int(key)) for key in keys_of(text)])


def is_copy(subject: Subject, text: str) -> bool:
    """Whether it is nearly the same as what another subject handed in, in this campaign or before."""
    if len(words(text)) < FEWEST_WORDS:
        return False
    same = {"collective": subject.collective_id} if subject.is_collective else {"person": subject.person_id}
    own = Report.objects.filter(**{f"subject__{name}": value for name, value in same.items()})
    alike = _sharing([int(key) for key in keys_of(text)], own)
    if not alike:
        return False
    others = Report.objects.filter(campaign=subject.campaign_id).exclude(pk__in=alike).exclude(pk__in=own.values("pk"))
    sample = others.filter(versions__isnull=False).order_by("-pk").values_list("pk", flat=True).distinct()[:SAMPLE]
    texts = _texts([*alike, *sample])
    background = Background.of(neighbours(texts[pk]) for pk in texts if pk not in alike)
    mine = background.weigh(neighbours(text))
    theirs = (background.weigh(neighbours(texts[pk])) for pk in alike)
    return any(background.likeness(mine, other).is_near_copy for other in theirs)


def _sharing(keys: list[int], own: "QuerySet[Report]") -> list[int]:
    """Other reports that share keys that are no stock phrases, those with the rarest first.

    A shared outline gives any two reports more keys in common than two changed copies of one text have; but many have them.
    """
    kept = ReportKey.objects.filter(key__in=keys).exclude(report__in=own.values("pk"))
    having = kept.values("key").annotate(many=Count("pk")).filter(many__lte=COMMON)
    many = dict(having.values_list("key", "many"))
    shared: dict[int, list[int]] = defaultdict(list)
    for report, key in kept.filter(key__in=list(many)).values_list("report", "key"):
        shared[report].append(many[key])
    rarity = {report: sum(1 / others for others in each) for report, each in shared.items() if len(each) >= SHARED}
    return sorted(rarity, key=lambda report: (-rarity[report], report))[:COMPARED]


def _texts(reports: Iterable[int]) -> dict[int, str]:
    """Of each report what was handed in last."""
    versions = ReportVersion.objects.filter(report__in=list(reports)).order_by("number")
    return {report: own_text(content) for report, content in versions.values_list("report", "content")}
