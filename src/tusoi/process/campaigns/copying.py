"""A campaign's own copy of the tree, so that old campaigns read as they were."""

from datetime import date

from tusoi.foundation.directory.models import Unit
from tusoi.foundation.tally.paths import step
from tusoi.foundation.tally.relocation import free_child
from tusoi.process.campaigns.models import Campaign, CampaignUnit

BATCH = 500


def copy_subtree(
    campaign: Campaign,
    top: Unit,
    *,
    above: CampaignUnit | None,
    on: date,
    joined_on: date | None = None,
) -> list[CampaignUnit]:
    """Copy a unit and all below it that exist that day, level by level, under `above` (None: as the campaign's own top).

    Returns the copies, the top first.
    """
    levels: dict[int, list[Unit]] = {}
    for unit in Unit.objects.within(top).existing(on).select_related("level").order_by("path"):
        levels.setdefault(unit.depth, []).append(unit)
    place, depth = _place(campaign, above)
    copies: dict[int, CampaignUnit] = {}
    for level in sorted(levels):
        rows = [
            CampaignUnit(
                campaign=campaign,
                unit=unit,
                parent=copies.get(unit.parent_id or 0, above),
                path=place + unit.path[len(top.path) :],
                depth=depth + unit.depth - top.depth,
                code=unit.code,
                name=unit.name,
                short_name=unit.short_name,
                level_code=unit.level.code,
                level_name=unit.level.name,
                is_base=unit.is_base,
                is_addressed=unit.is_base or depth + unit.depth - top.depth == 1,
                joined_on=joined_on,
                sort_key=unit.sort_key,
                shard_id=unit.shard_id,
            )
            for unit in levels[level]
            if unit == top or unit.parent_id in copies
        ]
        copies |= {row.unit_id: row for row in CampaignUnit.objects.bulk_create(rows, batch_size=BATCH)}
    return list(copies.values())


def _place(campaign: Campaign, above: CampaignUnit | None) -> tuple[str, int]:
    if above is None:
        return step(1), 0
    above.refresh_from_db()
    taken = CampaignUnit.objects.filter(campaign=campaign, parent=above).values_list("path", flat=True)
    return free_child(campaign.pk, above.path, taken), above.depth + 1
