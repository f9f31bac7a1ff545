"""Commitments and what happens to them; who supervises where; visits; what went elsewhere."""

from tusoi.process.supervision.models.commitments import (
    Commitment,
    CommitmentQuerySet,
    Contact,
    Evidence,
    Finding,
    Milestone,
    Postponement,
)
from tusoi.process.supervision.models.proposals import Proposal, ProposalQuerySet
from tusoi.process.supervision.models.visits import Visit, VisitFinding, VisitQuerySet
from tusoi.process.supervision.models.watch import Assignment, AssignmentQuerySet, Referral

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "Commitment",
    "CommitmentQuerySet",
    "Contact",
    "Evidence",
    "Finding",
    "Milestone",
    "Postponement",
    "Proposal",
    "ProposalQuerySet",
    "Referral",
    "Visit",
    "VisitFinding",
    "VisitQuerySet",
]
