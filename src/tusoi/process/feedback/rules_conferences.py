"""May a comments conference be entered, and its comments typed? Fewer people than the threshold: never, they would be known."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.feedback.models import Comment, Conference, Round
from tusoi.process.feedback.rules import short
from tusoi.process.feedback.rules_sheets import check_can_handle
from tusoi.process.feedback.states import CommentState, RoundState


def check_can_enter(round: Round, *, held_on: date, present: int, written: int, by: Account, at: datetime) -> None:
    """From the first day of the round until its synthesis."""
    check_can_handle(round, by=by, at=at)
    if round.state in {RoundState.DRAFT, RoundState.SYNTHESISED}:
        raise Refused(_("Chỉ ghi hội nghị từ khi bắt đầu lấy ý kiến đến trước khi tổng hợp xong"))
    if not round.opens_on <= held_on <= min(at.date(), round.closes_on):
        raise Refused(
            _("Hội nghị phải họp trong thời gian lấy ý kiến, từ %(from)s đến %(to)s, và đã họp xong")
            % {"from": short(round.opens_on), "to": short(round.closes_on)}
        )
    if present < round.threshold:
        raise Refused(
            _("Hội nghị chỉ có %(present)s người, dưới ngưỡng %(threshold)s: người nói dễ bị đoán ra")
            % {"present": present, "threshold": round.threshold},
            way_out=_("Không nhập ý kiến của hội nghị này; mời những người dự góp ý bằng phiếu"),
        )
    if written < 1:
        raise Refused(_("Biên bản không ghi ý kiến nào thì không cần nhập"))


def check_can_type(conference: Conference, *, by: Account) -> None:
    """The counting team alone, once the slips are opened: so the comments wait for triage like those of slips."""
    round = conference.round
    if by.person_id is None or not round.team.filter(person=by.person_id).exists():
        raise Refused(_("Chỉ tổ mở phiếu gõ ý kiến trong biên bản hội nghị"))
    if round.state != RoundState.OPENED:
        raise Refused(
            _("Gõ ý kiến của hội nghị sau khi mở phiếu và trước khi tổng hợp xong"),
            way_out=_("Đến lúc đó giữ biên bản trong phong bì dán kín"),
        )


def check_not_all_typed(conference: Conference, typed: int) -> None:
    if typed >= conference.written:
        raise Refused(
            _("Đã gõ đủ %(n)s ý kiến ghi trong biên bản") % {"n": conference.written},
            way_out=_("Nếu biên bản có nhiều hơn, sửa số ý kiến trước"),
        )


def check_waits(comment: Comment) -> None:
    """A comment that has a place, was cut in two or is blacked out belongs to triage."""
    is_cut = comment.part_of_id or Comment.objects.filter(part_of=comment.pk).exists()
    if comment.state != CommentState.WAITING or is_cut or comment.is_covered:
        raise Refused(
            _("Ý kiến này đã được xếp, tách hoặc che, nên không sửa lời ở đây được"),
            way_out=_("Đưa về chỗ chờ xếp ở trang phân loại rồi sửa"),
        )


def check_can_count(conference: Conference, written: int, typed: int, *, by: Account, at: datetime) -> None:
    check_can_handle(conference.round, by=by, at=at)
    if conference.round.state == RoundState.SYNTHESISED:
        raise Refused(_("Đợt lấy ý kiến này đã tổng hợp xong"))
    if written < max(typed, 1):
        raise Refused(_("Đã gõ %(n)s ý kiến, số ghi trong biên bản không thể ít hơn") % {"n": typed})


def check_all_typed(missing: Mapping[str, int]) -> None:
    """missing: {conference: comments of its minutes that nobody has typed}."""
    for name, count in missing.items():
        raise Refused(
            _("%(name)s: còn %(n)s ý kiến trong biên bản chưa gõ") % {"name": name, "n": count},
            way_out=_("Gõ nốt, hoặc sửa số ý kiến ghi trong biên bản"),
        )
