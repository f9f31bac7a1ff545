"""A round of slips about a set of subjects. Who was invited is kept; who answered exists nowhere."""

from tusoi.process.feedback.models.conferences import Conference
from tusoi.process.feedback.models.letters import Letter
from tusoi.process.feedback.models.paper import PaperAccount, PaperEntry, Replacement, SheetCount, VoidRequest
from tusoi.process.feedback.models.rounds import Comment, Group, Invitation, Round, TeamMember

__all__ = [
    "Comment",
    "Conference",
    "Group",
    "Invitation",
    "Letter",
    "PaperAccount",
    "PaperEntry",
    "Replacement",
    "Round",
    "SheetCount",
    "TeamMember",
    "VoidRequest",
]
