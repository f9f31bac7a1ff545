"""The letter that a notice becomes."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tusoi.foundation.notices.models import Notice


def message_id(notice: Notice) -> str:
    """The same for every attempt, so that a repeated letter is shown once."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<notice-{notice.pk}@{host}>"


def letter(notice: Notice, address: str, connection: BaseEmailBackend) -> EmailMessage:
    """What, for whom, until when, and where in the program; nothing else."""
    lines = [_("Kính gửi đồng chí %(name)s,") % {"name": notice.person.name}, "", notice.what]
    if notice.unit:
        lines.append(_("Đơn vị: %(unit)s") % {"unit": notice.unit.name})
    if notice.due_on:
        lines.append(_("Hạn: %(day)s") % {"day": date_format(notice.due_on, "d/m/Y")})
    lines += ["", _("Mở trong chương trình: %(address)s") % {"address": settings.PUBLIC_URL.rstrip("/") + notice.path}]
    lines += ["", _("Thư gửi tự động, không mang nội dung kiểm điểm. Xin không trả lời thư này.")]
    if settings.DEMO:
        lines += ["", _("Dữ liệu minh họa, không có thật")]
    return EmailMessage(
        subject=notice.what,
        body="\n".join(lines),
        to=[address],
        connection=connection,
        headers={"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"},
    )
