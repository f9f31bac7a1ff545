"""What a merge means for campaigns: none that runs may name both; in one that is over both stay as they stood."""

from collections import deque
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.merging import check_can_merge, references
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.states import CampaignState
from tusoi.web.roll.rules import check_can_keep

DEEP = 3  # a row of a meeting's agenda is three steps from its campaign


def way_to_campaign(model: type[models.Model]) -> str:
    """The lookup from a table to its campaign ("study_class__campaign"); '' where it belongs to none.

    The shortest over columns that are always filled; over others only where there is no such way.
    """
    return _shortest_way(model, over_empty=False) or _shortest_way(model, over_empty=True)


def _shortest_way(model: type[models.Model], *, over_empty: bool) -> str:
    waiting: deque[tuple[type[models.Model], str]] = deque([(model, "")])
    while waiting:
        here, way = waiting.popleft()
        for field in here._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or (field.null and not over_empty):
                continue
            target: Any = field.related_model
            step = f"{way}__{field.name}" if way else field.name
            if target is Campaign:
                return step
            if step.count("__") < DEEP - 1 and target._meta.app_label not in {"directory", "access"}:
                waiting.append((target, step))
    return ""


def campaigns_naming(person: Person) -> set[int]:
    """Campaigns in which any table names the person."""
    found: set[int] = set()
    for model, column in references():
        if way := way_to_campaign(model):
            found |= set(model._base_manager.filter(**{column: person}).values_list(way, flat=True))
    return found - {None}


def shared_campaigns(kept: Person, other: Person) -> list[Campaign]:
    return list(Campaign.objects.filter(pk__in=campaigns_naming(kept) & campaigns_naming(other)))


def check_can_merge_here(kept: Person, other: Person, *, by: Account, on: date) -> None:
    """The account keeps both; the rows can be one; no running campaign counts both."""
    for person in (kept, other):
        check_can_keep(person, by=by, on=on)
    check_can_merge(kept, other)
    running = [campaign for campaign in shared_campaigns(kept, other) if campaign.state != CampaignState.CLOSED]
    if running:
        raise Refused(
            _("Cả hai bản ghi cùng có tên trong “%(campaign)s”, đợt này chưa kết thúc")
            % {"campaign": running[0].title},
            way_out=_("Gộp sau khi đợt kết thúc; trước mắt cho bản ghi thừa ra khỏi danh sách, lý do “ghi trùng”"),
        )


def rows_to_leave(kept: Person, other: Person) -> dict[type[models.Model], Q]:
    """Rows of campaigns that are over and name both: what was counted then stays as it was counted."""
    over = [campaign.pk for campaign in shared_campaigns(kept, other)]
    ways = {model: way_to_campaign(model) for model, _column in references()}
    return {model: Q(**{f"{way}__in": over}) for model, way in ways.items() if way} if over else {}
