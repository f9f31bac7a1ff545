"""Who states a level for whom, and in which order. The program decides no rating (rule 9 of the product)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import SeatRank
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.foundation.rulebook.rating import NOT_YET, Rating
from tusoi.foundation.tally.paths import ancestors, within
from tusoi.process.campaigns.models import Campaign, Subject, SubjectQuerySet
from tusoi.process.campaigns.rules import check_gate, check_is_open
from tusoi.process.campaigns.rules_procedure import check_step, profile_without
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues.rules import check_not_own_file, check_speaks_for
from tusoi.process.reviews.gates import names
from tusoi.process.reviews.models import AgendaItem, RatingEntry
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.states_rating import Stage


def scheme_of(campaign: Campaign) -> Rating:
    """How this campaign rates. Raises Refused where its procedure does not rate."""
    rating = campaign.rules.rating if campaign.frozen is not None else None
    if rating is None:
        raise Refused(_("Quy trình của đợt này không xếp loại"))
    return rating


def is_rated(subject: Subject) -> bool:
    """Whether the procedure rates this subject: it has ratings, and the unit's profile does not leave them out."""
    return subject.campaign.rules.rating is not None and profile_without(subject.campaign_unit, StepName.RATING) is None


def rated_of(campaign: Campaign, subjects: Iterable[Subject]) -> list[Subject]:
    """Those of the campaign's subjects that are rated; the campaign is read once for all of them."""
    found = []
    for subject in subjects:
        subject.campaign = subject.campaign_unit.campaign = campaign
        if is_rated(subject):
            found.append(subject)
    return found


# -- the order


def rated_later_than(subject: Subject) -> list[Subject]:
    """Collectives that the procedure rates before this one and that have no decision yet, by tier from the last rated."""
    order = subject.campaign.rules.order.rating
    if order is None or not subject.is_collective:
        return []
    path, tier = subject.campaign_unit.path, subject.tier.order
    first = Q(within(path, "campaign_unit__path"), tier__order__gt=tier)
    if order.direction == "top-down":
        first = Q(campaign_unit__path__in=ancestors(path), tier__order__lt=tier)
    return _undecided(subject.campaign, Subject.objects.collectives().filter(first, campaign=subject.campaign_id))


def units_before_head(subject: Subject) -> list[Subject]:
    """Of a head: the collectives of the unit, decided on at the same place, that have no decision yet."""
    if subject.is_collective or subject.rank != SeatRank.HEAD:
        return []
    own = Subject.objects.collectives().filter(
        campaign=subject.campaign_id, campaign_unit=subject.campaign_unit_id, decided_by=subject.decided_by_id
    )
    return _undecided(subject.campaign, own)


def _undecided(campaign: Campaign, subjects: SubjectQuerySet) -> list[Subject]:
    decided = RatingEntry.objects.decided().values("subject")
    rows = subjects.exclude(pk__in=decided).select_related("campaign_unit", "tier")
    return rated_of(campaign, rows.order_by("tier__order", "campaign_unit__path"))


def order_facts(subject: Subject) -> list[tuple[GateName, bool, str]]:
    """The gates before a decision: whether each condition holds, and in words why not."""
    lower, units = rated_later_than(subject), units_before_head(subject)
    return [
        (GateName.RATING_ORDER, not lower, _("Chưa xếp loại: %(names)s") % {"names": names(lower)}),
        (
            GateName.HEAD_RATED_AFTER_UNIT,
            not units,
            _("Chưa xếp loại tập thể của người đứng đầu này: %(names)s") % {"names": names(units)},
        ),
    ]


# -- the three stages


def _check_common(subject: Subject, kind: str, level: str) -> None:
    rating = scheme_of(subject.campaign)
    check_is_open(subject.campaign)
    check_step(subject.campaign_unit, StepName.RATING)
    if kind not in rating.kinds_of(is_collective=subject.is_collective):
        raise Refused(_("Quy trình không xếp loại mục này cho %(name)s") % {"name": subject.name})
    if level != NOT_YET and rating.place_of(level) is None:
        raise Refused(_("Chưa chọn mức xếp loại"))


def check_can_state(subject: Subject, stage: Stage | str, *, by: Account | None, at: datetime) -> None:
    """Whose word a stage is. Self: the subject. Proposal, decision: never who is rated, nor who sits on that collective."""
    scheme_of(subject.campaign)
    check_is_open(subject.campaign)
    check_step(subject.campaign_unit, StepName.RATING)
    if stage == Stage.SELF:
        check_speaks_for(subject, by=by, at=at)
        return
    check_not_own_file(subject, by=by, at=at)
    if by is not None and not _has_role(subject, stage, by, at):
        who = (
            _("Ban Tổ chức, hoặc bí thư của nơi kiểm điểm")
            if stage == Stage.PROPOSAL
            else _("lãnh đạo, Ban Tổ chức, hoặc bí thư của nơi kiểm điểm")
        )
        raise Refused(
            _("Việc này do %(who)s làm") % {"who": who}, way_out=_("Liên hệ Ban Tổ chức nếu cần được phân công")
        )


def _has_role(subject: Subject, stage: Stage | str, by: Account, at: datetime) -> bool:
    on, path = local_day(at), subject.campaign_unit.unit.path
    if may(by, Permission.MANAGE_CAMPAIGN, path, on=on):
        return True
    if may(by, Permission.RUN_MEETING, subject.decided_by.unit.path, on=on):
        return True
    return stage == Stage.DECISION and may(by, Permission.APPROVE_SUGGESTION, path, on=on)


def check_entry(
    subject: Subject,
    *,
    kind: str,
    stage: Stage | str,
    level: str,
    body: str,
    reason: str,
    earlier: RatingEntry | None,
    by: Account | None,
    at: datetime,
) -> None:
    """earlier: what stands now at this stage; replacing it needs a reason. A decision keeps the procedure's order."""
    check_can_state(subject, stage, by=by, at=at)
    _check_common(subject, kind, level)
    if stage == Stage.SELF and _is_decided(subject, kind):
        raise Refused(_("Đã có quyết định xếp loại, mức tự nhận không sửa được nữa"))
    if stage != Stage.SELF and not body.strip():
        raise Refused(_("Chưa ghi nơi đề nghị hoặc quyết định"))
    if earlier is not None and not reason.strip():
        raise Refused(
            _("Đã ghi mức “%(level)s” ngày %(day)s; muốn ghi lại phải nêu lý do")
            % {"level": scheme_of(subject.campaign).level_name(earlier.level), "day": f"{earlier.on:%d/%m/%Y}"},
            way_out=_("Ghi lý do; mức ghi trước vẫn được giữ"),
        )
    if stage == Stage.DECISION:
        check_can_decide(subject)


def check_can_decide(subject: Subject) -> None:
    """Reviewed before it is rated; and the gates of the order."""
    if not AgendaItem.objects.deciding().concluded().filter(subject=subject).exists():
        raise Refused(
            _("Chưa kết luận kiểm điểm %(name)s") % {"name": subject.name}, way_out=_("Kiểm điểm xong rồi xếp loại")
        )
    for gate, ok, reason in order_facts(subject):
        check_gate(subject.campaign, gate, subject, ok, reason)


def _is_decided(subject: Subject, kind: str) -> bool:
    return RatingEntry.objects.decided().filter(subject=subject, kind=kind).exists()


def check_can_state_grounds(campaign: Campaign, path: str, *, by: Account | None, at: datetime) -> None:
    """The leader, or the officer, at the unit under which the group is compared."""
    scheme_of(campaign)
    check_is_open(campaign)
    on = local_day(at)
    roles = (Permission.MANAGE_CAMPAIGN, Permission.APPROVE_SUGGESTION)
    if by is not None and not any(may(by, role, path, on=on) for role in roles):
        raise Refused(_("Căn cứ cho tỷ lệ cao hơn do lãnh đạo hoặc Ban Tổ chức của cấp trên nêu"))
