"""Until when one answers what was put to one, in the calendar of a campaign. Nobody else's date is in it, and no content."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.dates import Entry, EntryKind
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.issues.models import Issue, own_subjects
from tusoi.process.issues.states import IssueState


def dates_of(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """One entry for each own subject and day, however many issues there are."""
    put = (
        Issue.objects.visible_to(account, at.date())
        .put()
        .filter(campaign=campaign, subject__in=own_subjects(account.person_id, at.date()).values("pk"))
        .exclude(answer_by=None)
        .order_by()
    )
    rows = put.values_list(
        "subject", "subject__collective", "subject__name", "subject__campaign_unit__path", "answer_by"
    ).distinct()
    waiting = set(put.filter(state=IssueState.PUT).values_list("subject", "answer_by"))
    url = reverse("issues:mine", args=[campaign.code])
    return [
        Entry(
            EntryKind.ANSWER,
            (Subject._meta.label_lower, subject),
            _("Hạn tiếp thu, giải trình"),
            day,
            day,
            url,
            about=name if collective else _("bản tự kiểm điểm"),
            path=path,
            part=f"answer-{day:%Y%m%d}",
            is_mine=True,
            is_over=(subject, day) not in waiting,
        )
        for subject, collective, name, path, day in rows
        if day
    ]
