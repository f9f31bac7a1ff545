"""Guidance and its receipt, and the meetings that prepare a unit's own review."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.documents.uploads import attachment
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns import actions, actions_files, presenters, presenters_documents, rules
from tusoi.process.campaigns.forms import FileForm, GuidanceForm, PreparationForm
from tusoi.process.campaigns.models import Campaign, CampaignUnit, GuidanceDocument
from tusoi.process.campaigns.rules_files import check_can_add_file
from tusoi.process.campaigns.views import campaign_or_404, unit_or_404


def _document_or_404(request: SignedInRequest, campaign: Campaign, pk: int) -> GuidanceDocument:
    """A document that the account may see: of the campaign's own level, or of a unit whose figures it sees."""
    seen = GuidanceDocument.objects.visible_to(request.user, request.at.date()).filter(campaign=campaign)
    return get_object_or_404(seen.select_related("basis", "campaign__unit", "unit"), pk=pk)


def register(request: SignedInRequest, campaign: str) -> HttpResponse:
    """A document of the campaign's level by who manages it; of a unit's own level by who records its matters."""
    found = campaign_or_404(request, campaign)
    units = presenters_documents.levels_of(found, account=request.user, at=request.at)
    if not units.exists():
        rules.check_can_register_guidance(found, by=request.user, at=request.at)
    rules.check_can_register_guidance(found, units.first(), by=request.user, at=request.at)
    documents = GuidanceDocument.objects.visible_to(request.user, request.at.date()).filter(campaign=found)
    form = GuidanceForm(request.POST or None, campaign=found, units=units, documents=documents)
    if request.method == "POST" and form.is_valid():
        document = do(form, lambda: actions.register_guidance(found, **form.document(), by=request.user, at=request.at))
        if document:
            messages.success(request, _("Đã đăng ký %(symbol)s") % {"symbol": document.symbol})
            return redirect("campaigns:document", campaign=found.code, document=document.pk)
    return render(request, "campaigns/register.html", {"form": form, "campaign": found})


def document(request: SignedInRequest, campaign: str, document: int) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = _document_or_404(request, found, document)
    page = presenters_documents.document_of(row, account=request.user, at=request.at)
    answer = ask(rules.check_is_open, found)
    return render(
        request, "campaigns/document.html", {"page": page, "campaign": found, "answer": answer, "at": request.at}
    )


def add_file(request: SignedInRequest, campaign: str, document: int) -> HttpResponse:
    """First asks whether the document is classified (`?mat=khong` or `co`); only then is there a field for a file."""
    found = campaign_or_404(request, campaign)
    row = _document_or_404(request, found, document)
    check_can_add_file(row, by=request.user, at=request.at)
    asked = request.GET.get("mat", "")
    form = FileForm(request.POST or None, request.FILES or None) if asked == "khong" else None
    if request.method == "POST" and form and form.is_valid():
        content = form.cleaned_data["file"].read()
        file = do(form, lambda: actions_files.add_file(row, content, by=request.user, at=request.at))
        if file:
            messages.success(request, _("Đã lưu tệp của %(symbol)s") % {"symbol": row.symbol})
            return redirect("campaigns:document", campaign=found.code, document=row.pk)
    page = {"campaign": found, "document": row, "form": form, "asked": asked}
    return render(request, "campaigns/add_file.html", page)


@require_safe
def file(request: SignedInRequest, campaign: str, document: int, number: int) -> HttpResponse:
    """A version of the document's file, to save."""
    row = _document_or_404(request, campaign_or_404(request, campaign), document)
    version = get_object_or_404(row.files.filter(number__lte=row.file_versions), number=number)
    return attachment(version.kept, f"{row.symbol} {_('bản')} {version.number}")


@require_POST
def acknowledge(request: SignedInRequest, campaign: str, document: int) -> HttpResponse:
    """POST `unit`: the code of the unit that has the document."""
    found = campaign_or_404(request, campaign)
    row = _document_or_404(request, found, document)
    unit = unit_or_404(request, found, request.POST.get("unit", ""))
    actions.acknowledge(row, unit, by=request.user, at=request.at)
    messages.success(request, _("%(unit)s đã tiếp nhận %(symbol)s") % {"unit": unit, "symbol": row.symbol})
    return redirect("campaigns:document", campaign=found.code, document=row.pk)


def preparation(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Record that a unit met to prepare its own review. `?don-vi=` chooses the unit beforehand."""
    found = campaign_or_404(request, campaign)
    units = CampaignUnit.objects.recorded_by(request.user, request.at.date()).filter(campaign=found)
    if not units.exists():
        raise Refused(
            _("Việc này dành cho bí thư của đơn vị và cán bộ phụ trách đợt kiểm điểm"),
            way_out=_("Báo ngày họp cho bí thư hoặc Ban Tổ chức để ghi"),
        )
    rules.check_is_open(found)
    form = PreparationForm(request.POST or None, units=units, initial={"unit": request.GET.get("don-vi")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = do(
            form,
            lambda: actions.record_preparation(
                data["unit"], held_on=data["held_on"], note=data["note"], by=request.user, at=request.at
            ),
        )
        if row:
            messages.success(request, _("Đã ghi buổi họp chuẩn bị của %(unit)s") % {"unit": row.campaign_unit})
            return redirect("campaigns:index", campaign=found.code)
    held = presenters.preparations_of(found, account=request.user, at=request.at)
    return render(request, "campaigns/preparation.html", {"form": form, "campaign": found, "held": held})
