"""Find, read, download, issue and withdraw documents of a campaign. What one may not see is 404."""

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.documents.actions import withdraw
from tusoi.foundation.documents.downloads import paper_response
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.rules import check_can_withdraw, check_intact
from tusoi.process.campaigns.documents import Source, issue_from, paper_of
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.web.archive import presenters
from tusoi.web.archive.forms import FindForm, WithdrawForm
from tusoi.web.archive.sources import SOURCES


def _document_or_404(request: SignedInRequest, campaign: Campaign, pk: int) -> IssuedDocument:
    return get_object_or_404(presenters.seen_by(request.user, campaign, request.at), pk=pk)


def _source_or_404(kind: str) -> Source:
    if kind not in SOURCES:
        raise Http404
    return SOURCES[kind]


def _thing_or_404(request: SignedInRequest, campaign: Campaign, source: Source, pk: int) -> Model:
    found: Model = get_object_or_404(source.things(campaign, request.user, request.at.date()), pk=pk)
    return found


@require_safe
def index(request: SignedInRequest, campaign: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    documents = presenters.seen_by(request.user, found, request.at)
    form = FindForm(request.GET, kinds=presenters.kinds_in(documents))
    asked = form.cleaned_data if form.is_valid() else {}
    page = presenters.find(
        documents, words=asked.get("q", ""), kind=asked.get("kind", ""), page=request.GET.get("trang", "1")
    )
    return render(
        request,
        "archive/index.html",
        {
            "campaign": found,
            "page": page,
            "form": form,
            "asked": any(asked.values()),
            "writable": presenters.writable(request.user, found, request.at),
        },
    )


@require_safe
def document(request: SignedInRequest, campaign: str, document: int) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = _document_or_404(request, found, document)
    page = presenters.page_of(row, request.user, found, request.at)
    return render(request, "archive/document.html", {"campaign": found, "page": page, "form": WithdrawForm()})


@require_safe
def download(request: SignedInRequest, campaign: str, document: int) -> HttpResponse:
    row = _document_or_404(request, campaign_or_404(request, campaign), document)
    check_intact(row)
    return paper_response(row.paper, request.GET.get("dang", ""))


@require_POST
def withdraw_document(request: SignedInRequest, campaign: str, document: int) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = _document_or_404(request, found, document)
    check_can_withdraw(row, by=request.user, at=request.at)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        page = presenters.page_of(row, request.user, found, request.at)
        return render(request, "archive/document.html", {"campaign": found, "page": page, "form": form}, status=422)
    withdraw(row, reason=form.cleaned_data["reason"], by=request.user, at=request.at)
    messages.success(request, _("Đã thu hồi văn bản"))
    return redirect("archive:document", found.code, row.pk)


@require_safe
def things(request: SignedInRequest, campaign: str, kind: str) -> HttpResponse:
    found, source = campaign_or_404(request, campaign), _source_or_404(kind)
    words = request.GET.get("q", "")
    page, rows = presenters.things_of(
        source, request.user, found, request.at, words=words, page=request.GET.get("trang", "1")
    )
    context = {"campaign": found, "kind": source.kind, "page": page, "rows": rows, "words": words}
    return render(request, "archive/things.html", context)


@require_safe
def draft(request: SignedInRequest, campaign: str, kind: str, thing: int) -> HttpResponse:
    """The paper as it would be issued now, marked as a draft. `?dang=pdf` as PDF, else Word."""
    found, source = campaign_or_404(request, campaign), _source_or_404(kind)
    row = _thing_or_404(request, found, source, thing)
    return paper_response(paper_of(source, row, at=request.at), request.GET.get("dang", ""))


@require_POST
def issue(request: SignedInRequest, campaign: str, kind: str, thing: int) -> HttpResponse:
    found, source = campaign_or_404(request, campaign), _source_or_404(kind)
    row = _thing_or_404(request, found, source, thing)
    issued = issue_from(source, row, campaign=found, by=request.user, at=request.at)
    messages.success(request, _issued_in_words(issued))
    return redirect("archive:document", found.code, issued.pk)


def _issued_in_words(issued: IssuedDocument) -> str:
    if issued.number_symbol:
        return _("Đã ban hành, số %(number)s") % {"number": issued.number_symbol}
    return _("Đã ban hành")
