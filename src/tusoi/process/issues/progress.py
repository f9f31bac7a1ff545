"""How many issues are answered, and what waits for whom."""

from collections.abc import Iterator

from tusoi.foundation.tally.actions import FOREVER, Raw
from tusoi.process.campaigns.models import Campaign
from tusoi.process.issues.models import Issue, IssueAnswer
from tusoi.process.issues.states import ANSWERS

__all__ = ["ANSWERS", "raw"]


def raw(campaign: Campaign) -> Iterator[Raw]:
    """One row per issue that was put; done when its subject has answered."""
    answered = set(IssueAnswer.objects.filter(issue__campaign=campaign).values_list("issue", flat=True))
    rows = Issue.objects.put().filter(campaign=campaign)
    for pk, path, due_on in rows.values_list("pk", "subject__campaign_unit__path", "answer_by"):
        yield Raw(path, ANSWERS, done=int(pk in answered), total=1, due_on=due_on or FOREVER)
