"""`Entry`, the one form in which every step says what stands in the campaign's calendar; and the plan's own dates.

An entry carries no content of an issue or a report, and no person's name but in `needs`, which only pages read: a calendar
feed leaves the machine.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Permission
from tusoi.process.campaigns.models import Acknowledgement, Campaign, GuidanceDocument, Subject, TierWindow
from tusoi.process.campaigns.progress import own_units


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


ORDER = {kind: order for order, kind in enumerate(EntryKind)}


@dataclass(frozen=True)
class Needed:
    """Somebody who must be there: a person of the roll (their key), or a name as it was typed."""

    person: int | None
    name: str
    role: str


@dataclass(frozen=True)
class Entry:
    """One line of the calendar; both days count.

    thing: (label, key) of the row behind it; part tells two entries of one row apart. about: whose it is (a unit, a
    collective). path: of the campaign unit, "" where it concerns all. limits: between which days it should lie.
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
    limits: tuple[date, date] | None = None

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
    """The tiers' windows, and until when documents are to be acknowledged."""
    return _windows(campaign, account) + _receipts(campaign, account, at)


def _windows(campaign: Campaign, account: Account) -> list[Entry]:
    url = reverse("campaigns:index", args=[campaign.code])
    mine: set[int] = set()
    if account.person_id:
        seated = Q(collective__seats__person=account.person_id, collective__seats__until=None)
        own = Subject.objects.filter(Q(person=account.person_id) | seated, campaign=campaign)
        mine = set(own.order_by().values_list("tier", flat=True))
    return [_window(tier, url, is_mine=tier.pk in mine) for tier in campaign.tiers.all()]


def _window(tier: TierWindow, url: str, *, is_mine: bool) -> Entry:
    return Entry(EntryKind.WINDOW, thing_of(tier), tier.name, tier.opens_on, tier.closes_on, url, is_mine=is_mine)


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
