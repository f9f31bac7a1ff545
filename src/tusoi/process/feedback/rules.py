"""May it be done? Preparing a round, naming the team, opening, printing, handing in, closing.

`by=None` is the program itself (a played package); it is held to every rule but the one about roles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, Seat, Unit, in_force
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import GroupRule, StepName
from tusoi.foundation.secrecy.rules import check_can_arm, check_can_enter, check_can_set_passphrase
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.campaigns.rules import check_gate, check_is_open, gate_of, warns
from tusoi.process.campaigns.rules_procedure import check_step, profile_without
from tusoi.process.campaigns.states import GateName
from tusoi.process.feedback.models import Group, PaperAccount, Replacement, Round
from tusoi.process.feedback.rules_paper import check_paper_closes
from tusoi.process.feedback.states import RoundState

SPARE_PERCENT, SPARE_LEAST = 10, 5  # codes beyond the people invited: spoilt or lost sheets
MOST_INVITED = 20_000


@dataclass(frozen=True)
class Counter:
    """Somebody for the counting team, and the agency that sends them."""

    account: Account
    agency: Unit


def short(day: date) -> str:
    return date_format(day, "d/m/Y")


def check_can_run(round: Round, *, by: Account | None, at: datetime) -> None:
    if by is not None:
        require(by, Permission.RUN_ROUND, round.campaign_unit.unit.path, on=at.date())


def check_can_prepare(campaign: Campaign, unit: CampaignUnit, *, by: Account | None, at: datetime) -> None:
    check_is_open(campaign)
    if unit.campaign_id != campaign.pk:
        raise Refused(_("%(unit)s không thuộc đợt kiểm điểm này") % {"unit": unit})
    if by is not None:
        require(by, Permission.RUN_ROUND, unit.unit.path, on=at.date())
    check_step(unit, StepName.FEEDBACK)


def check_groups(unit: CampaignUnit, groups: Sequence[GroupRule]) -> None:
    """A unit too small for anonymity asks only groups whose slips carry a name."""
    if not groups or any(not group.attributed for group in groups):
        check_step(unit, StepName.ANONYMOUS_FEEDBACK)


def groups_for(unit: CampaignUnit) -> list[GroupRule]:
    """The procedure's groups that a round of this unit asks."""
    signed_only = profile_without(unit, StepName.ANONYMOUS_FEEDBACK) is not None
    return [group for group in unit.campaign.rules.groups if group.attributed or not signed_only]


def left_out(round: Round) -> list[str]:
    """Groups that must be asked and of which nobody is invited, by name."""
    invited = set(round.groups.filter(invitations__isnull=False).values_list("code", flat=True))
    return [group.name for group in groups_for(round.campaign_unit) if group.must_ask and group.code not in invited]


def _not_asked(missing: list[str]) -> str:
    return _("Chưa mời nhóm phải hỏi: %(names)s") % {"names": ", ".join(missing)}


def check_must_ask(round: Round) -> None:
    missing = left_out(round)
    check_gate(round.campaign, GateName.MUST_ASK, round, not missing, _not_asked(missing))


def must_ask_warning(round: Round) -> str:
    """What a page says beside a round in preparation where the procedure only warns; "" where all is well."""
    missing = left_out(round) if round.state == RoundState.DRAFT else []
    if not warns(round.campaign, GateName.MUST_ASK, not missing):
        return ""
    return f"{_not_asked(missing)} ({gate_of(round.campaign, GateName.MUST_ASK).cited})"


def check_round(
    campaign: Campaign, *, code: str, title: str, subjects: Sequence[Subject], opens_on: date, closes_on: date
) -> None:
    """What a round must say, whoever prepares it."""
    if not title.strip():
        raise Refused(_("Đợt lấy ý kiến phải có tên"))
    if campaign.rounds.filter(code=code).exists():
        raise Refused(_("Mã %(code)s đã dùng cho một đợt lấy ý kiến khác") % {"code": code})
    if closes_on < opens_on:
        raise Refused(_("Ngày cuối nhận phiếu phải từ ngày bắt đầu trở đi"))
    if not subjects or any(subject.campaign_id != campaign.pk for subject in subjects):
        raise Refused(_("Chọn ít nhất một tập thể hoặc cá nhân của đợt kiểm điểm này để lấy ý kiến"))


def check_is_draft(round: Round) -> None:
    if round.state != RoundState.DRAFT:
        raise Refused(_("Đợt lấy ý kiến đã bắt đầu, không sửa phần chuẩn bị được nữa"))


def check_can_invite(group: Group, names: Sequence[str], *, by: Account | None, at: datetime) -> None:
    check_can_run(group.round, by=by, at=at)
    check_is_draft(group.round)
    if not names:
        raise Refused(_("Chưa có tên nào để mời"))
    if group.invitations.count() + len(names) > MOST_INVITED:
        raise Refused(_("Mỗi nhóm mời nhiều nhất %(most)s nơi") % {"most": MOST_INVITED})
    taken = set(group.invitations.values_list("name", flat=True))
    twice = [name for name in names if name in taken or names.count(name) > 1] if len(names) < 500 else []
    if twice:
        raise Refused(
            _("“%(name)s” đã có trong danh sách mời của nhóm này") % {"name": twice[0]},
            way_out=_("Nếu là người trùng tên, ghi thêm nơi công tác hoặc nơi ở"),
        )


def check_can_name_team(round: Round, team: Sequence[Counter], *, by: Account | None, at: datetime) -> None:
    """At least two people from two agencies, none of whom the slips are about (rule 5 of the process)."""
    check_can_run(round, by=by, at=at)
    check_is_draft(round)
    counting = round.campaign.rules.counting
    people = [member.account.person for member in team if member.account.person and member.account.is_active]
    if len({person.pk for person in people}) < max(counting.team, counting.needed) or len(people) != len(team):
        raise Refused(
            _("Tổ mở phiếu cần ít nhất %(count)s người khác nhau, mỗi người có tài khoản")
            % {"count": max(counting.team, counting.needed)}
        )
    if len({member.agency.pk for member in team}) < 2:
        raise Refused(
            _("Tổ mở phiếu phải có người của ít nhất hai cơ quan"), way_out=_("Thêm một người của cơ quan khác")
        )
    for person in people:
        if is_concerned(round, person, at.date()):
            raise Refused(
                _("%(name)s là đối tượng được góp ý trong đợt này, không thể ở trong tổ mở phiếu")
                % {"name": person.name},
                way_out=_("Chọn một người không được góp ý trong đợt này"),
            )


def is_concerned(round: Round, person: Person, on: date) -> bool:
    """Whether the slips are about this person, or about a collective on which the person sits that day."""
    if round.subjects.filter(person=person).exists():
        return True
    bodies = round.subjects.exclude(collective=None).values("collective")
    return Seat.objects.filter(in_force(on), person=person, collective__in=bodies).exists()


def check_can_set_own_passphrase(round: Round, passphrase: str, *, by: Account) -> None:
    if round.box is None:
        raise Refused(_("Chưa lập tổ mở phiếu"))
    check_can_set_passphrase(round.box, passphrase, by=by)


def check_can_open(round: Round, *, by: Account | None, at: datetime) -> None:
    check_can_run(round, by=by, at=at)
    check_is_draft(round)
    check_is_open(round.campaign)
    if at.date() < round.opens_on:
        raise Refused(_("Chưa đến ngày lấy ý kiến (%(day)s)") % {"day": short(round.opens_on)})
    if round.box is None:
        raise Refused(_("Chưa lập tổ mở phiếu"), way_out=_("Lập tổ mở phiếu ít nhất hai người của hai cơ quan"))
    anonymous = {g.name: g.invitations.count() for g in round.groups.all().invited().filter(is_attributed=False)}
    if not round.groups.filter(invitations__isnull=False).exists():
        raise Refused(_("Chưa mời ai góp ý"), way_out=_("Lập danh sách mời của từng nhóm"))
    if 0 < sum(anonymous.values()) < round.threshold:
        raise Refused(
            _("Các nhóm không ghi tên chỉ có %(count)s người, dưới ngưỡng %(threshold)s: người viết dễ bị đoán ra")
            % {"count": sum(anonymous.values()), "threshold": round.threshold},
            way_out=_("Mời thêm người, hoặc lấy ý kiến theo cách khác"),
        )
    check_must_ask(round)
    check_can_arm(round.box)


def most_codes(invited: int) -> int:
    """How many codes a group may have: the people invited and some spare sheets."""
    return invited + max(SPARE_LEAST, -(-invited * SPARE_PERCENT // 100)) if invited else 0


def extra_sheets(group: Group) -> int:
    """More sheets for those who lost theirs: one for each, and a pile to draw it from."""
    asked = Replacement.objects.filter(group=group, dropped=False).count()
    return asked + group.round.threshold if asked else 0


def check_can_print(group: Group, count: int, issued: int, *, by: Account | None, at: datetime) -> None:
    """count: how many now; issued: how many printed sheets of the group are not void."""
    check_can_run(group.round, by=by, at=at)
    if group.round.state != RoundState.OPEN:
        raise Refused(_("Chỉ in phiếu khi đợt đang lấy ý kiến"), way_out=_("Bắt đầu lấy ý kiến rồi in phiếu"))
    invited = group.invitations.count()
    limit = invited if group.is_attributed else most_codes(invited) + extra_sheets(group)
    if issued >= limit > 0:
        raise Refused(_("Đã in đủ phiếu cho nhóm này (%(issued)s phiếu)") % {"issued": issued})
    if count < 1 or issued + count > limit:
        raise Refused(
            _("Nhóm này mời %(invited)s nơi, đã in %(issued)s phiếu; in thêm được nhiều nhất %(left)s")
            % {"invited": invited, "issued": issued, "left": max(limit - issued, 0)}
        )


def check_can_hand_in(round: Round, *, at: datetime) -> None:
    if round.state != RoundState.OPEN or at.date() > round.closes_on:
        raise Refused(
            _("Đợt lấy ý kiến này đã hết hạn nhận phiếu (%(day)s)") % {"day": short(round.closes_on)},
            way_out=_("Có thể góp ý trực tiếp với %(unit)s") % {"unit": round.campaign_unit.name},
        )


def check_can_close(round: Round, unclosed: Sequence[str], *, by: Account | None, at: datetime) -> None:
    """Slips are taken until the end of the last day that was announced, and no sheet of paper is unaccounted for.

    unclosed: what sheets.unclosed says. A sheet left over is a code that nobody holds and somebody could use.
    """
    check_can_run(round, by=by, at=at)
    if round.state != RoundState.OPEN:
        raise Refused(_("Đợt này không ở trạng thái đang lấy ý kiến"))
    if at.date() <= round.closes_on:
        raise Refused(
            _("Chưa thể khóa: đã báo nhận phiếu đến hết ngày %(day)s") % {"day": short(round.closes_on)},
            way_out=_("Khóa từ ngày hôm sau"),
        )
    if unclosed:
        raise Refused(
            _("Chưa thể khóa: phiếu giấy chưa rõ hết. %(missing)s") % {"missing": "; ".join(unclosed)},
            way_out=_("Ghi số đã phát; tờ còn lại, tờ hỏng, tờ mất thì hai người xác nhận hủy"),
            url=reverse("feedback:sheets", args=[round.campaign.code, round.code]),
        )


def check_can_open_slips(round: Round, *, by: Account) -> None:
    """A member of the team who gives the passphrase, after closing."""
    if round.box is None:
        raise Refused(_("Chưa lập tổ mở phiếu"))
    check_can_enter(round.box, by=by)
    account = PaperAccount.objects.filter(round=round).first()
    check_paper_closes(account.remark if account else "", round.paper_entries.count())
