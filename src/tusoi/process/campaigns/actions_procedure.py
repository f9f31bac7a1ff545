"""Amend the procedure of a running campaign: a new version, with a name and a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.actions import freeze
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.process.campaigns import rules_procedure as rules
from tusoi.process.campaigns.models import Campaign, ProcedureVersion
from tusoi.process.campaigns.states import Act


@transaction.atomic
def amend_procedure(
    campaign: Campaign, procedure: Procedure, *, reason: str, by: Account | None, at: datetime
) -> ProcedureVersion:
    """From now on the campaign follows these rules; what has begun keeps what it began with. Raises Refused."""
    rules.check_can_amend(campaign, by=by, at=at)
    rules.check_amendment(campaign, procedure)
    rules.check_reason(reason)
    frozen, number = freeze(procedure), campaign.procedure_version + 1
    now = Campaign.objects.filter(pk=campaign.pk, state=campaign.state, procedure_version=campaign.procedure_version)
    if not now.update(frozen=frozen, procedure_version=number):
        raise Refused(_("Quy trình vừa được sửa từ một cửa sổ khác"), way_out=_("Mở lại trang để so với bản mới"))
    campaign.frozen, campaign.procedure_version = frozen, number
    for tier in procedure.tiers:
        campaign.tiers.filter(code=tier.code).update(name=tier.name)
    version = ProcedureVersion.objects.create(
        campaign=campaign, number=number, frozen=frozen, reason=reason.strip(), by=by, at=at
    )
    record(Act.PROCEDURE_AMENDED, version, by=by, at=at, scope=campaign.pk, number=number, procedure=frozen.digest)
    return version
