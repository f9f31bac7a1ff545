"""Roles are a table with a human description. `reach` says whether a grant on a unit reaches the units below it."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    SEE_FIGURES = "see_figures", _("xem số liệu và văn bản đã ban hành")
    MANAGE_CAMPAIGN = "manage_campaign", _("lập kế hoạch, mở và đóng đợt kiểm điểm")
    RECORD_UNIT = "record_unit", _("ghi việc của đơn vị: tiếp nhận văn bản, họp chuẩn bị, số liệu báo cáo")
    KEEP_ROLL = "keep_roll", _("giữ danh sách: kết nạp, chuyển sinh hoạt, chức vụ, nhập từ tệp")
    RUN_CLASS = "run_class", _("tổ chức lớp quán triệt, điểm danh")
    RUN_ROUND = "run_round", _("lập đợt lấy ý kiến, gửi phiếu")
    DRAFT_SUGGESTION = "draft_suggestion", _("soạn gợi ý kiểm điểm")
    APPROVE_SUGGESTION = "approve_suggestion", _("duyệt gợi ý, phân công người theo dõi")
    SEE_ISSUES = "see_issues", _("xem vấn đề và báo cáo của tập thể, cá nhân")
    WRITE_COLLECTIVE_REPORT = "write_collective_report", _("viết báo cáo kiểm điểm tập thể, tiếp thu, giải trình")
    ACCEPT_REPORT = "accept_report", _("tiếp nhận hoặc trả lại báo cáo")
    RUN_MEETING = "run_meeting", _("tổ chức hội nghị kiểm điểm, ghi biên bản, kết luận")
    OVERRIDE_GATE = "override_gate", _("cho phép vượt một bước, có lý do")
    MAKE_COMMITMENT = "make_commitment", _("lập cam kết khắc phục, phân công giám sát")
    ADMINISTER = "administer", _("quản lý tài khoản, sao lưu, cài đặt")


class Role(models.TextChoices):
    OFFICER = "officer", _("Cán bộ Ban Tổ chức")
    LEADER = "leader", _("Lãnh đạo")
    SECRETARY = "secretary", _("Bí thư")
    MEMBER = "member", _("Đảng viên")
    VIEWER = "viewer", _("Cấp trên theo dõi")
    ADMINISTRATOR = "administrator", _("Quản trị máy")


@dataclass(frozen=True)
class RoleRule:
    """What a role may do, in how many words, and whether it reaches down the tree."""

    does: str | Promise
    may: frozenset[Permission]
    reach: bool


P = Permission
ROLES: dict[Role, RoleRule] = {
    Role.OFFICER: RoleRule(
        _("Chuẩn bị đợt kiểm điểm, quản lý danh sách, gửi phiếu, theo dõi tiến độ"),
        frozenset(
            {
                P.SEE_FIGURES, P.MANAGE_CAMPAIGN, P.RECORD_UNIT, P.KEEP_ROLL, P.RUN_CLASS, P.RUN_ROUND,
                P.DRAFT_SUGGESTION, P.SEE_ISSUES, P.ACCEPT_REPORT, P.OVERRIDE_GATE, P.MAKE_COMMITMENT,
            }
        ),
        reach=True,
    ),
    Role.LEADER: RoleRule(
        _("Chọn nơi gợi ý kiểm điểm, phân công theo dõi và giám sát, phê duyệt"),
        frozenset(
            {
                P.SEE_FIGURES, P.DRAFT_SUGGESTION, P.APPROVE_SUGGESTION, P.SEE_ISSUES, P.ACCEPT_REPORT,
                P.OVERRIDE_GATE, P.MAKE_COMMITMENT,
            }
        ),
        reach=True,
    ),
    Role.SECRETARY: RoleRule(
        _("Mở lớp, chủ trì báo cáo tập thể và hội nghị, ghi kết luận, lập cam kết của đơn vị mình"),
        frozenset(
            {
                P.SEE_FIGURES, P.RECORD_UNIT, P.RUN_CLASS, P.SEE_ISSUES, P.WRITE_COLLECTIVE_REPORT, P.RUN_MEETING,
                P.MAKE_COMMITMENT,
            }
        ),
        reach=False,
    ),
    Role.MEMBER: RoleRule(
        _("Dự lớp, góp ý, tự kiểm điểm, tiếp thu và giải trình, xem hồ sơ của mình"),
        frozenset(),
        reach=False,
    ),
    Role.VIEWER: RoleRule(
        _("Xem số liệu và văn bản đã ban hành; không xem nội dung của cá nhân"),
        frozenset({P.SEE_FIGURES}),
        reach=True,
    ),
    Role.ADMINISTRATOR: RoleRule(
        _("Giữ máy chạy: tài khoản, sao lưu; không xem nội dung kiểm điểm"),
        frozenset({P.ADMINISTER}),
        reach=True,
    ),
}  # fmt: skip
