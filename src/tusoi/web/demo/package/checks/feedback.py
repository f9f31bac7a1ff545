"""Tiers, subjects, the round of slips and the counting team."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from tusoi.web.demo.package.about import Round
from tusoi.web.demo.package.checks.base import day, fault, not_after, not_before
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.package import Package
from tusoi.web.demo.package.rows import GroupRow, InvitationRow, SlipRow, SubjectRow, TierRow


def check_tiers(package: Package) -> Iterator[Fault]:
    orders: dict[int, TierRow] = {}
    for tier in package.tiers:
        yield from not_after(tier, "opens_on", tier.opens_on, tier.closes_on, _("ngày kết thúc của cấp"))
        first = orders.setdefault(tier.order, tier)
        if first is not tier:
            yield fault(tier, "order", _("Thứ tự đã có ở dòng %(row)s") % {"row": first.row}, _("một thứ tự khác"))


def check_subjects(package: Package) -> Iterator[Fault]:
    """A subject is a collective or a person, once; a person sits where the review is held."""
    seen: dict[tuple[str, str], SubjectRow] = {}
    orders: dict[tuple[str, int], SubjectRow] = {}
    for subject in package.subjects:
        if bool(subject.collective) == bool(subject.person):
            yield fault(
                subject,
                "collective",
                _("Đối tượng kiểm điểm phải là một tập thể hoặc một cá nhân"),
                _("đúng một ô có mã"),
            )
            continue
        first = seen.setdefault((subject.collective, subject.person), subject)
        if first is not subject:
            yield fault(
                subject,
                "collective" if subject.collective else "person",
                _("Đã là đối tượng kiểm điểm ở dòng %(row)s") % {"row": first.row},
                _("mỗi tập thể, cá nhân một dòng"),
            )
        place = orders.setdefault((subject.decided_by, subject.order), subject)
        if place is not subject:
            yield fault(subject, "order", _("Thứ tự đã có ở dòng %(row)s") % {"row": place.row}, _("một thứ tự khác"))
        if subject.person and subject.person not in package.members_of.get(subject.decided_by, {subject.person}):
            yield fault(
                subject,
                "decided_by",
                _("“%(code)s” không ở trong tập thể nơi kiểm điểm") % {"code": subject.person},
                _("một tập thể có người này trong seats.csv"),
            )
    yield from _collective_first(package.subjects)


def _collective_first(subjects: list[SubjectRow]) -> Iterator[Fault]:
    first_person: dict[str, int] = {}
    for subject in subjects:
        if subject.person:
            first_person[subject.decided_by] = min(subject.order, first_person.get(subject.decided_by, subject.order))
    for subject in subjects:
        if subject.collective and subject.order > first_person.get(subject.decided_by, subject.order):
            yield fault(subject, "order", _("Tập thể đứng sau cá nhân"), _("tập thể trước, cá nhân sau"))


def check_round(package: Package) -> Iterator[Fault]:
    """The days of the round follow each other; two agencies count; nobody counts slips about themselves."""
    around = package.round
    if around is None:
        if package.slips:
            yield fault(package.slips[0], "", _("Có phiếu nhưng không có round.toml"), _("tệp round.toml"))
        return
    names = ["opens_on", "closes_on", "opened_on", "triaged_on", "announced_on"]
    for earlier, later in pairwise(names):
        if getattr(around, earlier) > getattr(around, later):
            yield Fault(
                "round.toml",
                0,
                later,
                _("Ngày %(day)s trước %(name)s") % {"day": day(getattr(around, later)), "name": earlier},
                _("từ %(limit)s trở đi") % {"limit": day(getattr(around, earlier))},
            )
    yield from _fit(package, around)
    if len({row.agency for row in package.counting_team}) < 2:
        yield Fault("counting_team.csv", 0, "agency", _("Tổ mở phiếu chưa đủ"), _("ít nhất hai người của hai cơ quan"))
    reviewed = [package.subject[code] for code in around.subjects if code in package.subject]
    discussed = {one.person for one in reviewed}.union(
        *(package.members_of.get(one.collective, ()) for one in reviewed)
    )
    for row in package.counting_team:
        if package.person_of.get(row.username, "") in discussed - {""}:
            yield fault(row, "username", _("Người được góp ý không thể mở phiếu"), _("một người khác"))


def _fit(package: Package, around: Round) -> Iterator[Fault]:
    """What the round must be for its rules: inside the campaign, opened after its last day, no threshold below the least."""
    calendar = package.about.calendar
    if around.opened_on == around.closes_on:
        yield Fault(
            "round.toml", 0, "opened_on", _("Phiếu còn được nhận đến hết ngày này"), _("từ ngày hôm sau closes_on")
        )
    least = package.procedure.counting.threshold if package.procedure else 0
    if around.threshold < least:
        yield Fault(
            "round.toml", 0, "threshold", _("Dưới ngưỡng của quy trình"), _("từ %(least)s trở lên") % {"least": least}
        )
    if not calendar.opened <= around.opens_on <= calendar.closed:
        yield Fault(
            "round.toml", 0, "opens_on", _("Ngày ngoài thời gian của đợt"), _("một ngày từ khi mở đến khi kết thúc đợt")
        )


def check_groups(package: Package) -> Iterator[Fault]:
    """An anonymous group smaller than the threshold would give its people away."""
    invited: dict[str, int] = defaultdict(int)
    for row in package.invitations:
        invited[row.group] += 1
    for group in package.groups:
        if package.round and not group.attributed and invited[group.code] < package.round.threshold:
            yield fault(
                group,
                "code",
                _("Nhóm chỉ có %(count)s người được mời") % {"count": invited[group.code]},
                _("ít nhất %(least)s người, hoặc gộp với nhóm khác") % {"least": package.round.threshold},
            )


def check_slips(package: Package) -> Iterator[Fault]:
    groups = {group.code: group for group in package.groups}
    invitations = {row.code: row for row in package.invitations}
    first_row: dict[str, SlipRow] = {}
    used: dict[str, str] = {}
    for slip in package.slips:
        first = first_row.setdefault(slip.slip, slip)
        if (first.group, first.invitation, first.on) != (slip.group, slip.invitation, slip.on):
            yield fault(
                slip, "slip", _("Phiếu khác với dòng %(row)s") % {"row": first.row}, _("cùng group, invitation, on")
            )
        if slip.group in groups:
            yield from _signed(slip, groups[slip.group], invitations)
        if slip.invitation and used.setdefault(slip.invitation, slip.slip) != slip.slip:
            yield fault(
                slip,
                "invitation",
                _("“%(code)s” đã gửi một phiếu khác") % {"code": slip.invitation},
                _("mỗi nơi một phiếu"),
            )
        if package.round:
            if slip.subject not in package.round.subjects and slip.subject in package.subject:
                yield fault(
                    slip, "subject", _("Đợt lấy ý kiến không hỏi về đối tượng này"), _("một mã trong round.toml")
                )
            yield from not_before(slip, "on", slip.on, package.round.opens_on, _("ngày mở đợt lấy ý kiến"))
            yield from not_after(slip, "on", slip.on, package.round.closes_on, _("ngày đóng đợt lấy ý kiến"))
    yield from _too_many(package, first_row)


def _signed(slip: SlipRow, group: GroupRow, invitations: dict[str, InvitationRow]) -> Iterator[Fault]:
    if not group.attributed and slip.invitation:
        yield fault(slip, "invitation", _("Phiếu không ghi tên nhưng có nơi gửi"), _("ô trống"))
    elif group.attributed:
        invitation = invitations.get(slip.invitation)
        if not slip.invitation:
            yield fault(slip, "invitation", _("Phiếu có ghi tên chưa rõ nơi gửi"), _("một mã trong invitations.csv"))
        elif invitation is not None and invitation.group != slip.group:
            yield fault(slip, "invitation", _("Nơi gửi thuộc nhóm khác"), slip.group)


def _too_many(package: Package, slips: dict[str, SlipRow]) -> Iterator[Fault]:
    for group in package.groups:
        invited = sum(1 for row in package.invitations if row.group == group.code)
        handed_in = [slip for slip in slips.values() if slip.group == group.code]
        if len(handed_in) > invited:
            yield fault(
                handed_in[invited],
                "group",
                _("Nhóm có %(count)s phiếu, chỉ mời %(invited)s") % {"count": len(handed_in), "invited": invited},
                _("không quá số người được mời"),
            )


CHECKS = [check_tiers, check_subjects, check_round, check_groups, check_slips]
