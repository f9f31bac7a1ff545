"""What the page of a class shows, ready to print."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination import rules
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.states import DISSEMINATION, ClassState

OPEN_LIST = _("đang điểm danh")
ROWS = 100  # of a list of names on one page


def standing(study_class: StudyClass, at: datetime) -> tuple[str, str]:
    if study_class.state == ClassState.HELD:
        return "done", str(ClassState.HELD.label)
    if study_class.state == ClassState.WITHDRAWN:
        return "plain", str(ClassState.WITHDRAWN.label)
    if study_class.held_on > at.date():
        return "plain", str(ClassState.PLANNED.label)
    return "soon", str(OPEN_LIST)


@dataclass(frozen=True)
class ClassPage:
    study_class: StudyClass
    here: int
    expected: int
    reached_of: Figure
    badge: str
    word: str
    can_check_in: Answer


def class_of(study_class: StudyClass, *, account: Account, at: datetime) -> ClassPage:
    """The page of a class, as everybody sees it who sees the unit's figures."""
    organiser = study_class.organiser
    badge, word = standing(study_class, at)
    return ClassPage(
        study_class=study_class,
        here=study_class.attendances.standing().count(),
        expected=study_class.invitees.count(),
        reached_of=read(study_class.campaign_id, [organiser.path], on=at.date()).get(
            (organiser.path, DISSEMINATION), Figure()
        ),
        badge=badge,
        word=word,
        can_check_in=ask(rules.check_can_check_in, study_class, by=account, at=at),
    )


def next_code(campaign: Campaign, organiser: CampaignUnit) -> str:
    """A code for a class entered on the page: the unit's, and a number that is still free."""
    taken = set(campaign.classes.filter(organiser=organiser).values_list("code", flat=True))
    number = len(taken) + 1
    while f"{organiser.code}-{number}"[:60] in taken:
        number += 1
    return f"{organiser.code}-{number}"
