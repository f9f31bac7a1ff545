"""Create, plan and open a campaign; guidance and its receipt; preparation; overriding a gate."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Collective, Person, Seat, Unit, in_force
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.rulebook.actions import freeze
from tusoi.foundation.tally import actions as tally
from tusoi.process.campaigns import rules
from tusoi.process.campaigns.copying import copy_subtree
from tusoi.process.campaigns.models import (
    Acknowledgement,
    Campaign,
    CampaignUnit,
    GuidanceDocument,
    Override,
    Preparation,
    ProcedureVersion,
    Subject,
    TierWindow,
)
from tusoi.process.campaigns.states import (
    GUIDANCE,
    PREPARATION,
    REVIEWS,
    TRANSITIONS,
    Act,
    CampaignState,
    GateName,
    GuidanceKind,
)


@transaction.atomic
def create(
    *,
    code: str,
    title: str,
    unit: Unit,
    procedure_code: str,
    starts_on: date,
    ends_on: date,
    sample_notice: str = "",
    cloned_from: Campaign | None = None,
    by: Account | None,
    at: datetime,
) -> Campaign:
    """Begin a campaign as a draft that those who plan it see."""
    rules.check_can_create(
        unit, code=code, procedure_code=procedure_code, starts_on=starts_on, ends_on=ends_on, by=by, at=at
    )
    campaign = Campaign.objects.create(
        code=code,
        title=title,
        unit=unit,
        procedure_code=procedure_code,
        starts_on=starts_on,
        ends_on=ends_on,
        sample_notice=sample_notice,
        cloned_from=cloned_from,
    )
    record(Act.CREATED, campaign, by=by, at=at, scope=campaign.pk, earlier=cloned_from.pk if cloned_from else 0)
    return campaign


@transaction.atomic
def set_windows(
    campaign: Campaign, windows: Sequence[rules.Window], *, by: Account | None, at: datetime
) -> list[TierWindow]:
    """Set when each tier of the procedure meets; all tiers at once. Returns them top-down."""
    pairs = rules.check_can_set_windows(campaign, windows, by=by, at=at)
    tiers = []
    for tier, window in pairs:
        row, _new = TierWindow.objects.update_or_create(
            campaign=campaign,
            code=tier.code,
            defaults={
                "name": tier.name,
                "order": tier.order,
                "opens_on": window.opens_on,
                "closes_on": window.closes_on,
            },
        )
        tiers.append(row)
    record(Act.WINDOWS_SET, campaign, by=by, at=at, scope=campaign.pk, tiers=len(tiers))
    return tiers


@transaction.atomic
def extend_window(tier: TierWindow, *, closes_on: date, by: Account | None, at: datetime) -> TierWindow:
    """Give a tier more time. `reviews.actions.extend_tier` calls this: it knows what is due on the new day."""
    rules.check_can_extend_window(tier, by=by, at=at)
    rules.check_new_end(tier, closes_on, at=at)
    before, tier.closes_on = tier.closes_on, closes_on
    tier.save(update_fields=["closes_on"])
    record(
        Act.WINDOW_EXTENDED,
        tier.campaign,
        by=by,
        at=at,
        scope=tier.campaign_id,
        tier=tier.code,
        before=before.isoformat(),
        closes_on=closes_on.isoformat(),
    )
    return tier


@transaction.atomic
def open_campaign(campaign: Campaign, *, by: Account | None, at: datetime) -> Campaign:
    """Freeze the procedure, copy the units that exist that day, and begin."""
    rules.check_can_open(campaign, by=by, at=at)
    frozen = freeze(rules.procedure_of(campaign))
    move(campaign, CampaignState.OPEN, table=TRANSITIONS, frozen=frozen, procedure_version=1)
    ProcedureVersion.objects.create(campaign=campaign, number=1, frozen=frozen, by=by, at=at)
    copies = copy_subtree(campaign, campaign.unit, above=None, on=at.date())
    tally.add_all(campaign.pk, (tally.Raw(copy.path, PREPARATION, 0, 1) for copy in copies if copy.is_base))
    for document in campaign.guidance.filter(to_acknowledge=True):
        _address(document)
    record(Act.OPENED, campaign, by=by, at=at, scope=campaign.pk, units=len(copies), procedure=frozen.digest)
    return campaign


@transaction.atomic
def add_subject(
    campaign: Campaign,
    *,
    code: str,
    unit: Unit,
    tier: TierWindow,
    decided_by: Collective,
    collective: Collective | None = None,
    person: Person | None = None,
    name: str = "",
    office: str = "",
    position: str = "",
    rank: str = "",
    order: int = 1,
    by: Account | None,
    at: datetime,
) -> Subject:
    """Name a collective or a person as reviewed, with unit, office and position frozen as they are now.

    What is left empty of a person's position and rank is taken from the seat on `decided_by`. Adds 1 to the total of the
    measure `reviews`, due when the tier closes.
    """
    rules.check_can_add_subject(campaign, by=by, at=at)
    campaign_unit = CampaignUnit.objects.filter(campaign=campaign, unit=unit).first()
    if campaign_unit is None:
        raise Refused(_("%(unit)s không thuộc đợt kiểm điểm này") % {"unit": unit})
    if tier.campaign_id != campaign.pk:
        raise Refused(_("Cấp kiểm điểm này thuộc một đợt khác"))
    if (collective is None) == (person is None):
        raise Refused(_("Đối tượng kiểm điểm là một tập thể hoặc một cá nhân"))
    seat = Seat.objects.filter(in_force(at.date()), collective=decided_by, person=person).first() if person else None
    try:
        with transaction.atomic():
            subject = Subject.objects.create(
                campaign=campaign,
                code=code,
                campaign_unit=campaign_unit,
                collective=collective,
                person=person,
                name=name or str(collective or person),
                office=office,
                position=position or (seat.position if seat else ""),
                rank=rank or (seat.rank if seat else ""),
                tier=tier,
                decided_by=decided_by,
                order=order,
            )
    except IntegrityError as error:
        raise Refused(
            _("%(name)s đã là đối tượng kiểm điểm của đợt này, hoặc mã %(code)s đã dùng")
            % {"name": name or collective or person, "code": code}
        ) from error
    tally.add(campaign.pk, campaign_unit.path, REVIEWS, total=1, due_on=tier.closes_on)
    record(Act.SUBJECT_ADDED, subject, by=by, at=at, scope=campaign.pk)
    return subject


@transaction.atomic
def add_board(
    campaign: Campaign,
    collective: Collective,
    *,
    tier: TierWindow,
    whole: bool,
    seats: Sequence[Seat],
    by: Account | None,
    at: datetime,
) -> list[Subject]:
    """Name a collective (`whole`) and some of its seats as reviewed, all or none; its own meeting decides on each."""
    add = partial(add_subject, campaign, unit=collective.unit, tier=tier, decided_by=collective, by=by, at=at)
    added = [add(code=collective.code, collective=collective, order=0)] if whole else []
    for seat in seats:
        code = f"{collective.code}-{seat.order}"
        added.append(add(code=code, person=seat.person, office=collective.name, order=seat.order))
    return added


@transaction.atomic
def register_guidance(
    campaign: Campaign,
    *,
    kind: GuidanceKind | str,
    unit: Unit | None = None,
    symbol: str,
    issuer: str,
    issued_on: date,
    subject_line: str = "",
    basis: GuidanceDocument | None = None,
    to_acknowledge: bool = False,
    acknowledge_by: date | None = None,
    is_classified: bool = False,
    by: Account | None,
    at: datetime,
) -> GuidanceDocument:
    """Register a document of a unit's level (None: the campaign's own) and what it rests on; with `to_acknowledge` others confirm."""
    unit = unit or campaign.unit
    rules.check_can_register_guidance(campaign, unit, by=by, at=at)
    rules.check_guidance(
        campaign,
        unit=unit,
        symbol=symbol,
        issuer=issuer,
        issued_on=issued_on,
        subject_line=subject_line,
        basis=basis,
        to_acknowledge=to_acknowledge,
        acknowledge_by=acknowledge_by,
        is_classified=is_classified,
        at=at,
    )
    document = GuidanceDocument.objects.create(
        campaign=campaign,
        unit=unit,
        kind=kind,
        symbol=symbol,
        issuer=issuer,
        issued_on=issued_on,
        subject_line=subject_line,
        basis=basis,
        is_classified=is_classified,
        to_acknowledge=to_acknowledge,
        acknowledge_by=acknowledge_by if to_acknowledge else None,
    )
    if to_acknowledge:
        _address(document)
    record(Act.GUIDANCE_REGISTERED, document, by=by, at=at, scope=campaign.pk)
    return document


def _address(document: GuidanceDocument) -> None:
    """Count a document at every unit that is to acknowledge it; a draft campaign has none yet."""
    due_on = document.acknowledge_by or tally.FOREVER
    units = document.campaign.units.addressed(document.issued_on)
    tally.add_all(document.campaign_id, (tally.Raw(unit.path, GUIDANCE, 0, 1, due_on) for unit in units))


@transaction.atomic
def acknowledge(
    document: GuidanceDocument, campaign_unit: CampaignUnit, *, by: Account | None, at: datetime
) -> Acknowledgement:
    """A unit confirms that it has a document. Once."""
    _hold(campaign_unit)
    rules.check_can_acknowledge(document, campaign_unit, by=by, at=at)
    row = Acknowledgement.objects.create(document=document, campaign_unit=campaign_unit, on=at.date(), by=by)
    tally.add(document.campaign_id, campaign_unit.path, GUIDANCE, done=1, due_on=document.acknowledge_by)
    record(Act.GUIDANCE_ACKNOWLEDGED, row, by=by, at=at, scope=document.campaign_id)
    return row


@transaction.atomic
def record_preparation(
    campaign_unit: CampaignUnit, *, held_on: date, note: str = "", by: Account | None, at: datetime
) -> Preparation:
    """A unit met to prepare its own review. The first meeting of a base organisation counts."""
    _hold(campaign_unit)
    rules.check_can_record_preparation(campaign_unit, held_on=held_on, by=by, at=at)
    is_first = not campaign_unit.preparations.exists()
    row = Preparation.objects.create(campaign_unit=campaign_unit, held_on=held_on, note=note, by=by)
    if campaign_unit.is_base and is_first:
        tally.add(campaign_unit.campaign_id, campaign_unit.path, PREPARATION, done=1)
    record(Act.PREPARATION_RECORDED, row, by=by, at=at, scope=campaign_unit.campaign_id)
    return row


def _hold(campaign_unit: CampaignUnit) -> None:
    """One act at a time on a unit's own matters, so that nothing counts twice."""
    CampaignUnit.objects.select_for_update().get(pk=campaign_unit.pk)


@transaction.atomic
def override_gate(
    campaign: Campaign,
    gate: GateName | str,
    *,
    campaign_unit: CampaignUnit,
    thing: models.Model,
    reason: str,
    by: Account | None,
    at: datetime,
) -> Override:
    """Open a gate for one thing, with a name and a reason. It stays on record and is never taken back."""
    _hold(campaign_unit)
    rules.check_can_override(campaign, gate, campaign_unit=campaign_unit, thing=thing, by=by, at=at)
    if by is None or not reason.strip():
        raise Refused(_("Chưa ghi lý do cho phép vượt bước"), way_out=_("Ghi lý do rồi gửi lại"))
    row = Override.objects.create(
        campaign=campaign,
        gate=gate,
        campaign_unit=campaign_unit,
        thing_kind=thing._meta.label_lower,
        thing_id=thing.pk,
        reason=reason.strip(),
        clause=rules.gate_of(campaign, gate).cited,
        by=by,
        at=at,
    )
    record(Act.GATE_OVERRIDDEN, row, by=by, at=at, scope=campaign.pk, gate=str(gate))
    return row
