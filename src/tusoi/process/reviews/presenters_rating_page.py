"""One subject's rating: what stands at each stage, the gates before a decision, the notices for who decides."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.rulebook.procedure import GateMode
from tusoi.foundation.rulebook.rating import Rating, RatingLevel
from tusoi.process.campaigns.models import Subject
from tusoi.process.campaigns.rules import gate_of, is_overridden, override_url
from tusoi.process.issues.models import own_subjects
from tusoi.process.issues.rules import is_own_file
from tusoi.process.reports.models import ReportSection
from tusoi.process.reports.states import ReportState
from tusoi.process.reviews import rules_rating
from tusoi.process.reviews.forms_rating import LevelForm
from tusoi.process.reviews.groups_rating import (
    Group,
    QuotaNotice,
    groups_of,
    head_above_collective,
    notices_of,
    standing_entries,
)
from tusoi.process.reviews.models import RatingEntry
from tusoi.process.reviews.presenters_rating import STAGES
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.states_rating import Stage

SELF_SECTION = "self-rating"  # the key by which an outline names the section of the own proposal


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
