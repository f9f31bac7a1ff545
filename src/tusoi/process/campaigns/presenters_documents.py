"""What the pages of guidance show: the cascade as a ladder, and one document with its file and receipts."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Unit
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.figures import Figure
from tusoi.process.campaigns import rules
from tusoi.process.campaigns.models import Acknowledgement, Campaign, CampaignUnit, GuidanceDocument, GuidanceFile
from tusoi.process.campaigns.progress import receipts_of
from tusoi.process.campaigns.rules_files import check_can_add_file
from tusoi.process.campaigns.states import CampaignState


@dataclass(frozen=True)
class DocumentNode:
    """A document in the cascade, with those that carry it out below it."""

    document: GuidanceDocument
    acknowledged: Figure | None
    children: list["DocumentNode"] = field(default_factory=list)

    @property
    def lower(self) -> list["DocumentNode"]:
        """Those of units below, which a page folds."""
        return [node for node in self.children if node.document.unit_id != self.document.unit_id]

    @property
    def same(self) -> list["DocumentNode"]:
        """Those of the same level."""
        return [node for node in self.children if node.document.unit_id == self.document.unit_id]


def levels_of(campaign: Campaign, *, account: Account, at: datetime) -> QuerySet[Unit]:
    """The units at whose level the account may register a document, the highest first."""
    below = CampaignUnit.objects.recorded_by(account, at.date()).filter(campaign=campaign).exclude(unit=campaign.unit)
    chosen = Q(pk__in=below.values("unit")) if campaign.state == CampaignState.OPEN else Q(pk__in=[])
    if ask(rules.check_can_manage, campaign.unit, by=account, at=at):
        chosen |= Q(pk=campaign.unit_id)
    return Unit.objects.filter(chosen).order_by("path")


def cascade_of(campaign: Campaign, *, account: Account, on: date) -> list[DocumentNode]:
    """The documents that the account sees as a forest: each below the one that it carries out."""
    documents = list(campaign.guidance.visible_to(account, on).select_related("unit", "campaign"))
    figures = {
        one.document.pk: Figure(len(one.done), len(one.done) + len(one.waiting))
        for one in receipts_of(campaign)
        if one.done or one.waiting
    }
    nodes = {document.pk: DocumentNode(document, figures.get(document.pk)) for document in documents}
    top: list[DocumentNode] = []
    for document in documents:
        parent = nodes.get(document.basis_id or 0)
        (parent.children if parent else top).append(nodes[document.pk])
    return top


@dataclass(frozen=True)
class DocumentPage:
    """One document: what it rests on, what carries it out, and which units have confirmed it."""

    document: GuidanceDocument
    carried_out_by: list[GuidanceDocument]
    receipts: list[Acknowledgement]
    waiting: list[CampaignUnit]
    mine: list[CampaignUnit]
    files: list[GuidanceFile]
    can_add_file: Answer

    @property
    def is_own(self) -> bool:
        """Whether one unit alone is asked here: its button is then the page's main one."""
        return len(self.mine) == 1

    @property
    def figure(self) -> Figure:
        return Figure(len(self.receipts), len(self.receipts) + len(self.waiting))


def document_of(document: GuidanceDocument, *, account: Account, at: datetime) -> DocumentPage:
    on = at.date()
    seen = CampaignUnit.objects.visible_to(account, on).filter(campaign=document.campaign_id)
    units = seen.addressed(document.issued_on)
    receipts = list(
        document.acknowledgements.filter(campaign_unit__in=seen.values("pk"))
        .select_related("campaign_unit")
        .order_by("-on", "campaign_unit__sort_key")
    )
    done = {receipt.campaign_unit_id for receipt in receipts}
    waiting = [unit for unit in units if unit.pk not in done] if document.to_acknowledge else []
    own = set(
        CampaignUnit.objects.recorded_by(account, on)
        .filter(pk__in=[unit.pk for unit in waiting])
        .values_list("pk", flat=True)
    )
    return DocumentPage(
        document,
        list(document.carried_out_by.visible_to(account, on)),
        receipts if document.to_acknowledge else [],
        waiting,
        [unit for unit in waiting if unit.pk in own],
        list(document.files.filter(number__lte=document.file_versions)),
        ask(check_can_add_file, document, by=account, at=at),
    )
