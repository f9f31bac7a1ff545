"""The board of follow-through: for a supervisor, a secretary, the campaign's officer; with figures, search and a workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.workbooks import workbook
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.ui.words import day
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import figures_only
from tusoi.process.issues.models import Issue
from tusoi.process.reviews.models import ImmediateAction
from tusoi.process.supervision import rules
from tusoi.process.supervision.models import Commitment, CommitmentQuerySet, Proposal
from tusoi.process.supervision.presenters import BADGES, url_of
from tusoi.process.supervision.presenters_proposals import waiting_proposals
from tusoi.process.supervision.progress import to_commit, to_take_up
from tusoi.process.supervision.states import MEASURE, CommitmentState

PER_PAGE = 50
Words = Mapping[str, str | Promise]

STATES: Words = {
    "": gettext_lazy("Tất cả"),
    "chua-xong": gettext_lazy("Chưa xong"),
    "qua-han": gettext_lazy("Quá hạn"),
    "cho-xac-nhan": gettext_lazy("Chờ xác nhận"),
    "da-xong": gettext_lazy("Đã xong"),
}
MINE: Words = {
    "": gettext_lazy("Tất cả"),
    "1": gettext_lazy("Tôi làm hoặc giám sát"),
    "lam": gettext_lazy("Tôi làm"),
    "giam-sat": gettext_lazy("Tôi giám sát"),
}
AGES: Words = {
    "": gettext_lazy("Tất cả"),
    "chua": gettext_lazy("Chưa đến hạn"),
    "tuan": gettext_lazy("Quá hạn đến 7 ngày"),
    "thang": gettext_lazy("Quá hạn 8 đến 30 ngày"),
    "lau": gettext_lazy("Quá hạn trên 30 ngày"),
}
ORDERS: Mapping[str, tuple[str | Promise, tuple[str, ...]]] = {
    "": (gettext_lazy("Theo hạn"), ("due_on", "pk")),
    "tinh-trang": (gettext_lazy("Theo tình trạng"), ("state", "due_on", "pk")),
    "don-vi": (gettext_lazy("Theo đơn vị"), ("campaign_unit__sort_key", "due_on", "pk")),
}


@dataclass(frozen=True)
class Filters:
    """What stands in the address."""

    state: str = ""
    unit: str = ""
    mine: str = ""
    theme: str = ""
    age: str = ""
    words: str = ""
    order: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        names = {"state": "tinh-trang", "unit": "don-vi", "mine": "cua-toi", "theme": "chu-de", "age": "tuoi"}
        names |= {"words": "tim", "order": "xep"}
        given = {field.name: query.get(names[field.name], "").strip()[:100] for field in fields(cls)}
        known: dict[str, Iterable[str]] = {"state": STATES, "mine": MINE, "age": AGES, "order": ORDERS}
        return cls(**{name: value if value in known.get(name, [value]) else "" for name, value in given.items()})

    @property
    def is_set(self) -> bool:
        """Whether anything is asked for at all."""
        return self != type(self)()


@dataclass(frozen=True)
class Row:
    commitment: Commitment
    url: str
    badge: str
    evidence: int
    is_done: bool


@dataclass(frozen=True)
class Share:
    """How many commitments fall to a unit, a theme, an age: all, verified, overdue. value: for the address."""

    value: str
    name: str
    figure: Figure


@dataclass(frozen=True)
class Sums:
    figure: Figure
    units: list[Share]
    themes: list[Share]
    ages: list[Share]


@dataclass(frozen=True)
class Board:
    figure: Figure
    figures_only: Figure | None
    rows: list[Row]
    page: Page[Commitment]
    filters: Filters
    sums: Sums
    to_commit: list[Issue]
    to_take_up: list[ImmediateAction]
    proposals: list[Proposal]
    states: list[tuple[str, str | Promise]]
    mine: list[tuple[str, str | Promise]]
    ages: list[tuple[str, str | Promise]]
    orders: list[tuple[str, str | Promise]]


def _state(name: str, today: date) -> Q:
    return {
        "": Q(),
        "chua-xong": ~Q(state=CommitmentState.VERIFIED),
        "qua-han": ~Q(state=CommitmentState.VERIFIED) & Q(due_on__lt=today),
        "cho-xac-nhan": Q(state=CommitmentState.CLAIMED),
        "da-xong": Q(state=CommitmentState.VERIFIED),
    }[name]


def _age(name: str, today: date) -> Q:
    """How long an unfinished one is overdue."""
    week, month = today - timedelta(7), today - timedelta(30)
    return {
        "": Q(),
        "chua": Q(due_on__gte=today),
        "tuan": Q(due_on__lt=today, due_on__gte=week),
        "thang": Q(due_on__lt=week, due_on__gte=month),
        "lau": Q(due_on__lt=month),
    }[name] & (_state("chua-xong", today) if name else Q())


def chosen(campaign: Campaign, *, account: Account, at: datetime, filters: Filters) -> CommitmentQuerySet:
    """What the account may see of what the filters ask for, in their order."""
    today, me = rules.local_day(at), account.person_id
    found = Commitment.objects.visible_to(account, today).filter(campaign=campaign)
    found = found.filter(_state(filters.state, today), _age(filters.age, today))
    if filters.unit:
        found = found.filter(campaign_unit__code=filters.unit)
    if filters.theme:
        found = found.filter(issue__theme=filters.theme)
    if filters.mine:
        supervised = Commitment.objects.supervised_by(me, today).values("pk")
        does, sees = Q(owner=me) if me else Q(pk__in=[]), Q(pk__in=supervised)
        found = found.filter({"1": does | sees, "lam": does, "giam-sat": sees}[filters.mine])
    for word in unaccent(filters.words).split():
        names = Q(owner__search_key__contains=word) | Q(supervisor__search_key__contains=word)
        names |= Q(campaign_unit__unit__search_key__contains=word) | Q(subject__person__search_key__contains=word)
        found = found.filter(names | Q(search_key__contains=word))
    return (
        found.with_names()
        .annotate(shown=Count("evidence", filter=Q(evidence__withdrawn_on=None)))
        .order_by(*ORDERS[filters.order][1])
    )


def sums_of(campaign: Campaign, *, account: Account, at: datetime) -> Sums:
    """The figures of all that the account may see: one query for each way of dividing them."""
    today = rules.local_day(at)
    seen = Commitment.objects.visible_to(account, today).filter(campaign=campaign).order_by()
    count = {
        "total": Count("pk", distinct=True),
        "done": Count("pk", filter=_state("da-xong", today), distinct=True),
        "late": Count("pk", filter=_state("qua-han", today), distinct=True),
    }
    by_age = {name: Count("pk", filter=_age(name, today), distinct=True) for name in AGES if name}
    whole = seen.aggregate(**count, **by_age)
    names = {unit.code: unit for unit in campaign.units.filter(pk__in=seen.values("campaign_unit"))}
    units = {row["campaign_unit__code"]: row for row in seen.values("campaign_unit__code").annotate(**count)}
    by_theme = seen.annotate(theme=Coalesce("issue__theme", Value("")))
    themes = list(by_theme.values("theme").annotate(**count).order_by("theme"))
    return Sums(
        figure=_figure(whole),
        units=[Share(code, unit.short_name, _figure(units[code])) for code, unit in names.items() if code in units],
        themes=[Share(row["theme"], _theme(campaign, row["theme"]), _figure(row)) for row in themes],
        ages=[
            Share(name, str(label), Figure(0, whole[name], 0 if name == "chua" else whole[name]))
            for name, label in AGES.items()
            if name and whole[name]
        ],
    )


def _figure(row: Mapping[str, int]) -> Figure:
    return Figure(row["done"], row["total"], row["late"])


def _theme(campaign: Campaign, code: str) -> str:
    return campaign.rules.theme_name(code) if code else _("không theo chủ đề")


def board_of(campaign: Campaign, *, account: Account, at: datetime, filters: Filters, number: str | None) -> Board:
    """Commitments that the account may see and the filters choose; the figures are of all of them."""
    page = Paginator(chosen(campaign, account=account, at=at, filters=filters), PER_PAGE).get_page(number)
    sums = sums_of(campaign, account=account, at=at)
    return Board(
        figure=sums.figure,
        figures_only=None if sums.figure.total else figures_only(campaign, MEASURE, account, at),
        rows=[_row(commitment) for commitment in page],
        page=page,
        filters=filters,
        sums=sums,
        to_commit=to_commit(account, campaign, at),
        to_take_up=to_take_up(account, campaign, at),
        proposals=list(waiting_proposals(campaign, account, at)),
        states=list(STATES.items()),
        mine=list(MINE.items()),
        ages=list(AGES.items()),
        orders=[(value, label) for value, (label, _fields) in ORDERS.items()],
    )


def _row(commitment: Commitment) -> Row:
    state = CommitmentState(commitment.state)
    return Row(
        commitment,
        url_of(commitment),
        BADGES[state],
        commitment.shown,  # type: ignore[attr-defined]
        state == CommitmentState.VERIFIED,
    )


def workbook_of(campaign: Campaign, *, account: Account, at: datetime, filters: Filters) -> bytes:
    """What the board shows, all pages of it, as .xlsx; everything is text, so that nothing in it is a formula."""
    today = rules.local_day(at)
    heads = (
        _("Mã"), _("Biện pháp"), _("Đơn vị"), _("Của"), _("Chủ đề"), _("Người thực hiện"), _("Giám sát"), _("Hạn"),
        _("Số ngày quá hạn"), _("Tình trạng"), _("Minh chứng"),
    )  # fmt: skip
    rows = []
    for row in chosen(campaign, account=account, at=at, filters=filters):
        is_done = row.state == CommitmentState.VERIFIED
        late = 0 if is_done else max((today - row.due_on).days, 0)
        rows.append(
            (
                row.code,
                row.measure,
                row.campaign_unit.name,
                row.subject.name,
                _theme(campaign, row.issue.theme if row.issue else ""),
                row.owner.name,
                row.supervisor.name,
                day(row.due_on),
                str(late) if late else "",
                str(row.get_state_display()),
                str(row.shown),  # type: ignore[attr-defined]
            )
        )
    return workbook([(_("Khắc phục"), heads, rows)])
