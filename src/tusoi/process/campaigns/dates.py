"""`Entry`, the one form in which every step says what stands in the campaign's calendar; and the plan's own dates.

An entry carries no content of an issue or a report, and no person's name but in `needs`, which only pages read: a calendar
feed leaves the machine.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Permission
from tusoi.process.campaigns.deadlines import deadlines_of
from tusoi.process.campaigns.models import (
    Acknowledgement,
    Campaign,
    GuidanceDocument,
    PlanTask,
    PlanWindow,
    Subject,
    UnitPlan,
)
from tusoi.process.campaigns.progress import own_units
from tusoi.process.campaigns.rules import procedure_of
from tusoi.process.campaigns.states import PlanState


class EntryKind(models.TextChoices):
    """Kinds of entries, in the order in which one day lists them."""

    WINDOW = "window", gettext_lazy("Thời gian kiểm điểm")
    RECEIPT = "receipt", gettext_lazy("Hạn tiếp nhận văn bản")
    CLASS = "class", gettext_lazy("Lớp quán triệt")
    ROUND = "round", gettext_lazy("Lấy ý kiến góp ý")
    ANSWER = "answer", gettext_lazy("Hạn tiếp thu, giải trình")
    REPORT = "report", gettext_lazy("Hạn nộp báo cáo")
    MEETING = "meeting", gettext_lazy("Hội nghị kiểm điểm")
    COMMITMENT = "commitment", gettext_lazy("Hạn khắc phục")
    VISIT = "visit", gettext_lazy("Kiểm tra tại chỗ")
    TASK = "task", gettext_lazy("Việc trong kế hoạch")
    DEADLINE = "deadline", gettext_lazy("Hạn theo quy trình")


ORDER = {kind: order for order, kind in enumerate(EntryKind)}


@dataclass(frozen=True)
class Needed:
    """Somebody who must be there: a person of the roll (their key), or a name as it was typed."""

    person: int | None
    name: str
    role: str


@dataclass(frozen=True)
class Limit:
    """Between which days something should lie (both count), and who or what says so; first None: any day up to the last."""

    first: date | None
    last: date
    whose: str = ""

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and day <= self.last


@dataclass(frozen=True)
class Entry:
    """One line of the calendar; both days count.

    thing: (label, key) of the row behind it; part tells two entries of one row apart. about: whose it is (a unit, a
    collective). path: of the campaign unit, "" where it concerns all. limits: between which days it should lie.
    starts_at: the hour, where one is set. detail: what somebody wrote, which pages alone show: a feed leaves the machine.
    """

    kind: EntryKind
    thing: tuple[str, int]
    title: str
    opens_on: date
    closes_on: date
    url: str
    about: str = ""
    place: str = ""
    path: str = ""
    part: str = ""
    is_mine: bool = False
    is_over: bool = False
    needs: tuple[Needed, ...] = ()
    limits: tuple[Limit, ...] = ()
    starts_at: time | None = None
    detail: str = ""

    @property
    def key(self) -> str:
        """The same for the same thing as long as it lives, whatever its day is."""
        return ".".join(filter(None, [*self.thing[0].split("."), str(self.thing[1]), self.part]))

    @property
    def is_span(self) -> bool:
        return self.closes_on > self.opens_on

    @property
    def order(self) -> tuple[date, int, str]:
        return (self.opens_on, ORDER[self.kind], self.about)


def thing_of(row: models.Model) -> tuple[str, int]:
    """How an entry and the journal name a row."""
    return row._meta.label_lower, row.pk


def dates_of(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """The tiers' windows, the procedure's deadlines, until when documents and plans are to be acknowledged, one's own plan."""
    return [
        *_windows(campaign, account),
        *_receipts(campaign, account, at),
        *_of_plans(campaign, account, at),
    ]


def _windows(campaign: Campaign, account: Account) -> Iterator[Entry]:
    url = reverse("campaigns:index", args=[campaign.code])
    mine: set[int] = set()
    if account.person_id:
        seated = Q(collective__seats__person=account.person_id, collective__seats__until=None)
        own = Subject.objects.filter(Q(person=account.person_id) | seated, campaign=campaign)
        mine = set(own.order_by().values_list("tier", flat=True))
    tiers = list(campaign.tiers.all())
    deadlines = deadlines_of(procedure_of(campaign), tiers)
    for tier in tiers:
        here = [one for one in deadlines if one.tier == tier]
        yield Entry(
            EntryKind.WINDOW,
            thing_of(tier),
            tier.name,
            tier.opens_on,
            tier.closes_on,
            url,
            is_mine=tier.pk in mine,
            limits=tuple(Limit(None, one.on, one.rule.name) for one in here),
        )
        for number, one in enumerate(here, start=1):
            yield Entry(
                EntryKind.DEADLINE,
                thing_of(tier),
                one.rule.name,
                one.on,
                one.on,
                url,
                about=tier.name,
                part=f"by-{number}",
                is_mine=tier.pk in mine,
            )


def _receipts(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    documents = campaign.guidance.filter(to_acknowledge=True).exclude(acknowledge_by=None)  # the campaign's own alone
    own = campaign.units.active().filter(
        is_addressed=True, unit__in=own_units(account, Permission.RECORD_UNIT, at.date())
    )
    mine = set(own.values_list("pk", flat=True))
    done: Counter[int] = Counter()
    if mine:
        rows = Acknowledgement.objects.filter(campaign_unit__in=mine, document__campaign=campaign)
        done.update(rows.values_list("document", flat=True))
    return [
        _receipt(document, campaign, is_mine=bool(mine), is_over=bool(mine) and done[document.pk] == len(mine))
        for document in documents
    ]


def _receipt(document: GuidanceDocument, campaign: Campaign, *, is_mine: bool, is_over: bool) -> Entry:
    """Of a classified document not even the number goes into a calendar."""
    assert document.acknowledge_by is not None, "asked only of documents with a date"
    title = (
        _("Hạn tiếp nhận một văn bản mật")
        if document.is_classified
        else _("Hạn tiếp nhận %(symbol)s") % {"symbol": document.symbol}
    )
    return Entry(
        EntryKind.RECEIPT,
        thing_of(document),
        title,
        document.acknowledge_by,
        document.acknowledge_by,
        reverse("campaigns:document", args=[campaign.code, document.pk]),
        is_mine=is_mine,
        is_over=is_over,
    )


def _of_plans(campaign: Campaign, account: Account, at: datetime) -> Iterator[Entry]:
    """Of the plans of one's own units: until when to acknowledge, their windows once approved, and what is due when.

    A task in another unit's plan stands here for who answers for it.
    """
    own = Q(campaign_unit__unit__in=own_units(account, Permission.RECORD_UNIT, at.date()))
    plans = UnitPlan.objects.filter(own, campaign_unit__campaign=campaign, campaign_unit__ended_on=None)
    for plan in plans.select_related("campaign_unit"):
        day = plan.acknowledge_by
        entry = Entry(EntryKind.RECEIPT, thing_of(plan), _("Hạn tiếp nhận kế hoạch"), day, day, "")
        yield _in_plan(entry, plan, campaign, is_over=plan.acknowledged_on is not None)
    windows = PlanWindow.objects.filter(plan__in=plans.filter(state=PlanState.APPROVED))
    for row in windows.select_related("plan__campaign_unit", "tier"):
        entry = Entry(EntryKind.WINDOW, thing_of(row), row.tier.name, row.opens_on, row.closes_on, "")
        yield _in_plan(entry, row.plan, campaign)
    doer = Q(who=account.person_id) if account.person_id else Q(pk=None)
    tasks = PlanTask.objects.filter(
        Q(plan__in=plans) | doer, plan__campaign_unit__campaign=campaign, plan__state=PlanState.APPROVED
    )
    for task in tasks.exclude(due_on=None).select_related("plan__campaign_unit"):
        assert task.due_on is not None, "asked only of tasks with a day"
        title = str(EntryKind.TASK.label)
        entry = Entry(EntryKind.TASK, thing_of(task), title, task.due_on, task.due_on, "", detail=task.what)
        yield replace(_in_plan(entry, task.plan, campaign), place=task.place)


def _in_plan(entry: Entry, plan: UnitPlan, campaign: Campaign, *, is_over: bool = False) -> Entry:
    unit = plan.campaign_unit
    url = reverse("campaigns:plan", args=[campaign.code, unit.code])
    return replace(entry, url=url, about=unit.short_name, path=unit.path, is_mine=True, is_over=is_over)
