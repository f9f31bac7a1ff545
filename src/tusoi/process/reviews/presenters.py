"""What the pages around a meeting show, ready to print."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Collective, CollectiveKind, Person, Seat, in_force
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.rulebook.procedure import GateMode
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.tally.paths import ancestors
from tusoi.foundation.ui.frame import url_if_any
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject, SubjectQuerySet, TierWindow
from tusoi.process.campaigns.progress import figures_only
from tusoi.process.campaigns.rules import gate_of, is_overridden, override_url
from tusoi.process.campaigns.states import REVIEWS, GateName
from tusoi.process.feedback.models import Round
from tusoi.process.reviews import gates, rules, rules_later
from tusoi.process.reviews.actions import seats_on
from tusoi.process.reviews.back import told_rounds
from tusoi.process.reviews.materials import handed_in, reads_materials
from tusoi.process.reviews.models import Adjournment, AgendaItem, Announcement, Meeting, RatingEntry
from tusoi.process.reviews.presenters_days import DaysAsked, days_asked
from tusoi.process.reviews.presenters_later import Later, later_of
from tusoi.process.reviews.progress import concluded_subjects
from tusoi.process.reviews.states import Circle, ItemState, MeetingState

PER_PAGE = 40
BADGES = {
    MeetingState.PLANNED: "waiting",
    MeetingState.IN_SESSION: "soon",
    MeetingState.ADJOURNED: "waiting",
    MeetingState.CONCLUDED: "done",
    ItemState.WAITING: "waiting",
    ItemState.DISCUSSING: "soon",
}


# -- the list


@dataclass(frozen=True)
class TierRow:
    """A tier: its window, and subjects concluded out of those in the units that the account sees."""

    tier: TierWindow
    figure: Figure
    badge: str
    word: str
    can_extend: bool


@dataclass(frozen=True)
class MeetingRow:
    meeting: Meeting
    url: str
    badge: str
    items: Figure


@dataclass(frozen=True)
class IndexPage:
    tiers: list[TierRow]
    rows: list[MeetingRow]
    page: Page[Meeting]
    state: str
    states: list[tuple[str, str]]
    to_plan: bool
    figures_only: Figure | None


def _tier_row(tier: TierWindow, pair: list[int], today: date, *, manages: bool) -> TierRow:
    done, total = pair
    late = total - done if tier.closes_on < today else 0
    figure = Figure(done, total, late)
    if figure.complete:
        badge, word = "done", _("đã kết luận đủ")
    elif today < tier.opens_on:
        badge, word = "waiting", _("chưa đến thời gian")
    else:
        badge, word = ("late", _("đã qua thời gian")) if late else ("soon", _("đang trong thời gian"))
    return TierRow(tier, figure, badge, word, can_extend=manages and not figure.complete)


def _tiers(campaign: Campaign, account: Account, today: date) -> list[TierRow]:
    units = CampaignUnit.objects.visible_to(account, today).filter(campaign=campaign).values("pk")
    concluded = concluded_subjects(campaign)
    sums: dict[int, list[int]] = {}
    for pk, tier in Subject.objects.filter(campaign=campaign, campaign_unit__in=units).values_list("pk", "tier"):
        pair = sums.setdefault(tier, [0, 0])
        pair[0] += pk in concluded
        pair[1] += 1
    manages = may(account, Permission.MANAGE_CAMPAIGN, campaign.unit.path, on=today)
    return [_tier_row(tier, sums.get(tier.pk, [0, 0]), today, manages=manages) for tier in campaign.tiers.all()]


def index_of(campaign: Campaign, *, account: Account, at: datetime, state: str, number: str | None) -> IndexPage:
    """Tiers with their figures, and the meetings that the account may see, by date."""
    today = rules.local_day(at)
    known = state if state in MeetingState.values else ""
    meetings = (
        Meeting.objects.visible_to(account, today)
        .with_names()
        .filter(campaign=campaign)
        .annotate(subjects=Count("items"), done=Count("items", filter=Q(items__state=ItemState.CONCLUDED)))
        .order_by("tier__order", "held_on", "code")
    )
    page = Paginator(meetings.filter(state=known) if known else meetings, PER_PAGE).get_page(number)
    rows = [
        MeetingRow(m, meeting_url(m), BADGES[MeetingState(m.state)], Figure(m.done, m.subjects))  # type: ignore[attr-defined]
        for m in page
    ]
    return IndexPage(
        tiers=_tiers(campaign, account, today),
        rows=rows,
        page=page,
        state=known,
        states=[("", _("Tất cả")), *((value, str(label)) for value, label in MeetingState.choices)],
        to_plan=bool(collectives_to_plan(campaign, account=account, at=at)),
        figures_only=None if rows else figures_only(campaign, REVIEWS, account, at),
    )


def meeting_url(meeting: Meeting, name: str = "meeting") -> str:
    return reverse(f"reviews:{name}", kwargs={"campaign": meeting.campaign.code, "meeting": meeting.code})


# -- planning


@dataclass(frozen=True)
class BodyRow:
    collective: Collective
    tier: str
    closes_on: date
    subjects: int


def collectives_to_plan(campaign: Campaign, *, account: Account, at: datetime) -> list[BodyRow]:
    """Collectives with subjects on no agenda of theirs, where the account may plan."""
    on = rules.local_day(at)
    where = reachable(account, Permission.RUN_MEETING, on=on, field="decided_by__unit__path") | reachable(
        account, Permission.MANAGE_CAMPAIGN, on=on, field="decided_by__unit__path"
    )
    waiting = (
        unplanned(campaign)
        .filter(where)
        .select_related("decided_by__unit", "tier")
        .order_by("tier__order", "decided_by__unit__path", "order")
    )
    rows: dict[tuple[int, int], list[Subject]] = {}
    for subject in waiting:
        rows.setdefault((subject.tier_id, subject.decided_by_id), []).append(subject)
    return [
        BodyRow(group[0].decided_by, group[0].tier.name, group[0].tier.closes_on, len(group)) for group in rows.values()
    ]


def unplanned(campaign: Campaign) -> SubjectQuerySet:
    """Subjects on no agenda of the collective that decides on them."""
    on_agenda = AgendaItem.objects.deciding().filter(meeting__campaign=campaign).values("subject")
    return Subject.objects.filter(campaign=campaign).exclude(pk__in=on_agenda)


@dataclass(frozen=True)
class PlanningChoices:
    """Who can chair, take the minutes, attend from above; which subjects wait; from which day."""

    tier: TierWindow | None
    subjects: list[Subject]
    seated: list[tuple[Person, str]]
    clerks: list[tuple[Person, str]]
    superiors: list[tuple[Person, str]]
    first_day: date


def planning_choices(
    campaign: Campaign, collective: Collective, unit: CampaignUnit, *, at: datetime
) -> PlanningChoices:
    today = rules.local_day(at)
    waiting = list(unplanned(campaign).filter(decided_by=collective).select_related("tier").order_by("tier__order"))
    tier = waiting[0].tier if waiting else None
    first_day = max(tier.opens_on, today) if tier else today
    above = ancestors(unit.unit.path, include_self=False)
    return PlanningChoices(
        tier=tier,
        subjects=sorted((s for s in waiting if s.tier == tier), key=rules.agenda_order),
        seated=[(seat.person, seat.position) for seat in seats_on(collective, first_day)],
        clerks=_seats(Q(collective__unit__path=unit.unit.path) | _office_of(unit), first_day, but=collective),
        superiors=_seats(Q(collective__unit__path__in=above), first_day),
        first_day=first_day,
    )


def _office_of(unit: CampaignUnit) -> Q:
    """The leadership of the unit's own offices: its direct children."""
    return Q(collective__unit__parent=unit.unit_id, collective__kind=CollectiveKind.LEADERSHIP)


def _seats(where: Q, day: date, but: Collective | None = None) -> list[tuple[Person, str]]:
    seats = Seat.objects.filter(where, in_force(day)).exclude(collective=but)
    rows = seats.select_related("person", "collective").order_by("collective__unit__path", "order")
    return list({s.person_id: (s.person, f"{s.position}, {s.collective.name}") for s in rows}.values())


def free_code(campaign: Campaign, collective: Collective) -> str:
    """hn-<collective>, then hn-<collective>-2 … The unique constraint decides between two at once."""
    base = f"hn-{collective.code}"[:52]
    taken = set(campaign.meetings.filter(code__startswith=base).values_list("code", flat=True))
    number, code = 1, base
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


# -- one meeting


@dataclass(frozen=True)
class GateRow:
    """A gate as a line of the check before opening. state: done, late (blocks), soon (warns or was let pass)."""

    label: str
    state: str
    reason: str
    clause: str
    url: str


def gate_row(fact: gates.GateFact, meeting: Meeting, *, account: Account, at: datetime) -> GateRow | None:
    """None where the procedure has the gate off. The way to the override is shown to those who may go it."""
    campaign = meeting.campaign
    gate = gate_of(campaign, fact.gate)
    if gate.mode == GateMode.OFF:
        return None
    label = capfirst(str(fact.gate.label))
    if fact.ok:
        return GateRow(label, "done", "", gate.cited, "")
    if is_overridden(fact.gate, fact.thing):
        return GateRow(
            label, "soon", _("%(reason)s; đã cho phép vượt, có lý do") % {"reason": fact.reason}, gate.cited, ""
        )
    if gate.mode == GateMode.WARN:
        return GateRow(label, "soon", fact.reason, gate.cited, "")
    opens = may(account, Permission.OVERRIDE_GATE, meeting.campaign_unit.unit.path, on=rules.local_day(at))
    url = override_url(campaign, fact.gate, fact.thing) if opens else ""
    return GateRow(label, "late", fact.reason, gate.cited, url)


def _opening_rows(meeting: Meeting, *, account: Account, at: datetime) -> list[GateRow]:
    """The check before opening. Before the roll is called nobody knows whether there is a quorum."""
    called = not meeting.attendees.filter(is_present=None).exists()
    rows = []
    for fact in gates.opening_gates(meeting):
        if fact.gate == GateName.QUORUM and not called:
            rows.append(GateRow(capfirst(str(fact.gate.label)), "waiting", _("Chưa điểm danh"), "", ""))
        elif (row := gate_row(fact, meeting, account=account, at=at)) is not None:
            rows.append(row)
    return rows


@dataclass(frozen=True)
class ItemRow:
    item: AgendaItem
    badge: str
    later: Later | None
    material: str  # where its report is read; "" where it may not be, or not yet
    levels: list[str]  # what was decided, for who may read it


@dataclass(frozen=True)
class MeetingPage:
    badge: str
    present: int
    convened: int
    needed: int
    days: DaysAsked | None
    items: list[ItemRow]
    gates: list[GateRow]
    announcements: list[Announcement]
    stop: Adjournment | None
    can_resume: Answer
    back: list[Round]
    runs: bool
    plans: bool
    can_open: Answer
    from_book: bool
    can_invite: Answer
    calendar_url: str
    can_announce: Answer
    room_url: str


def _material(item: AgendaItem, reports: set[int]) -> str:
    if item.subject_id not in reports:
        return ""
    kwargs = {"campaign": item.meeting.campaign.code, "meeting": item.meeting.code, "item": item.pk}
    return reverse("reviews:material", kwargs=kwargs)


def meeting_page(meeting: Meeting, *, account: Account, at: datetime) -> MeetingPage:
    present, convened, needed = gates.quorum_of(meeting)
    planned = meeting.state == MeetingState.PLANNED
    runs = rules.may_run(account, meeting, on=rules.local_day(at))
    items = list(meeting.items.with_subjects().select_related("re_review"))
    over = meeting.state == MeetingState.CONCLUDED
    later = later_of(items, account=account, at=at) if over else {}
    levels = _levels(meeting, items, account, at) if over else {}
    stop = meeting.adjournments.filter(resumed_at=None).first()
    reports = handed_in(meeting) if reads_materials(meeting, account, at=at) else set()
    plans = ask(rules.check_can_reschedule, meeting, held_on=meeting.tier.opens_on, by=account, at=at)
    return MeetingPage(
        badge=BADGES[MeetingState(meeting.state)],
        present=present,
        convened=convened,
        needed=needed,
        days=days_asked(meeting, [item.subject for item in items]),
        items=[
            ItemRow(
                item,
                BADGES.get(ItemState(item.state), "done"),
                later.get(item.pk),
                _material(item, reports),
                levels.get(item.subject_id, []),
            )
            for item in items
        ],
        stop=stop,
        can_resume=ask(rules_later.check_can_resume, meeting, by=account, at=at) if stop else Answer(),
        gates=_opening_rows(meeting, account=account, at=at) if planned else [],
        announcements=list(meeting.announcements.all()),
        back=_back(meeting),
        runs=runs,
        plans=bool(plans),
        can_open=ask(rules.check_can_open, meeting, by=account, at=at) if planned else Answer(),
        from_book=planned and bool(ask(rules.check_can_open, meeting, from_book=True, by=account, at=at)),
        can_invite=ask(rules.check_can_invite, meeting, by=account, at=at),
        calendar_url=url_if_any("calendar:one", meeting.campaign.code, "meeting", meeting.pk) if planned else "",
        can_announce=ask(rules.check_can_announce, meeting, by=account, at=at),
        room_url=meeting_url(meeting, "room"),
    )


def _levels(meeting: Meeting, items: list[AgendaItem], account: Account, at: datetime) -> dict[int, list[str]]:
    """What was decided about those on whom this meeting decides, by subject, as far as the account may read it."""
    rating = meeting.campaign.rules.rating
    if rating is None:
        return {}
    deciding = {item.subject_id: item.subject for item in items if item.decides}
    entries = RatingEntry.objects.visible_to(account, rules.local_day(at)).decided().standing()
    found: dict[int, list[str]] = {}
    for entry in entries.filter(subject__in=deciding):
        kinds = rating.kinds_of(is_collective=deciding[entry.subject_id].is_collective)
        words = {"kind": kinds.get(entry.kind, entry.kind), "level": rating.level_name(entry.level)}
        found.setdefault(entry.subject_id, []).append(_("%(kind)s: %(level)s") % words)
    return found


def _back(meeting: Meeting) -> list[Round]:
    """Rounds whose contributors can now read what became of their comments."""
    if not any(row.audience == Circle.CONTRIBUTORS for row in meeting.announcements.all()):
        return []
    subjects = meeting.items.values("subject")
    return list(told_rounds().filter(campaign=meeting.campaign_id, subjects__in=subjects).distinct())
