"""Letters to one group: send the invitations, see by number what failed, remind everybody."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tusoi.foundation.kernel.middleware import OfficeRequest
from tusoi.foundation.kernel.refusal import ask
from tusoi.foundation.notices.states import MailState
from tusoi.process.feedback import letters, rules, rules_letters
from tusoi.process.feedback.bounces import mark_bounced
from tusoi.process.feedback.models import Group, Letter
from tusoi.process.feedback.states import LetterKind
from tusoi.process.feedback.views import account_of, group_or_404, round_or_404


def mail(request: OfficeRequest, campaign: str, round: str, group: str) -> HttpResponse:
    """GET shows how the letters of a group stand; POST sends (`go`: send, remind, paper, bounced with `addresses`)."""
    found = round_or_404(request, campaign, round)
    account, at = account_of(request), request.at
    rules.check_can_run(found, by=account, at=at)
    asked = group_or_404(found, group)
    if request.method == "POST":
        go = request.POST.get("go", "")
        if go == "remind":
            count = letters.queue_reminders(asked, by=account, at=at)
            messages.success(request, _("Đang gửi %(count)s thư nhắc cho cả nhóm") % {"count": count})
        elif go == "paper":
            count = letters.move_failed_to_paper(asked, by=account, at=at)
            messages.success(request, _("Đã chuyển %(count)s nơi sang phiếu giấy") % {"count": count})
        elif go == "bounced":
            count = mark_bounced(asked, request.POST.get("addresses", "").split(), by=account, at=at)
            messages.success(request, _("Đã ghi %(count)s thư mời bị trả lại") % {"count": count})
        else:
            count = letters.queue_invitations(asked, by=account, at=at)
            messages.success(
                request, _("Đang gửi %(count)s thư mời; tải lại trang để xem đã gửi đến đâu") % {"count": count}
            )
        return redirect("feedback:mail", campaign, round, group)
    missing = letters.without_letter(asked)
    page = {
        "round": found,
        "group": asked,
        "by_mail": asked.invitations.filter(channel="mail").count(),
        "missing": len(missing),
        "counts": _counts(asked, LetterKind.CODE),
        "reminders": _counts(asked, LetterKind.REMINDER),
        "may_send": ask(rules_letters.check_can_mail, asked, len(missing), by=account, at=at),
        "failed": Letter.objects.of(asked, LetterKind.CODE).filter(mail_state=MailState.FAILED).count(),
        "is_open": found.state == "open",
    }
    return render(request, "feedback/mail.html", page)


def _counts(group: Group, kind: str) -> list[tuple[str, int]]:
    """How many letters are in each state, in words."""
    rows = Letter.objects.of(group, kind).order_by("mail_state").values_list("mail_state").annotate(n=Count("pk"))
    return [(str(MailState(state).label), count) for state, count in rows]
