"""Where this step leads: the pages of it that the account has a part in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, may_anywhere
from tusoi.foundation.access.roles import Permission
from tusoi.process.campaigns.models import Campaign
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.states import RoundState
from tusoi.process.issues.models import Issue, Shortcoming, SuggestionSet, own_subjects
from tusoi.process.issues.rules import spoken_for


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    note: str = ""


def links_of(campaign: Campaign, account: Account, *, at: datetime) -> list[Link]:
    """Only what leads somewhere for this account."""
    on, code = at.date(), {"campaign": campaign.code}
    links = []
    mine = Q(pk__in=spoken_for(account, campaign, on).values("pk")) | Q(
        pk__in=own_subjects(account.person_id, on).filter(campaign=campaign).values("pk")
    )
    own = campaign.subjects.filter(mine)
    if own.exists():
        waiting = Issue.objects.filter(subject__in=own.values("pk")).unanswered().count()
        note = _("còn %(n)s nội dung chờ trả lời") % {"n": waiting} if waiting else ""
        links.append(Link(_("Vấn đề đặt ra với tôi"), reverse("issues:mine", kwargs=code), note))
    if account.person_id and SuggestionSet.objects.filter(campaign=campaign, overseer=account.person_id).exists():
        links.append(Link(_("Tôi theo dõi"), reverse("overseeing:mine", kwargs=code)))
    if may_anywhere(account, Permission.DRAFT_SUGGESTION, on=on) or _has_sets(campaign, account, at):
        links.append(Link(_("Gợi ý kiểm điểm"), reverse("issues:suggestions", kwargs=code)))
    if Shortcoming.objects.visible_to(account, on).exists():
        links.append(Link(_("Sổ khuyết điểm"), reverse("issues:register", kwargs=code)))
    return links + _rounds(campaign, account, at)


def _has_sets(campaign: Campaign, account: Account, at: datetime) -> bool:
    return SuggestionSet.objects.visible_to(account, at.date()).filter(campaign=campaign).exists()


def _rounds(campaign: Campaign, account: Account, at: datetime) -> list[Link]:
    rounds = Round.objects.filter(campaign=campaign, state__in=[RoundState.OPENED, RoundState.SYNTHESISED])
    links = []
    for round in rounds.select_related("campaign_unit__unit").prefetch_related("team"):
        address = {"campaign": campaign.code, "round": round.code}
        on_team = account.person_id in {member.person_id for member in round.team.all() if account.person_id}
        if on_team and round.state == RoundState.OPENED:
            links.append(Link(_("Xếp ý kiến góp ý"), reverse("issues:triage", kwargs=address), round.title))
        sees = may(account, Permission.SEE_ISSUES, round.campaign_unit.unit.path, on=at.date())
        if round.state == RoundState.SYNTHESISED and (on_team or sees):
            links.append(Link(_("Tổng hợp ý kiến góp ý"), reverse("issues:synthesis", kwargs=address), round.title))
    return links
