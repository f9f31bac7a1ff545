"""The tree changes while campaigns run: units are founded, merged, moved. Each open campaign is amended in the same act.

What was counted goes with the unit: a merged unit stands below its heir with what it had, one that leaves takes its figures
out of every sum. `UnitChange` keeps when, by which decision, and the figures at that moment, so that each sum is explained.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.actions import found_unit
from tusoi.foundation.directory.models import Level, Unit
from tusoi.foundation.directory.reorganising import merge_units, move_unit
from tusoi.foundation.journal.actions import record
from tusoi.foundation.tally import actions as tally
from tusoi.foundation.tally.figures import everything_at
from tusoi.foundation.tally.paths import WIDTH, within
from tusoi.foundation.tally.relocation import free_child, moved, relocate
from tusoi.process.campaigns import rules_units as rules
from tusoi.process.campaigns.copying import copy_subtree
from tusoi.process.campaigns.models import Campaign, CampaignUnit, UnitChange
from tusoi.process.campaigns.progress import receipts_of
from tusoi.process.campaigns.states import GUIDANCE, PREPARATION, Act, CampaignState, ChangeKind


@transaction.atomic
def found(
    parent: Unit,
    *,
    code: str,
    name: str,
    short_name: str,
    level: Level,
    is_base: bool,
    on: date,
    paper: str,
    by: Account | None,
    at: datetime,
) -> Unit:
    """Found a unit under another; it joins the open campaigns of that one."""
    rules.check_can_found(parent, on=on, paper=paper, by=by, at=at)
    unit = found_unit(
        code=code, name=name, short_name=short_name, level=level, parent=parent, is_base=is_base, since=on
    )
    for above in _copies_of(parent):
        _join(above, unit, on=on, paper=paper, by=by, at=at)
    return unit


@transaction.atomic
def merge(
    olds: Sequence[Unit], into: Unit, *, on: date, paper: str, by: Account | None, at: datetime
) -> list[UnitChange]:
    """Units end on a day; `into` inherits what they had. Returns what changed in the open campaigns."""
    rules.check_can_merge(olds, into, on=on, paper=paper, by=by, at=at)
    merge_units(olds, into, on=on, by=by, at=at)
    heirs = {copy.campaign_id: copy for copy in _copies_of(into)}
    changes = []
    for old in olds:
        for copy in _copies_of(old):
            heir = heirs.get(copy.campaign_id)
            changes.append(
                _end(copy, heir, on=on, paper=paper, by=by, at=at)
                if heir
                else _leave(copy, on=on, paper=paper, by=by, at=at)
            )
    return changes


@transaction.atomic
def move(unit: Unit, parent: Unit, *, on: date, paper: str, by: Account | None, at: datetime) -> list[UnitChange]:
    """A unit goes under another one, with all below it. Returns what changed in the open campaigns."""
    rules.check_can_move(unit, parent, on=on, paper=paper, by=by, at=at)
    move_unit(unit, parent, on=on, by=by, at=at)
    above = {copy.campaign_id: copy for copy in _copies_of(parent)}
    changes = []
    for copy in _copies_of(unit):
        target = above.pop(copy.campaign_id, None)
        if target is None:
            changes.append(_leave(copy, on=on, paper=paper, by=by, at=at))
        else:
            change = _note(copy, ChangeKind.MOVED, after=target, on=on, paper=paper, by=by, at=at)
            _put(copy, target)
            changes.append(change)
    changes += [_join(target, unit, on=on, paper=paper, by=by, at=at) for target in above.values()]
    return changes


def _copies_of(unit: Unit) -> list[CampaignUnit]:
    """The unit in the campaigns that run, held until the act is done: one change of a tree at a time."""
    campaigns = Campaign.objects.filter(state=CampaignState.OPEN, units__unit=unit)
    held = list(Campaign.objects.select_for_update().filter(pk__in=campaigns.values("pk")).order_by("pk"))
    return list(
        CampaignUnit.objects.active().filter(unit=unit, campaign__in=held).select_related("campaign").order_by("pk")
    )


def _note(
    copy: CampaignUnit,
    kind: ChangeKind,
    *,
    after: CampaignUnit | None,
    on: date,
    paper: str,
    by: Account | None,
    at: datetime,
) -> UnitChange:
    """Keep what changes, with the figures as they are now."""
    change = UnitChange.objects.create(
        campaign_id=copy.campaign_id,
        campaign_unit=copy,
        kind=kind,
        before=None if kind == ChangeKind.JOINED else copy.parent,
        after=after,
        on=on,
        paper=paper.strip(),
        figures={
            measure: [figure.done, figure.total]
            for measure, figure in everything_at(copy.campaign_id, copy.path, on=at.date()).items()
        },
        by=by,
        at=at,
    )
    record(Act.UNIT_CHANGED, change, by=by, at=at, scope=copy.campaign_id, kind=str(kind), on=on.isoformat())
    return change


def _put(copy: CampaignUnit, target: CampaignUnit | None) -> None:
    """Give a unit of a campaign, with all below it and every figure, its place under `target` (None: outside the sums)."""
    copy.refresh_from_db()
    campaign, old = copy.campaign_id, copy.path
    if target is not None:
        target.refresh_from_db()
    parent = target.path if target else ""
    taken = CampaignUnit.objects.filter(campaign=campaign, parent=target).values_list("path", flat=True)
    new = free_child(campaign, parent, taken)
    relocate(campaign, old, new)
    CampaignUnit.objects.filter(within(old), campaign=campaign).update(
        path=moved("path", old, new), depth=F("depth") + (len(new) - len(old)) // WIDTH
    )
    CampaignUnit.objects.filter(pk=copy.pk).update(parent=target)
    copy.refresh_from_db()


def _join(above: CampaignUnit, unit: Unit, *, on: date, paper: str, by: Account | None, at: datetime) -> UnitChange:
    """A unit comes into a campaign, with all below it: its base organisations are to prepare from now on."""
    rules.check_is_new(above.campaign, unit)
    copies = copy_subtree(above.campaign, unit, above=above, on=at.date(), joined_on=on)
    rows = [tally.Raw(copy.path, PREPARATION, 0, 1) for copy in copies if copy.is_base]
    for receipts in receipts_of(above.campaign):
        due_on = receipts.document.acknowledge_by or tally.FOREVER
        rows += [tally.Raw(copy.path, GUIDANCE, 0, 1, due_on) for copy in copies if copy.pk in receipts.waiting]
    tally.add_all(above.campaign_id, rows)
    return _note(copies[0], ChangeKind.JOINED, after=above, on=on, paper=paper, by=by, at=at)


def _end(
    copy: CampaignUnit, heir: CampaignUnit, *, on: date, paper: str, by: Account | None, at: datetime
) -> UnitChange:
    """A unit merges into another: the units below it go to the heir, and it stays below the heir with what it had itself."""
    change = _note(copy, ChangeKind.MERGED, after=heir, on=on, paper=paper, by=by, at=at)
    for child in CampaignUnit.objects.active().filter(parent=copy).order_by("sort_key"):
        _put(child, heir)
    _ask_no_more([copy])
    _put(copy, heir)
    CampaignUnit.objects.filter(pk=copy.pk).update(ended_on=on, heir=heir)
    return change


def _leave(copy: CampaignUnit, *, on: date, paper: str, by: Account | None, at: datetime) -> UnitChange:
    """A unit goes out of the campaign's tree, with all below it: its figures leave every sum and stay readable."""
    change = _note(copy, ChangeKind.LEFT, after=None, on=on, paper=paper, by=by, at=at)
    leaving = list(CampaignUnit.objects.active().within(copy))
    _ask_no_more(leaving)
    _put(copy, None)
    CampaignUnit.objects.filter(pk__in=[unit.pk for unit in leaving]).update(ended_on=on)
    return change


def _ask_no_more(units: Iterable[CampaignUnit]) -> None:
    """What ended units have not acknowledged or prepared is not asked of them any more. Called before they have ended."""
    by_key = {unit.pk: unit for unit in units}
    for campaign in Campaign.objects.filter(units__in=by_key).distinct():
        met = set(campaign.units.filter(pk__in=by_key, preparations__isnull=False).values_list("pk", flat=True))
        rows = [
            tally.Raw(unit.path, PREPARATION, 0, -1) for unit in by_key.values() if unit.is_base and unit.pk not in met
        ]
        for receipts in receipts_of(campaign):
            due_on = receipts.document.acknowledge_by or tally.FOREVER
            rows += [tally.Raw(by_key[pk].path, GUIDANCE, 0, -1, due_on) for pk in receipts.waiting if pk in by_key]
        tally.add_all(campaign.pk, rows)
