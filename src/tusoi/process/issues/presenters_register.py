"""The register of shortcomings: of one campaign or across them, with figures by unit and subject, and as a workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.workbooks import workbook
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.foundation.rulebook.procedure import LongStanding, Procedure
from tusoi.foundation.ui.frame import url_if_any
from tusoi.foundation.ui.words import day
from tusoi.process.campaigns.models import Campaign
from tusoi.process.issues.models import Relapse, Shortcoming
from tusoi.process.issues.states import ShortcomingState

PER_PAGE = 50
DEFAULT: LongStanding = Procedure.model_fields["long_standing"].default
UNFINISHED, AGED = "chua-xong", "ton-tai-lau"
STATES: Mapping[str, str | Promise] = {
    "": gettext_lazy("Tất cả"),
    UNFINISHED: gettext_lazy("Chưa khắc phục xong"),
    AGED: gettext_lazy("Tồn tại lâu"),
    **dict(ShortcomingState.choices),
}
BADGES = {
    ShortcomingState.OPEN: "waiting",
    ShortcomingState.MENDING: "waiting",
    ShortcomingState.CLAIMED: "waiting",
    ShortcomingState.VERIFIED: "done",
    ShortcomingState.RELAPSED: "late",
    ShortcomingState.CARRIED: "plain",
}


@dataclass(frozen=True)
class Filters:
    """What stands in the address; '' is everything. campaign: the one that found it."""

    state: str = ""
    unit: str = ""
    subject: str = ""
    campaign: str = ""
    words: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        names = {"state": "tinh-trang", "unit": "don-vi", "subject": "cua", "campaign": "dot", "words": "tim"}
        given = {field.name: query.get(names[field.name], "").strip()[:100] for field in fields(cls)}
        given["state"] = given["state"] if given["state"] in STATES else ""
        return cls(**given)

    @property
    def is_set(self) -> bool:
        """Whether anything is asked for at all."""
        return self != type(self)()


@dataclass(frozen=True)
class Row:
    """One shortcoming. earlier_url: where the chain began, as far as this account may see it.

    is_left: its unit has ended and nobody took it over: those above still read it.
    relapses: when it came back after it was verified. relapse_url: where its supervisor says so.
    """

    shortcoming: Shortcoming
    bearer: str
    url: str
    badge: str
    age: int
    is_aged: bool
    is_handed_over: bool
    is_open: bool
    is_left: bool
    earlier: "Shortcoming | None"
    earlier_url: str
    relapses: list[Relapse]
    relapse_url: str


@dataclass(frozen=True)
class Sum:
    """Of a unit or a subject: how many, how many verified, unfinished, long-standing. In the order of names: no ranking."""

    value: str
    name: str
    total: int
    verified: int
    unfinished: int
    aged: int


@dataclass(frozen=True)
class Register:
    campaign: Campaign | None
    rule: LongStanding
    whole: Sum
    units: list[Sum]
    subjects: list[Sum]
    campaigns: list[tuple[str, str]]
    rows: list[Row]
    page: Page[Shortcoming]
    filters: Filters
    states: list[tuple[str, str | Promise]]
    several_url: str


def rule_of(campaign: Campaign | None, account: Account, on: date) -> LongStanding:
    """What counts as long-standing: the campaign's own rule; across campaigns that of the latest one that was opened."""
    if campaign is None or campaign.frozen is None:
        seen = Campaign.objects.visible_to(account, on).exclude(frozen=None).select_related("frozen")
        campaign = seen.order_by("-starts_on").first()
    if campaign is None or campaign.frozen is None:
        return DEFAULT  # nothing to see either
    return campaign.rules.long_standing


def register_of_account(account: Account, campaign: Campaign | None, on: date) -> "QuerySet[Shortcoming]":
    """What the account may see of the whole register, or of what one campaign found, each with its age."""
    seen = Shortcoming.objects.visible_to(account, on).with_age(on)
    if campaign is not None:
        seen = seen.filter(issue__campaign=campaign)
    return seen.annotate(
        bearer=Coalesce("person__code", "collective__code"),
        is_open=~Q(state=ShortcomingState.VERIFIED) & Q(pk__in=Shortcoming.objects.still_open().values("pk")),
    )


def chosen(seen: "QuerySet[Shortcoming]", filters: Filters, rule: LongStanding) -> "QuerySet[Shortcoming]":
    """What the filters ask for, by unit and day."""
    wanted = {
        "unit__code": filters.unit,
        "bearer": filters.subject,
        "issue__campaign__code": filters.campaign,
    }
    found = seen.filter(**{name: value for name, value in wanted.items() if value})
    if filters.state == UNFINISHED:
        found = found.filter(Q(is_open=True))
    elif filters.state == AGED:
        found = found.filter(Q(is_open=True, age__gte=rule.campaigns))
    elif filters.state:
        found = found.filter(state=filters.state)
    if filters.words:
        asked = unaccent(filters.words).split()
        titles = found.values_list("pk", "issue__title", "unit__name", "person__name", "collective__name")
        hits = [
            pk
            for pk, *words in titles
            if all(word in unaccent(" ".join(part or "" for part in words)) for word in asked)
        ]
        found = found.filter(pk__in=hits)
    names = (
        "issue__campaign",
        "issue__subject",
        "unit",
        "person",
        "collective",
        "supervisor",
        "earlier__issue__campaign",
    )
    return found.select_related(*names).order_by("unit__path", "since", "pk")


def _counts(rule: LongStanding) -> dict[str, Count]:
    return {
        "total": Count("pk"),
        "verified": Count("pk", filter=Q(state=ShortcomingState.VERIFIED)),
        "unfinished": Count("pk", filter=Q(is_open=True)),
        "aged": Count("pk", filter=Q(is_open=True, age__gte=rule.campaigns)),
    }


def _sum(value: str, name: str, row: Mapping[str, int]) -> Sum:
    return Sum(value, name, row["total"], row["verified"], row["unfinished"], row["aged"])


def sums_of(seen: "QuerySet[Shortcoming]", rule: LongStanding) -> tuple[Sum, list[Sum], list[Sum]]:
    """Of all, by unit in the order of the tree, by subject in the order of names. Three queries."""
    count = _counts(rule)
    whole = _sum("", "", seen.order_by().aggregate(**count))
    by_unit = seen.values("unit__code", "unit__name", "unit__path").annotate(**count).order_by("unit__path")
    by_bearer = (
        seen.annotate(name=Coalesce("person__name", "collective__name"), by_name=_sort_key())
        .values("bearer", "name", "by_name")
        .annotate(**count)
        .order_by("by_name", "bearer")
    )
    units = [_sum(row["unit__code"], row["unit__name"], row) for row in by_unit]
    return whole, units, [_sum(row["bearer"], row["name"], row) for row in by_bearer]


def _sort_key() -> Coalesce:
    return Coalesce(F("person__sort_key"), Value(""))


def register_of(
    campaign: Campaign | None, *, account: Account, at: datetime, filters: Filters, number: str | None
) -> Register:
    """campaign: what it found; None: everything that the account may see, across campaigns."""
    on = at.date()
    rule = rule_of(campaign, account, on)
    seen = register_of_account(account, campaign, on)
    whole, units, subjects = sums_of(seen, rule)
    found = seen.order_by("-issue__campaign__starts_on").values_list("issue__campaign__code", "issue__campaign__title")
    page = Paginator(chosen(seen, filters, rule), PER_PAGE).get_page(number)
    return Register(
        campaign=campaign,
        rule=rule,
        whole=whole,
        units=units,
        subjects=subjects,
        campaigns=list(dict.fromkeys(found)),
        rows=rows_of(page, account, on, rule),
        page=page,
        filters=filters,
        states=list(STATES.items()),
        several_url=_several(campaign),
    )


def _several(campaign: Campaign | None) -> str:
    """Where acts on several rows go."""
    if campaign is None:
        return url_if_any("supervision:register-across-several")
    return url_if_any("supervision:register-several", campaign=campaign.code)


def rows_of(found: Iterable[Shortcoming], account: Account, on: date, rule: LongStanding) -> list[Row]:
    rows = list(found)
    visible = Shortcoming.objects.visible_to(account, on)
    linked = set(visible.filter(pk__in=[row.earlier_id for row in rows if row.earlier_id]).values_list("pk", flat=True))
    came_back: dict[int, list[Relapse]] = {}
    for relapse in Relapse.objects.filter(shortcoming__in=[row.pk for row in rows]).select_related("by__person"):
        came_back.setdefault(relapse.shortcoming_id, []).append(relapse)
    return [
        _row(
            row,
            rule,
            earlier=row.earlier if row.earlier_id in linked else None,
            relapses=came_back.get(row.pk, []),
            account=account,
            on=on,
        )
        for row in rows
    ]


def _row(
    row: Shortcoming,
    rule: LongStanding,
    *,
    earlier: Shortcoming | None,
    relapses: list[Relapse],
    account: Account,
    on: date,
) -> Row:
    age = row.age  # type: ignore[attr-defined]
    is_open = row.is_open  # type: ignore[attr-defined]
    return Row(
        shortcoming=row,
        bearer=bearer_of(row),
        url=_thread(row),
        badge=BADGES[ShortcomingState(row.state)],
        age=age,
        is_aged=bool(is_open) and age >= rule.campaigns,
        is_open=bool(is_open),
        is_left=bool(is_open) and row.unit.until is not None and row.unit.until <= on,
        is_handed_over=row.collective_id != row.issue.subject.collective_id,
        earlier=earlier,
        earlier_url=_thread(earlier) if earlier else "",
        relapses=relapses,
        relapse_url=_relapse(row, account),
    )


def _relapse(row: Shortcoming, account: Account) -> str:
    """For its supervisor, once it is verified; the page asks the rules."""
    if row.state != ShortcomingState.VERIFIED or not account.person_id or account.person_id != row.supervisor_id:
        return ""
    return url_if_any("supervision:relapse", campaign=row.issue.campaign.code, issue=row.issue.code)


def _thread(row: Shortcoming) -> str:
    return url_if_any("thread:issue", campaign=row.issue.campaign.code, issue=row.issue.code)


def bearer_of(row: Shortcoming) -> str:
    """Who bears it now."""
    bearer = row.person or row.collective
    return bearer.name if bearer else row.issue.subject.name


def workbook_of(campaign: Campaign | None, *, account: Account, at: datetime, filters: Filters) -> bytes:
    """What the register shows, all pages of it, as .xlsx; everything is text, so that nothing in it is a formula."""
    on = at.date()
    rule = rule_of(campaign, account, on)
    heads = (
        _("Khuyết điểm"), _("Của"), _("Đơn vị"), _("Đợt phát hiện"), _("Từ ngày"), _("Số đợt"), _("Tồn tại lâu"),
        _("Tình trạng"), _("Ngày xác nhận"), _("Giám sát"), _("Tiếp nối khuyết điểm của đợt"), _("Tái diễn"),
    )  # fmt: skip
    found = chosen(register_of_account(account, campaign, on), filters, rule)
    lines = [
        (
            row.shortcoming.issue.title,
            row.bearer,
            row.shortcoming.unit.name,
            row.shortcoming.issue.campaign.title,
            day(row.shortcoming.since),
            str(row.age),
            _("có") if row.is_aged else "",
            str(row.shortcoming.get_state_display()),
            day(row.shortcoming.verified_on) if row.shortcoming.verified_on else "",
            row.shortcoming.supervisor.name if row.shortcoming.supervisor else "",
            row.earlier.issue.campaign.title if row.earlier else "",
            "; ".join(f"{day(one.on)}: {one.reason}" for one in row.relapses),
        )
        for row in rows_of(found, account, on, rule)
    ]
    return workbook([(_("Sổ khuyết điểm"), heads, lines)])
