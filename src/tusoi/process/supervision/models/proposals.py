"""What those reviewed offer to do about an issue: no commitment before the meeting or the secretary approves it."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.reviews.models import Meeting
from tusoi.process.supervision.models.commitments import Commitment
from tusoi.process.supervision.states import ProposalState

ALIVE = (IssueState.PUT, IssueState.ANSWERED, IssueState.UPHELD)  # what was not upheld needs no mending


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, account: Account, on: date) -> "ProposalQuerySet":
        """Whoever sees the issue, while it is not dismissed; the one reviewed, for good."""
        seen = Q(issue__in=Issue.objects.visible_to(account, on).order_by().values("pk"), issue__state__in=ALIVE)
        if account.person_id:
            seen |= Q(issue__subject__person=account.person_id)
        return self.filter(seen)

    def waiting(self) -> "ProposalQuerySet":
        """Not answered yet, about an issue that still stands."""
        return self.filter(state=ProposalState.WAITING, issue__state__in=ALIVE)

    def to_improve(self) -> "ProposalQuerySet":
        """Sent back, and not proposed anew."""
        return self.filter(state=ProposalState.RETURNED, issue__state__in=ALIVE, later=None)

    def with_names(self) -> "ProposalQuerySet":
        return self.select_related(
            "issue__campaign__unit",
            "issue__campaign__frozen",
            "issue__subject__campaign__unit",
            "issue__subject__campaign_unit__unit",
            "issue__subject__person",
            "issue__shortcoming",
            "owner",
            "by__person",
            "answered_by__person",
            "meeting__collective",
            "commitment",
            "earlier",
        )


class Proposal(models.Model):
    """Another table than commitments: what is only proposed can enter no board, figure or reminder.

    Its words never change; one sent back is proposed anew as another row (`earlier`). The supervisor is named by who approves.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="proposals")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    measure = models.TextField()
    shows = models.TextField(help_text="what will show that it is done")
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=ProposalState, default=ProposalState.WAITING)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    earlier = models.OneToOneField("self", models.PROTECT, null=True, related_name="later")
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    returned_for = models.TextField(blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+", help_text="that approved it")
    commitment = models.OneToOneField(Commitment, models.PROTECT, null=True, related_name="proposal")

    objects = ProposalQuerySet.as_manager()
    disclosure = discloses(
        review="issue owner measure shows due_on state by on earlier answered_by answered_on returned_for meeting commitment"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(measure="") & ~Q(shows=""), name="supervision_proposal_says_what"),
            models.CheckConstraint(
                condition=Q(state="approved", commitment__isnull=False) | (~Q(state="approved") & Q(commitment=None)),
                name="supervision_approved_is_a_commitment",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_for=""), name="supervision_proposal_sent_back_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.measure
