"""Every paper that the steps can write, by the code of its kind, in the order of the process."""

from tusoi.process.campaigns import paper_plan as plans
from tusoi.process.campaigns.documents import Source
from tusoi.process.dissemination import documents as dissemination
from tusoi.process.feedback import documents as feedback
from tusoi.process.issues import documents as issues
from tusoi.process.reports import documents as reports
from tusoi.process.reviews import documents as reviews
from tusoi.process.reviews import documents_back as back
from tusoi.process.reviews import documents_told as told
from tusoi.process.supervision import documents as supervision
from tusoi.web.progress import documents as progress

SOURCES: dict[str, Source] = {
    source.kind.code: source
    for room in (plans, dissemination, feedback, issues, reports, reviews, told, back, supervision, progress)
    for source in room.SOURCES
}
