"""How the levels spread in each comparable group: for those who may read the rating of everybody in it. Never a ranking."""

from dataclasses import dataclass
from datetime import datetime

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import ask
from tusoi.foundation.rulebook.rating import NOT_YET
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.issues.models import own_subjects
from tusoi.process.reviews import rules_rating
from tusoi.process.reviews.forms_rating import GroundsForm
from tusoi.process.reviews.groups_rating import (
    Group,
    QuotaNotice,
    groups_of,
    notices_of,
)
from tusoi.process.reviews.rules import local_day


@dataclass(frozen=True)
class SpreadRow:
    name: str
    decided: int
    as_proposed: int


@dataclass(frozen=True)
class GroupBlock:
    group: Group
    rows: list[SpreadRow]
    total: int
    done: int
    notices: list[QuotaNotice]
    proposed: list[QuotaNotice]
    shows_proposals: bool
    form: GroundsForm | None


@dataclass(frozen=True)
class SpreadPage:
    """groups: those with a level; empty: those with none yet."""

    groups: list[GroupBlock]
    empty: list[Group]


def seen_groups(campaign: Campaign, *, account: Account, at: datetime) -> list[Group]:
    """Groups of which the account may read every subject's rating by role: else a small group would tell it."""
    on = local_day(at)
    readable: dict[str, bool] = {}
    paths = dict(campaign.units.values_list("pk", "unit__path"))

    def reads(subject: Subject) -> bool:
        path = paths[subject.campaign_unit_id]
        if path not in readable:
            readable[path] = may(account, Permission.SEE_ISSUES, path, on=on)
        return readable[path]

    return [group for group in groups_of(campaign) if all(reads(subject) for subject in group.subjects)]


def spread_page(campaign: Campaign, *, account: Account, at: datetime, wrong: GroundsForm | None = None) -> SpreadPage:
    rating, on = rules_rating.scheme_of(campaign), local_day(at)
    mine = set(own_subjects(account.person_id, on).values_list("pk", flat=True))
    blocks, empty = [], []
    for number, group in enumerate(seen_groups(campaign, account=account, at=at), start=1):
        shows = not any(subject.pk in mine for subject in group.subjects)
        if not group.done and not (shows and group.as_proposed):
            empty.append(group)
            continue
        levels = [*((level.code, level.name) for level in rating.levels), (NOT_YET, rating.level_name(NOT_YET))]
        rows = [SpreadRow(name, group.decided[code], group.as_proposed[code]) for code, name in levels]
        proposed = notices_of(group, rating, group.as_proposed) if shows and group.as_proposed != group.decided else []
        blocks.append(
            GroupBlock(
                group=group,
                rows=rows,
                total=len(group.subjects),
                done=group.done,
                notices=notices_of(group, rating, group.decided) if group.done else [],
                proposed=proposed,
                shows_proposals=shows,
                form=_grounds_form(campaign, group, number, account=account, at=at, wrong=wrong),
            )
        )
    return SpreadPage(blocks, empty)


def _grounds_form(
    campaign: Campaign, group: Group, number: int, *, account: Account, at: datetime, wrong: GroundsForm | None
) -> GroundsForm | None:
    """For those who may state grounds, where a quota has a higher share and none were stated."""
    if group.grounds or not any(quota.most_percent for quota in group.quotas):
        return None
    if not ask(rules_rating.check_can_state_grounds, campaign, group.path, by=account, at=at):
        return None
    if wrong is not None and wrong.data.get("group") == group.key:
        return wrong
    return GroundsForm(initial={"group": group.key}, auto_id=f"nhom-{number}-%s")
