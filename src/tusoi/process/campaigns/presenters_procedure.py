"""A procedure as people read it: chapters of sentences, each with its clause or that it is assumed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.rulebook.actions import digest_of
from tusoi.foundation.rulebook.differences import Difference, differences, in_words
from tusoi.foundation.rulebook.parts import Rule
from tusoi.foundation.rulebook.procedure import Outline, Procedure, StepName, TierRule
from tusoi.process.campaigns import rules, rules_procedure
from tusoi.process.campaigns.models import Campaign, ProcedureVersion
from tusoi.process.campaigns.states import GateName


@dataclass(frozen=True)
class Line:
    """A rule in a sentence. rule: None for what needs no clause of its own (the sections of an outline)."""

    text: str
    rule: Rule | None = None
    note: str = ""


@dataclass(frozen=True)
class Chapter:
    code: str
    title: str
    lines: list[Line]
    rule: Rule | None = None


@dataclass(frozen=True)
class Version:
    version: ProcedureVersion
    changes: list[Difference]


@dataclass(frozen=True)
class ProcedurePage:
    """campaign: None for a file that no campaign is asked about; versions: the latest first."""

    procedure: Procedure
    digest: str
    chapters: list[Chapter]
    campaign: Campaign | None = None
    versions: list[Version] | None = None
    can_amend: Answer | None = None

    @property
    def is_frozen(self) -> bool:
        return bool(self.versions)


def file_page(procedure: Procedure) -> ProcedurePage:
    """A file of the folder, before any campaign follows it."""
    return ProcedurePage(procedure, digest_of(procedure), chapters_of(procedure))


def procedure_page(campaign: Campaign, *, account: Account, at: datetime) -> ProcedurePage:
    procedure = rules.procedure_of(campaign)
    versions = versions_of(campaign.procedure_versions.select_related("frozen", "by__person"))
    can_amend = ask(rules_procedure.check_can_amend, campaign, by=account, at=at)
    return ProcedurePage(procedure, digest_of(procedure), chapters_of(procedure), campaign, versions, can_amend)


def followed(campaign: Campaign) -> str:
    """Which rules the pages of this campaign go by, and which version of them."""
    if not campaign.procedure_version:
        return _("Quy trình %(code)s sẽ được chốt khi mở đợt.") % {"code": campaign.procedure_code}
    return _("Theo quy trình %(code)s, bản %(n)s của đợt.") % {
        "code": campaign.procedure_code,
        "n": campaign.procedure_version,
    }


def versions_of(rows: "QuerySet[ProcedureVersion]") -> list[Version]:
    """The versions with what each changed, the latest first."""
    found: list[Version] = []
    earlier: Procedure | None = None
    for row in rows:
        found.append(Version(row, differences(earlier, row.frozen.rules) if earlier else []))
        earlier = row.frozen.rules
    return found[::-1]


def chapters_of(procedure: Procedure) -> list[Chapter]:
    """Every rule of the procedure, in the order in which a campaign meets them."""
    made = [
        _order(procedure),
        _profiles(procedure),
        _gates(procedure),
        _asked(procedure),
        _themes(procedure),
        _outline("bao-cao-tap-the", procedure.outlines.collective),
        _outline("ban-ca-nhan", procedure.outlines.individual),
        _rating(procedure),
        _reminders(procedure),
    ]
    return [chapter for chapter in made if chapter.lines]


def _order(procedure: Procedure) -> Chapter:
    order = procedure.order
    lines = [Line(_("Kiểm điểm đi %(way)s.") % {"way": in_words(order.review.direction)}, order.review)]
    if order.rating:
        lines.append(Line(_("Xếp loại đi %(way)s.") % {"way": in_words(order.rating.direction)}, order.rating))
    for tier in sorted(procedure.tiers, key=lambda tier: tier.order):
        lines += _tier(tier)
    return Chapter("thu-tu", _("Thứ tự và thời gian"), lines)


def _tier(tier: TierRule) -> list[Line]:
    lines = [Line(_("Cấp thứ %(order)s: %(name)s.") % {"order": tier.order, "name": tier.name}, tier)]
    if tier.window:
        said = {"name": tier.name, "opens": tier.window.opens, "closes": tier.window.closes}
        lines.append(Line(_("%(name)s: thường từ ngày %(opens)s đến hết ngày %(closes)s.") % said, tier.window))
    if tier.days:
        text = _("%(name)s: mỗi tập thể ít nhất %(days)s ngày.") % {"name": tier.name, "days": tier.days.collective}
        if tier.days.individual:
            text += " " + _("Mỗi cá nhân ít nhất %(days)s ngày.") % {"days": tier.days.individual}
        lines.append(Line(text, tier.days))
    return lines


def step_names() -> dict[StepName, str]:
    return {
        StepName.DISSEMINATION: _("lớp quán triệt"),
        StepName.FEEDBACK: _("lấy ý kiến góp ý"),
        StepName.ANONYMOUS_FEEDBACK: _("phiếu không ghi tên"),
        StepName.SUGGESTIONS: _("gợi ý kiểm điểm"),
        StepName.REPORTS: _("báo cáo kiểm điểm"),
        StepName.REVIEWS: _("hội nghị kiểm điểm"),
        StepName.RATING: _("xếp loại"),
        StepName.SUPERVISION: _("theo dõi khắc phục"),
    }


def _profiles(procedure: Procedure) -> Chapter:
    names = step_names()
    lines = [
        Line(
            _("%(name)s: không áp dụng %(steps)s.")
            % {"name": one.name, "steps": ", ".join(names[step] for step in one.off)},
            one,
            _("Mã cấp đơn vị: %(levels)s") % {"levels": ", ".join(one.levels)},
        )
        for one in procedure.profiles
        if one.off
    ]
    return Chapter("don-vi", _("Bước không áp dụng"), lines)


def _gates(procedure: Procedure) -> Chapter:
    lines = []
    for gate in GateName:
        rule = getattr(procedure.gates, gate.value)
        if rule is None:
            continue
        name = str(gate.label)
        said = {"name": name[:1].upper() + name[1:], "mode": in_words(rule.mode)}
        lines.append(Line(_("%(name)s: khi chưa đủ thì %(mode)s.") % said, rule))
    share = {"present": procedure.quorum.present, "of": procedure.quorum.of}
    quorum = _("Hội nghị hợp lệ khi có mặt ít nhất %(present)s/%(of)s số thành viên.") % share
    return Chapter("buoc-chan", _("Điều phải có trước"), [*lines, Line(quorum, procedure.quorum)])


def _asked(procedure: Procedure) -> Chapter:
    lines = []
    for group in procedure.groups:
        signed = _("phiếu ghi tên tổ chức") if group.attributed else _("phiếu không ghi tên")
        must = _("; đợt lấy ý kiến nào cũng phải mời") if group.must_ask else ""
        lines.append(Line(f"{group.name}: {signed}{must}.", group, group.note))
    said = procedure.counting.model_dump()
    lines += [
        Line(
            _(
                "Tổ mở phiếu có ít nhất %(team)s người, %(needed)s người nhập mật khẩu mới mở được. Nhóm dưới "
                "%(threshold)s người không hiện riêng."
            )
            % said,
            procedure.counting,
        ),
        Line(
            _(
                "Lời văn của phiếu được hủy %(retention_days)s ngày sau lần thông báo kết quả cuối cùng; vấn đề, con số "
                "và bản tổng hợp được giữ."
            )
            % said,
            procedure.counting,
        ),
    ]
    return Chapter("gop-y", _("Ai được hỏi ý kiến, phiếu mở thế nào"), lines)


def _themes(procedure: Procedure) -> Chapter:
    return Chapter(
        "chu-de", _("Nội dung gợi ý kiểm điểm"), [Line(f"{theme.name}.", theme) for theme in procedure.themes]
    )


def _outline(code: str, outline: Outline) -> Chapter:
    return Chapter(code, outline.title, [Line(part.heading, note=part.help) for part in outline.sections], outline)


def _rating(procedure: Procedure) -> Chapter:
    rating = procedure.rating
    if rating is None:
        return Chapter("xep-loai", _("Xếp loại"), [])
    names = {level.code: level.name for level in rating.levels}
    lines = [Line(_("%(who)s quyết định mức xếp loại.") % {"who": rating.decided_by}, rating)]
    if rating.announced == "published":
        lines.append(
            Line(_("Mức của tập thể được nêu trong thông báo kết quả; mức của cá nhân chỉ báo cho người đó."), rating)
        )
    else:
        lines.append(Line(_("Mức xếp loại chỉ báo cho nơi, người được xếp loại."), rating))
    lines += [
        Line(
            _("%(name)s: từ %(points)s điểm.") % {"name": level.name, "points": level.least_points},
            level,
            "; ".join(level.conditions),
        )
        for level in rating.levels
    ]
    lines += [Line(f"{kind.name}.", kind) for kind in rating.kinds]
    if rating.ballot:
        text = _("Tổ kiểm phiếu có ít nhất %(team)s người, không ai là người được bỏ phiếu.")
        lines.append(Line(text % {"team": rating.ballot.team}, rating.ballot))
    for quota in rating.quotas:
        said = {
            "name": names[quota.level],
            "percent": quota.percent,
            "base": ", ".join(names[code] for code in quota.base),
            "group": quota.group,
        }
        text = _("“%(name)s”: nhiều nhất %(percent)s %% số “%(base)s” (%(group)s).") % said
        if quota.most_percent:
            text += " " + _("Nơi nổi trội nhiều nhất %(percent)s %%.") % {"percent": quota.most_percent}
        lines.append(Line(text, quota, _("Chương trình chỉ nêu để biết, không tự xếp loại.")))
    return Chapter("xep-loai", _("Xếp loại"), lines)


def _reminders(procedure: Procedure) -> Chapter:
    rule = procedure.reminders
    said = {"before": in_words(rule.before), "after": in_words(rule.after), "climb": rule.climb_after}
    text = _(
        "Cam kết khắc phục: nhắc trước hạn %(before)s ngày, sau hạn %(after)s ngày; quá %(climb)s ngày thì báo lên cấp trên."
    )
    names = {tier.code: tier.name for tier in procedure.tiers}
    lines = [
        Line(
            _("%(what)s (%(tier)s): trước hết ngày %(by)s.")
            % {"what": one.name, "tier": names[one.tier], "by": one.by},
            one,
        )
        for one in procedure.deadlines
    ]
    most = procedure.mending
    longest = _("Hạn của một cam kết khắc phục: nhiều nhất %(days)s ngày.") % {"days": most.longest_days}
    aged = _("Qua %(n)s đợt kiểm điểm mà chưa khắc phục xong thì coi là khuyết điểm tồn tại lâu.")
    old = Line(aged % {"n": procedure.long_standing.campaigns}, procedure.long_standing)
    return Chapter("thoi-han", _("Thời hạn và nhắc việc"), [*lines, Line(text % said, rule), Line(longest, most), old])
