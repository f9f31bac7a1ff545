"""Beside the editor: notices left with a reason, the draft that goes round the unit, differences, the signed scan."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.documents.uploads import attachment
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues import actions_proxy
from tusoi.process.reports import actions_draft, actions_signed, presenters, rules
from tusoi.process.reports.content import content_of, last_version_of_earlier
from tusoi.process.reports.forms import ReasonForm, SignedForm, read_remarks
from tusoi.process.reports.models import SignedCopy
from tusoi.process.reports.presenters_walk import address_of
from tusoi.process.reports.views import place_of, report_or_404


@require_POST
def dismiss(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    row = report_or_404(request, campaign_or_404(request, campaign), subject)
    rules.check_can_write(row, by=request.user, at=request.at)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    code = request.POST.get("code", "")
    actions_draft.dismiss_notice(row, code=code, reason=reason, by=request.user, at=request.at)
    messages.success(request, _("Đã ghi lý do"))
    return redirect(address_of(campaign, subject, place_of(request)))


@require_POST
def circulate(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    row = report_or_404(request, campaign_or_404(request, campaign), subject)
    actions_draft.circulate(row, by=request.user, at=request.at)
    messages.success(request, _("Đã gửi dự thảo cho đảng viên của đơn vị đọc và góp ý"))
    return redirect(address_of(campaign, subject, place_of(request)))


@require_POST
def remark(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    """Remarks on one or several sections of the draft."""
    row = report_or_404(request, campaign_or_404(request, campaign), subject)
    rules.check_can_remark(row, by=request.user, at=request.at)
    said = read_remarks(request.POST, [part.key for part in rules.outline_of(row.subject).sections])
    if not said:
        raise Refused(_("Góp ý còn trống"), way_out=_("Viết góp ý dưới phần muốn góp"))
    for key, text in said.items():
        actions_draft.remark_on_draft(row, key=key, text=text, by=request.user, at=request.at)
    messages.success(request, _("Đã gửi góp ý"))
    return redirect("reports:report", campaign, subject)


@require_POST
def proxy(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    """The person asks the secretary to enter for them; `viec=thoi` takes it back."""
    row = report_or_404(request, campaign_or_404(request, campaign), subject)
    if request.POST.get("viec") == "thoi":
        actions_proxy.end_proxy(row.subject, by=request.user, at=request.at)
        messages.success(request, _("Không ai nhập hộ nữa"))
    else:
        actions_proxy.ask_for_proxy(row.subject, by=request.user, at=request.at)
        messages.success(request, _("Đã nhờ thư ký của đơn vị nhập hộ"))
    return redirect(address_of(campaign, subject, place_of(request)))


@never_cache
@require_safe
def changes(request: SignedInRequest, campaign: str, subject: str, number: int) -> HttpResponse:
    """A version beside the one before it."""
    row = report_or_404(request, campaign_or_404(request, campaign), subject)
    if not rules.reads_versions(row, by=request.user, at=request.at):
        raise Http404
    kept = get_object_or_404(row.versions.select_related("by__person"), number=number)
    before = get_object_or_404(row.versions.all(), number=number - 1)
    sections = presenters.changes_between(before.content, kept.content)
    names = (_("Bản nộp thứ %(n)s") % {"n": before.number}, _("Bản nộp thứ %(n)s") % {"n": kept.number})
    return render(
        request, "reports/changes.html", {"report": row, "sections": sections, "names": names, "version": kept}
    )


@never_cache
@require_safe
def last_time(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    """What stands now beside what the same subject handed in last time; for who speaks for it."""
    row = report_or_404(request, campaign_or_404(request, campaign), subject)
    rules.check_speaks_for(row.subject, by=request.user, at=request.at)
    before = last_version_of_earlier(row)
    if before is None:
        raise Http404
    sections = presenters.changes_between(before.content, content_of(row))
    names = (str(before.report.campaign.title), _("Bài đang viết"))
    return render(
        request, "reports/changes.html", {"report": row, "sections": sections, "names": names, "version": None}
    )


@require_POST
def attach(request: SignedInRequest, campaign: str, subject: str, number: int) -> HttpResponse:
    """The signed scan of a version."""
    row = report_or_404(request, campaign_or_404(request, campaign), subject)
    version = get_object_or_404(row.versions.all(), number=number)
    rules.check_can_attach(version, by=request.user, at=request.at)
    form = SignedForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(_("Chưa chọn tệp, hoặc tệp quá lớn"), way_out=_("Chọn bản quét PDF, tối đa 20 MB"))
    actions_signed.add_signed_copy(version, form.cleaned_data["file"].read(), by=request.user, at=request.at)
    messages.success(request, _("Đã đính kèm bản đã ký"))
    return redirect("reports:report", campaign, subject)


@never_cache
@require_safe
def signed(request: SignedInRequest, campaign: str, subject: str, number: int) -> HttpResponse:
    """The newest signed scan of a version."""
    row = report_or_404(request, campaign_or_404(request, campaign), subject)
    copy = SignedCopy.objects.filter(version__report=row, version__number=number).first()
    if copy is None or not rules.reads_versions(row, by=request.user, at=request.at):
        raise Http404
    return attachment(copy.kept, f"{row.subject.code}-ban-{number}-da-ky")
