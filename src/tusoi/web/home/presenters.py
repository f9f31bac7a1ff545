"""What waits for this person, over all the campaigns they see: late first, then soon."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.ui.words import day, days_left
from tusoi.process.campaigns.models import Campaign, CampaignQuerySet
from tusoi.process.campaigns.progress import Task
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.issues.models import Shortcoming
from tusoi.process.steps import waiting_for
from tusoi.process.supervision.models import Commitment

SOON = timedelta(days=7)
MOST_ENDED = 5


@dataclass(frozen=True)
class Line:
    """One row of "Việc của tôi"."""

    task: Task
    when: str
    kind: str  # late, soon, waiting


@dataclass(frozen=True)
class NextDay:
    """What comes next in a campaign, for a page with nothing to do."""

    campaign: Campaign
    name: str
    on: date


@dataclass(frozen=True)
class Today:
    """campaigns: those that go on; ended: the last that were closed, whose pages stay."""

    lines: list[Line]
    campaigns: list[Campaign]
    ended: list[Campaign]
    next_day: NextDay | None


def when(due: date | None, today: date) -> str:
    """A date in words: "quá 4 ngày", "hôm nay", "còn 3 ngày"; a plain date beyond a month."""
    if due is None:
        return _("khi thuận tiện")
    days = (due - today).days
    if days == 0:
        return _("hạn hôm nay")
    return days_left(due, today) if days <= 31 else _("hạn %(day)s") % {"day": day(due)}


def kind_of(due: date | None, today: date) -> str:
    if due is None:
        return "waiting"
    return "late" if due < today else "soon" if due - today <= SOON else "waiting"


def lines_for(account: Account, campaigns: list[Campaign], at: datetime) -> list[Line]:
    today = at.date()
    tasks = [task for campaign in campaigns for task in waiting_for(account, campaign, at)]
    tasks.sort(key=lambda task: (task.due_on is None, task.due_on or today))
    return [Line(task, when(task.due_on, today), kind_of(task.due_on, today)) for task in tasks]


def _with_work(visible: CampaignQuerySet) -> list[Campaign]:
    """Campaigns that are not closed, and closed ones that left a commitment or a shortcoming: nothing ends because a year ends."""
    promises = Commitment.objects.unfinished().values("campaign")
    left = Shortcoming.objects.still_open().values("issue__campaign")
    going_on = ~Q(state=CampaignState.CLOSED) | Q(pk__in=promises) | Q(pk__in=left)
    return list(visible.filter(going_on).select_related("unit", "frozen"))


def count_of(account: Account, at: datetime) -> int:
    return len(lines_for(account, _with_work(Campaign.objects.visible_to(account, at.date())), at))


def today_of(account: Account, at: datetime) -> Today:
    visible = Campaign.objects.visible_to(account, at.date())
    campaigns = _with_work(visible)
    running = [campaign for campaign in campaigns if campaign.state != CampaignState.CLOSED]
    closed = visible.filter(state=CampaignState.CLOSED).select_related("unit")
    ended = list(closed.order_by("-ends_on", "-pk")[:MOST_ENDED])
    return Today(lines_for(account, campaigns, at), running, ended, next_of(running, at.date()))


def next_of(campaigns: list[Campaign], today: date) -> NextDay | None:
    """The next window that opens, in any of the campaigns."""
    coming = [
        NextDay(campaign, tier.name, tier.opens_on)
        for campaign in campaigns
        for tier in campaign.tiers.all()
        if tier.opens_on > today
    ]
    return min(coming, key=lambda day: day.on, default=None)
