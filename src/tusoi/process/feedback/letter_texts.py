"""What the letters say. An invitation carries its code, so it is made in memory and handed straight to the mail server."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from tusoi.process.feedback.models import Group, Letter


def _address() -> str:
    return settings.PUBLIC_URL.rstrip("/") + reverse("feedback:slip")


def _message(letter: Letter, subject: str, lines: list[str]) -> EmailMessage:
    if settings.DEMO:
        lines = [*lines, "", _("Dữ liệu minh họa, không có thật")]
    return EmailMessage(
        subject=subject,
        body="\n".join(lines),
        to=[letter.invitation.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _opening(letter: Letter, group: Group) -> list[str]:
    day = date_format(group.round.closes_on, "d/m/Y")
    return [
        _("Kính gửi %(name)s,") % {"name": letter.invitation.name},
        "",
        _("%(unit)s kính mời góp ý: %(title)s. Nhận phiếu đến hết ngày %(day)s.")
        % {"unit": group.round.campaign_unit.name, "title": group.round.title, "day": day},
        "",
    ]


@sensitive_variables()
def invitation_letter(letter: Letter, group: Group, code: str) -> EmailMessage:
    """The invitation. The code stands behind "#", which browsers do not send to the server."""
    lines = _opening(letter, group)
    lines += [_("Mở liên kết này để viết phiếu, dùng được một lần:"), f"{_address()}#{code}", ""]
    lines += [_("Hoặc mở %(address)s và gõ mã: %(code)s") % {"address": _address(), "code": code}, ""]
    if group.is_attributed:
        lines += [_("Phiếu mang tên %(name)s; tổ mở phiếu thấy tên đó.") % {"name": letter.invitation.name}]
    else:
        lines += [
            _("Chương trình không giữ mã này và không ghi ai nhận mã nào. Nhưng thư này thì có:"),
            _("máy chủ thư và hộp thư giữ cả tên lẫn mã. Mở phiếu xong nên xóa thư; muốn kín hơn, xin phiếu giấy."),
        ]
    contact = group.round.campaign.rules.help_contact
    lines += ["", _("Nếu bị gây khó khăn vì đã góp ý, xin liên hệ: %(who)s.") % {"who": contact}]
    return _message(letter, _("Mời góp ý: %(title)s") % {"title": group.round.title}, lines)


def reminder_letter(letter: Letter, group: Group) -> EmailMessage:
    """The same for everybody of the group, with no code and no word on who answered."""
    lines = [
        *_opening(letter, group),
        _("Thư này gửi cho cả nhóm, vì chương trình không biết ai đã gửi phiếu. Nếu đã gửi, xin bỏ qua."),
        _("Nếu chưa gửi, xin dùng liên kết trong thư mời trước. Nếu không còn thư đó, xin báo để được cấp lại mã."),
    ]
    return _message(letter, _("Nhắc góp ý: %(title)s") % {"title": group.round.title}, lines)
