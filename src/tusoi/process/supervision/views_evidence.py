"""Evidence in the browser: a note, a file or photo, the number of a classified document; and the file given back."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.documents.uploads import attachment
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.answers import do
from tusoi.process.supervision import actions_evidence, rules, rules_evidence
from tusoi.process.supervision.forms import ClassifiedForm, EvidenceFileForm, WithdrawForm
from tusoi.process.supervision.models import Commitment, Evidence
from tusoi.process.supervision.presenters_evidence import words_of
from tusoi.process.supervision.views import commitment_or_404

NOT_CLASSIFIED, CLASSIFIED = "khong", "co"


def add_file(request: SignedInRequest, campaign: str, commitment: str) -> HttpResponse:
    """First asks whether it is classified (`?mat=khong` or `co`); only then is there a field: for a file, or for a number."""
    found = commitment_or_404(request, campaign, commitment)
    rules.check_can_add_evidence(found, by=request.user, at=request.at)
    asked = request.GET.get("mat", "")
    data, files = request.POST or None, request.FILES or None
    form: EvidenceFileForm | ClassifiedForm | None = None
    if asked == NOT_CLASSIFIED:
        form = EvidenceFileForm(data, files)
    elif asked == CLASSIFIED:
        form = ClassifiedForm(data)
    if request.method == "POST" and form is not None and form.is_valid():
        made = do(form, lambda: _add(request, found, form))
        if made:
            messages.success(request, _("Đã thêm minh chứng"))
            return redirect("supervision:commitment", campaign=campaign, commitment=commitment)
    page = {"campaign": found.campaign, "commitment": found, "form": form, "asked": asked}
    return render(request, "supervision/add_file.html", page)


def _add(request: SignedInRequest, found: Commitment, form: EvidenceFileForm | ClassifiedForm) -> Evidence:
    if isinstance(form, ClassifiedForm):
        return actions_evidence.add_classified(found, **form.cleaned_data, by=request.user, at=request.at)
    content, note = form.cleaned_data["file"].read(), form.cleaned_data["note"]
    return actions_evidence.add_file(found, content, note=note, by=request.user, at=request.at)


@require_POST
def send_photo(request: SignedInRequest, campaign: str, commitment: str) -> JsonResponse:
    """What a phone kept while it had no network: `key`, `note`, `file`. Sent again, it changes nothing.

    Answers {"state": "kept"} or {"state": "refused", "said": a sentence}; without an answer it stays on the phone.
    """
    found = commitment_or_404(request, campaign, commitment)
    form = EvidenceFileForm(request.POST, request.FILES)
    key = request.POST.get("key", "")[:40]
    if not key or not form.is_valid():
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"state": "refused", "said": said})
    content, note = form.cleaned_data["file"].read(), form.cleaned_data["note"]
    try:
        actions_evidence.add_file(found, content, note=note, key=key, by=request.user, at=request.at)
    except Refused as refused:
        return JsonResponse({"state": "refused", "said": " ".join(filter(None, (refused.reason, refused.way_out)))})
    return JsonResponse({"state": "kept"})


@require_safe
def file(request: SignedInRequest, campaign: str, commitment: str, evidence: int) -> HttpResponse:
    """The file of a piece of evidence, for those who may see the commitment; of a withdrawn one for fewer."""
    row = _piece_or_404(request, campaign, commitment, evidence)
    if row.kept is None or not rules_evidence.may_open(row, request.user, request.at):
        raise Http404
    return attachment(row.kept, f"{_('minh chứng')} {row.commitment.code} {row.on:%Y-%m-%d} {row.pk}")


def _piece_or_404(request: SignedInRequest, campaign: str, commitment: str, evidence: int) -> Evidence:
    found = commitment_or_404(request, campaign, commitment)
    row = get_object_or_404(found.evidence.select_related("document"), pk=evidence)
    row.commitment = found
    return row


def withdraw(request: SignedInRequest, campaign: str, commitment: str, evidence: int) -> HttpResponse:
    """Why, and whether it is classified."""
    row = _piece_or_404(request, campaign, commitment, evidence)
    rules_evidence.check_may_withdraw(row, by=request.user, at=request.at)
    form = WithdrawForm(request.POST or None)
    verb = lambda: actions_evidence.withdraw(row, **form.cleaned_data, by=request.user, at=request.at) or True  # noqa: E731
    if request.method == "POST" and form.is_valid() and do(form, verb):
        messages.success(request, _("Đã rút minh chứng; dòng này vẫn còn, kèm lý do"))
        return redirect("supervision:commitment", campaign=campaign, commitment=commitment)
    page = {"campaign": row.commitment.campaign, "commitment": row.commitment, "form": form, "words": words_of(row)}
    return render(request, "supervision/withdraw_evidence.html", page)
