"""Comparable groups, how their ratings spread, and the quotas over them. Notices only: nothing here caps or ranks anybody."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tusoi.foundation.directory.models import SeatRank
from tusoi.foundation.rulebook.rating import NOT_YET, Quota, Rating
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.reviews.models import OutstandingGrounds, RatingEntry
from tusoi.process.reviews.quota import Share, Standing, share_of
from tusoi.process.reviews.rules_rating import rated_of, scheme_of
from tusoi.process.reviews.states_rating import Stage

Grouping = tuple[str, bool]  # compared, head_apart


@dataclass
class Group:
    """Subjects that are compared with each other. path: of the unit under which they are."""

    key: str
    kind: str
    name: str
    path: str
    quotas: Sequence[Quota]
    subjects: list[Subject] = field(default_factory=list)
    decided: Counter[str] = field(default_factory=Counter)
    as_proposed: Counter[str] = field(default_factory=Counter)
    grounds: OutstandingGrounds | None = None

    @property
    def done(self) -> int:
        return sum(self.decided.values())


@dataclass(frozen=True)
class QuotaNotice:
    """standing: within, or how it is not."""

    quota: Quota
    share: Share
    text: str

    @property
    def is_quiet(self) -> bool:
        return self.share.standing in (Standing.WITHIN, Standing.WITH_GROUNDS)


Levels = dict[tuple[int, str, str], RatingEntry]


def standing_entries(campaign: Campaign, subjects: Iterable[int] | None = None) -> Levels:
    """What stands now, by subject, kind and stage."""
    rows = RatingEntry.objects.filter(subject__campaign=campaign)
    if subjects is not None:
        rows = rows.filter(subject__in=list(subjects))
    return {(row.subject_id, row.kind, row.stage): row for row in rows.order_by("number")}


def groups_of(campaign: Campaign) -> list[Group]:
    """Every group of the campaign with at least one subject, in the order in which the procedure rates."""
    rating, entries = scheme_of(campaign), standing_entries(campaign)
    groupings: dict[Grouping, list[Quota]] = {}
    for quota in rating.quotas:
        groupings.setdefault((quota.compared, quota.head_apart), []).append(quota)
    related = ("campaign_unit__unit", "campaign_unit__parent__unit", "tier", "decided_by__unit")
    subjects = rated_of(campaign, campaign.subjects.select_related(*related).order_by("-tier__order", "order"))
    found: dict[str, Group] = {}
    for subject in subjects:
        for kind, name in rating.kinds_of(is_collective=subject.is_collective).items():
            for grouping, quotas in (groupings or {("position", False): []}).items():
                group = _group_for(subject, kind, name, grouping=grouping, quotas=quotas, found=found)
                _count(group, subject, entries)
    stated = {row.group: row for row in OutstandingGrounds.objects.filter(campaign=campaign)}
    for group in found.values():
        group.grounds = stated.get(group.key)
    return list(found.values())


def _group_for(
    subject: Subject, kind: str, name: str, *, grouping: Grouping, quotas: Sequence[Quota], found: dict[str, Group]
) -> Group:
    compared, head_apart = grouping
    rank = "" if subject.is_collective else subject.rank or SeatRank.MEMBER
    by_body = compared == "body" and not subject.is_collective and not (head_apart and rank == SeatRank.HEAD)
    if by_body:
        place, path, who = subject.decided_by_id, subject.decided_by.unit.path, subject.decided_by.name
        rank = ""
    else:
        above = subject.campaign_unit.parent or subject.campaign_unit
        place, path, who = above.pk, above.unit.path, above.name
    key = f"{kind}:{compared}:{int(head_apart)}:{int(by_body)}:{place}:{subject.tier.code}:{rank}"
    if key not in found:
        words = [name, _rank_in_words(rank), subject.tier.name, who]
        found[key] = Group(key, kind, " · ".join(word for word in words if word), path, quotas)
    return found[key]


def _rank_in_words(rank: str) -> str:
    words: dict[str, str] = {
        SeatRank.HEAD: _("người đứng đầu"),
        SeatRank.DEPUTY: _("cấp phó"),
        SeatRank.MEMBER: _("thành viên"),
    }
    return words.get(rank, "")


def _count(group: Group, subject: Subject, entries: Levels) -> None:
    group.subjects.append(subject)
    decided = entries.get((subject.pk, group.kind, Stage.DECISION))
    proposed = entries.get((subject.pk, group.kind, Stage.PROPOSAL))
    if decided:
        group.decided[decided.level] += 1
    if either := decided or proposed:
        group.as_proposed[either.level] += 1


def notices_of(group: Group, rating: Rating, counts: Counter[str]) -> list[QuotaNotice]:
    """Each quota over these counts, in words, once somebody is at its level; on both bases where the procedure has both."""
    return [_notice(quota, group, rating, counts) for quota in group.quotas if counts[quota.level]]


def _notice(quota: Quota, group: Group, rating: Rating, counts: Counter[str]) -> QuotaNotice:
    share = share_of(
        counts,
        level=quota.level,
        base=quota.base,
        percent=quota.percent,
        most_percent=quota.most_percent,
        rounding=quota.rounding,
        has_grounds=group.grounds is not None,
    )
    said = {
        "rated": share.rated,
        "level": rating.level_name(quota.level),
        "base": ", ".join(rating.level_name(code) for code in quota.base),
        "of": share.base,
        "percent": quota.percent,
        "allowed": share.allowed,
        "most": quota.most_percent or quota.percent,
        "at_most": share.at_most,
    }
    text = {
        Standing.WITHIN: _("%(rated)d “%(level)s”; %(percent)d %% của %(of)d “%(base)s” là %(allowed)d: trong tỷ lệ."),
        Standing.WITH_GROUNDS: _(
            "%(rated)d “%(level)s”; %(percent)d %% của %(of)d “%(base)s” là %(allowed)d; đã nêu căn cứ cho %(most)d %%: %(at_most)d."
        ),
        Standing.NEEDS_GROUNDS: _(
            "%(rated)d “%(level)s”; %(percent)d %% của %(of)d “%(base)s” là %(allowed)d. Đến %(most)d %% (%(at_most)d) phải nêu căn cứ."
        ),
        Standing.OVER: _(
            "%(rated)d “%(level)s”, nhiều hơn %(at_most)d (%(most)d %% của %(of)d “%(base)s”). Nơi quyết định xem lại."
        ),
    }[share.standing] % said
    return QuotaNotice(quota, share, text)


def head_above_collective(campaign: Campaign, rating: Rating, subject: Subject, kind: str, entries: Levels) -> str:
    """A sentence where a head stands higher than the own collective; "" otherwise. Both at the latest stage each has."""
    if subject.is_collective or subject.rank != SeatRank.HEAD:
        return ""
    own = _latest(entries, subject.pk, kind)
    units = Subject.objects.collectives().filter(
        campaign=campaign, campaign_unit=subject.campaign_unit_id, decided_by=subject.decided_by_id
    )
    for unit in units:
        for unit_kind in rating.kinds_of(is_collective=True):
            theirs = _latest(entries, unit.pk, unit_kind)
            if _is_higher(rating, own, theirs):
                said = {"own": rating.level_name(own), "unit": unit.name, "theirs": rating.level_name(theirs)}
                return _("Người đứng đầu ở mức “%(own)s”, cao hơn %(unit)s (“%(theirs)s”).") % said
    return ""


def _latest(entries: Levels, subject: int, kind: str) -> str:
    row = entries.get((subject, kind, Stage.DECISION)) or entries.get((subject, kind, Stage.PROPOSAL))
    return row.level if row else NOT_YET


def _is_higher(rating: Rating, one: str, other: str) -> bool:
    here, there = rating.place_of(one), rating.place_of(other)
    return here is not None and there is not None and here < there
