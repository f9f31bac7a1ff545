"""What the pages of ratings show, to whom: the list, one subject, the spread by group."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.rulebook.procedure import GateMode, Order
from tusoi.foundation.rulebook.rating import NOT_YET, Rating, RatingLevel
from tusoi.foundation.tally.figures import Figure
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.campaigns.rules import gate_of, is_overridden, override_url
from tusoi.process.issues.models import own_subjects
from tusoi.process.issues.rules import is_own_file
from tusoi.process.reports.models import ReportSection
from tusoi.process.reports.states import ReportState
from tusoi.process.reviews import rules_rating
from tusoi.process.reviews.forms_rating import GroundsForm, LevelForm
from tusoi.process.reviews.groups_rating import (
    Group,
    QuotaNotice,
    groups_of,
    head_above_collective,
    notices_of,
    standing_entries,
)
from tusoi.process.reviews.models import RatingEntry
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.states_rating import Stage

PER_PAGE = 40
SELF_SECTION = "self-rating"  # the key by which an outline names the section of the own proposal
STAGES = (Stage.SELF, Stage.PROPOSAL, Stage.DECISION)


# -- the list


@dataclass(frozen=True)
class KindRow:
    """One thing rated of a subject: its level at each stage, "" where there is none or it is not for this reader."""

    name: str
    self_level: str
    proposal: str
    decision: str


@dataclass(frozen=True)
class SubjectRow:
    subject: Subject
    url: str
    kinds: list[KindRow]


@dataclass(frozen=True)
class UnitRow:
    name: str
    figure: Figure


@dataclass(frozen=True)
class IndexPage:
    order: Order | None
    rating: Rating
    own: list[SubjectRow]
    rows: list[SubjectRow]
    page: "Page[Subject]"
    units: list[UnitRow]
    can_compare: bool


def index_of(campaign: Campaign, *, account: Account, at: datetime, number: str | None) -> IndexPage:
    """One's own; of others who has been rated as a figure by unit; and by role the levels, in the order of rating."""
    on, rating = local_day(at), rules_rating.scheme_of(campaign)
    role = reachable(account, Permission.SEE_ISSUES, on=on, field="campaign_unit__unit__path")
    mine = Q(pk__in=own_subjects(account.person_id, on).values("pk"))
    subjects = campaign.subjects.select_related("campaign_unit__unit", "tier")
    order = campaign.rules.order.rating
    by = "-tier__order" if order is None or order.direction == "bottom-up" else "tier__order"
    seen = subjects.filter(role).exclude(mine).order_by(by, "campaign_unit__sort_key", "order")
    page = Paginator(seen, PER_PAGE).get_page(number)
    own = rules_rating.rated_of(campaign, subjects.filter(mine))
    entries = _visible_entries(campaign, account, at, [s.pk for s in (*own, *page)])
    return IndexPage(
        order=order,
        rating=rating,
        own=[_row(subject, rating, entries) for subject in own],
        rows=[_row(subject, rating, entries) for subject in rules_rating.rated_of(campaign, page)],
        page=page,
        units=_unit_rows(campaign, account, at),
        can_compare=bool(seen_groups(campaign, account=account, at=at)),
    )


def _visible_entries(
    campaign: Campaign, account: Account, at: datetime, subjects: list[int]
) -> dict[tuple[int, str, str], RatingEntry]:
    rows = RatingEntry.objects.visible_to(account, local_day(at)).filter(
        subject__campaign=campaign, subject__in=subjects
    )
    return {(row.subject_id, row.kind, row.stage): row for row in rows.order_by("number")}


def _row(subject: Subject, rating: Rating, entries: dict[tuple[int, str, str], RatingEntry]) -> SubjectRow:
    def level(kind: str, stage: Stage) -> str:
        row = entries.get((subject.pk, kind, stage))
        return rating.level_name(row.level) if row else ""

    kinds = [
        KindRow(name, *(level(kind, stage) for stage in STAGES))
        for kind, name in rating.kinds_of(is_collective=subject.is_collective).items()
    ]
    return SubjectRow(subject, rating_url(subject), kinds)


def rating_url(subject: Subject) -> str:
    return reverse("reviews:rating", kwargs={"campaign": subject.campaign.code, "subject": subject.code})


def _unit_rows(campaign: Campaign, account: Account, at: datetime) -> list[UnitRow]:
    """How many of a unit's subjects have a decision on everything that is rated: that it was concluded, not how."""
    rating = rules_rating.scheme_of(campaign)
    units = CampaignUnit.objects.visible_to(account, local_day(at)).filter(campaign=campaign)
    needed = {True: len(rating.kinds_of(is_collective=True)), False: len(rating.kinds_of(is_collective=False))}
    decided: dict[int, set[str]] = {}
    for pk, kind in RatingEntry.objects.decided().filter(subject__campaign=campaign).values_list("subject", "kind"):
        decided.setdefault(pk, set()).add(kind)
    sums: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    rows = Subject.objects.filter(campaign_unit__in=units).select_related("campaign_unit")
    for subject in rules_rating.rated_of(campaign, rows.order_by("campaign_unit__path")):
        pair = sums.setdefault(subject.campaign_unit_id, [0, 0])
        pair[0] += len(decided.get(subject.pk, set())) >= needed[subject.is_collective]
        pair[1] += 1
        names[subject.campaign_unit_id] = subject.campaign_unit.name
    return [UnitRow(names[pk], Figure(done, total, 0)) for pk, (done, total) in sums.items()]


# -- one subject


@dataclass(frozen=True)
class StageBlock:
    """What stands at a stage, what it replaced, and the form for those who may state it."""

    stage: Stage
    label: str
    entry: RatingEntry | None
    level: str
    earlier: list[tuple[RatingEntry, str]]
    can_state: Answer
    form: LevelForm | None
    url: str


@dataclass(frozen=True)
class GateLine:
    label: str
    state: str
    reason: str
    clause: str
    url: str


@dataclass(frozen=True)
class KindBlock:
    kind: str
    name: str
    stages: list[StageBlock]
    notices: list[QuotaNotice]
    above_collective: str


@dataclass(frozen=True)
class RatingPage:
    subject: Subject
    kinds: list[KindBlock]
    levels: tuple[RatingLevel, ...]
    gates: list[GateLine]
    can_decide: Answer
    from_report: str
    heading: str


def rating_page(
    subject: Subject, *, account: Account, at: datetime, wrong: tuple[str, LevelForm] | None = None
) -> RatingPage:
    """wrong: kind and stage joined by a hyphen, and the form that was refused."""
    campaign, on = subject.campaign, local_day(at)
    rating = rules_rating.scheme_of(campaign)
    seen = list(RatingEntry.objects.visible_to(account, on).filter(subject=subject).order_by("number"))
    decides = ask(rules_rating.check_can_state, subject, Stage.DECISION, by=account, at=at)
    groups = groups_of(campaign) if decides else []
    entries = standing_entries(campaign) if decides else {}
    mine = set(own_subjects(account.person_id, on).values_list("pk", flat=True)) if decides else set()
    heading, text = _from_report(subject)
    return RatingPage(
        subject=subject,
        kinds=[
            KindBlock(
                kind=kind,
                name=name,
                stages=[
                    _stage(subject, kind, stage, rating=rating, seen=seen, account=account, at=at, wrong=wrong)
                    for stage in STAGES
                ],
                notices=_notices_for(subject, kind, rating, groups, mine),
                above_collective=head_above_collective(campaign, rating, subject, kind, entries) if decides else "",
            )
            for kind, name in rating.kinds_of(is_collective=subject.is_collective).items()
        ],
        levels=rating.levels,
        gates=_gate_lines(subject, account, at) if decides else [],
        can_decide=ask(rules_rating.check_can_decide, subject),
        from_report=text,
        heading=heading,
    )


def _stage(
    subject: Subject,
    kind: str,
    stage: Stage,
    *,
    rating: Rating,
    seen: list[RatingEntry],
    account: Account,
    at: datetime,
    wrong: tuple[str, LevelForm] | None,
) -> StageBlock:
    rows = [row for row in seen if row.kind == kind and row.stage == stage]
    can_state = ask(rules_rating.check_can_state, subject, stage, by=account, at=at)
    decided = any(row.kind == kind and row.stage == Stage.DECISION for row in seen)
    form: LevelForm | None = None
    if wrong and wrong[0] == f"{kind}-{stage}":
        form = wrong[1]
    elif can_state and not (stage == Stage.SELF and decided):
        form = level_form(subject, kind, stage, rating)
    names = {"campaign": subject.campaign.code, "subject": subject.code, "kind": kind, "stage": stage.value}
    return StageBlock(
        stage=stage,
        label=capfirst(str(stage.label)),
        entry=rows[-1] if rows else None,
        level=rating.level_name(rows[-1].level) if rows else "",
        earlier=[(row, rating.level_name(row.level)) for row in rows[:-1]],
        can_state=can_state,
        form=form,
        url=reverse("reviews:rate", kwargs=names),
    )


def level_form(subject: Subject, kind: str, stage: Stage, rating: Rating, data: object = None) -> LevelForm:
    """The form of one stage; it asks for the reason where a level was stated before."""
    again = RatingEntry.objects.filter(subject=subject, kind=kind, stage=stage).exists()
    body = rating.decided_by if stage == Stage.DECISION else _("Ban Tổ chức")
    return LevelForm(data, rating=rating, stage=stage, again=again, body=body, prefix=f"{kind}-{stage}")


def _notices_for(subject: Subject, kind: str, rating: Rating, groups: list[Group], mine: set[int]) -> list[QuotaNotice]:
    """The quotas of the subject's own groups, as they would be if every proposal that is not decided yet were followed.

    In a group where one stands oneself only what is decided counts: else it would tell what is proposed about oneself.
    """
    return [
        notice
        for group in groups
        if group.kind == kind and subject in group.subjects
        for notice in notices_of(
            group, rating, group.decided if any(one.pk in mine for one in group.subjects) else group.as_proposed
        )
    ]


def _gate_lines(subject: Subject, account: Account, at: datetime) -> list[GateLine]:
    lines = []
    for gate, ok, reason in rules_rating.order_facts(subject):
        rule = gate_of(subject.campaign, gate)
        if ok or rule.mode == GateMode.OFF:
            continue
        label = capfirst(str(gate.label))
        if is_overridden(gate, subject):
            lines.append(
                GateLine(
                    label, "soon", _("%(reason)s; đã cho phép vượt, có lý do") % {"reason": reason}, rule.cited, ""
                )
            )
            continue
        opens = may(account, Permission.OVERRIDE_GATE, subject.campaign_unit.unit.path, on=local_day(at))
        opens = opens and not is_own_file(subject, account.person_id, local_day(at))
        url = override_url(subject.campaign, gate, subject) if opens and rule.mode == GateMode.BLOCK else ""
        lines.append(GateLine(label, "late" if rule.mode == GateMode.BLOCK else "soon", reason, rule.cited, url))
    return lines


def _from_report(subject: Subject) -> tuple[str, str]:
    """What the report says of the own level, once it is handed in: its heading and its words."""
    outline = subject.campaign.rules.outlines
    sections = (outline.collective if subject.is_collective else outline.individual).sections
    heading = next((section.heading for section in sections if section.key == SELF_SECTION), "")
    handed_in = (ReportState.SUBMITTED, ReportState.ACCEPTED)
    found = ReportSection.objects.filter(report__subject=subject, report__state__in=handed_in, key=SELF_SECTION)
    return heading, found.values_list("text", flat=True).first() or ""


# -- the spread by group


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
