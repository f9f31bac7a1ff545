"""The list of reports, and a report: written by its author, read, returned and accepted by the level above."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.foundation.ui.answers import do
from tusoi.foundation.ui.long_forms import takes_long_texts
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues import actions as issues
from tusoi.process.issues.forms import AnswerForm
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.issues.views import answer_form, issue_or_404
from tusoi.process.issues.views_triage import number_in
from tusoi.process.reports import actions, presenters, presenters_index, presenters_walk, rules
from tusoi.process.reports.content import content_of
from tusoi.process.reports.forms import (
    EarlierForm,
    ExpectForm,
    ReasonForm,
    RemarksForm,
    Sent,
    SignedForm,
    answer_beside,
    earlier_beside,
    read_remarks,
    seen_mark,
    table_mark,
    too_long,
)
from tusoi.process.reports.models import EarlierAnswer, Report
from tusoi.process.reports.presenters_walk import address_of
from tusoi.process.reports.remediation import FIELDS
from tusoi.process.reports.states import ReportState

RELATED = ("campaign__frozen", "subject__campaign__frozen", "subject__campaign_unit__unit")


def index(request: SignedInRequest, campaign: str) -> HttpResponse:
    """`?trang-thai=` and `?don-vi=` filter."""
    found = campaign_or_404(request, campaign)
    state, unit = request.GET.get("trang-thai", ""), request.GET.get("don-vi", "")
    page = presenters_index.index_of(found, request.user, state=state, unit=unit, at=request.at)
    context = {
        "campaign": found,
        "page": page,
        "states": [(presenters_index.NOT_BEGUN, _("chưa bắt đầu")), *ReportState.choices],
        "state": state,
        "unit": unit,
        "at": request.at,
        "expect_form": ExpectForm(tiers=page.tiers) if page.tiers else None,
    }
    return render(request, "reports/index.html", context)


@require_POST
def expect(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Begin the reports of a tier with a date to hand them in."""
    found = campaign_or_404(request, campaign)
    rules.check_can_expect(found, by=request.user, at=request.at)
    form = ExpectForm(request.POST, tiers=found.tiers.select_related("campaign"))
    if not form.is_valid():
        raise Refused(_("Chưa chọn cấp kiểm điểm, hoặc hạn nộp không đọc được"), way_out=_("Ghi ngày/tháng/năm"))
    data = form.cleaned_data
    number = actions.expect(data["tier"], due_on=data["due_on"], by=request.user, at=request.at)
    messages.success(request, _("Đã giao %(n)s báo cáo") % {"n": number})
    return redirect("reports:index", campaign)


def report_or_404(request: SignedInRequest, campaign: Campaign, subject: str) -> Report:
    seen = Report.objects.visible_to(request.user, request.at.date()).select_related(*RELATED)
    return get_object_or_404(seen, campaign=campaign, subject__code=subject)


def _subject_to_start_or_404(request: SignedInRequest, campaign: Campaign, code: str) -> Subject:
    """A subject whose report is not begun, for those who may begin it."""
    subjects = Subject.objects.select_related("campaign__frozen", "campaign_unit__unit")
    subject = get_object_or_404(subjects, campaign=campaign, code=code)
    if not ask(rules.check_can_start, subject, by=request.user, at=request.at):
        raise Http404
    return subject


@never_cache
def report(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    """The editor for the author while it is written; for everybody else what was handed in."""
    found = campaign_or_404(request, campaign)
    if not Report.objects.filter(campaign=found, subject__code=subject).exists():
        begin = _subject_to_start_or_404(request, found, subject)
        return render(request, "reports/start.html", {"campaign": found, "subject": begin})
    row = report_or_404(request, found, subject)
    if ask(rules.check_can_write, row, by=request.user, at=request.at):
        return _editor(request, row)
    own = ask(rules.check_speaks_for, row.subject, by=request.user, at=request.at)
    asked = _asked(request, row) if own else None
    page = presenters.reading_of(row, request.user, asked, at=request.at)
    context = {
        "campaign": found,
        "page": page,
        "remarks_form": RemarksForm(),
        "file_form": SignedForm() if page.can_attach else None,
        "here": address_of(campaign, subject),
        "at": request.at,
    }
    return render(request, "reports/report.html", context)


def _earlier_form(shortcoming: Shortcoming, answer: EarlierAnswer | None) -> EarlierForm:
    initial = {"status": answer.status, "text": answer.text} if answer else None
    return EarlierForm(auto_id=f"ky-truoc-{shortcoming.pk}-%s", initial=initial)


def _asked(request: SignedInRequest, row: Report) -> presenters.Asked:
    """For who reads a report that is handed in: each answer is a form of its own."""
    return presenters.asked_of(row, request.user, at=request.at, form=answer_form, earlier_form=_earlier_form)


@dataclass(frozen=True)
class Beside:
    """An answer that was sent together with the text: to an issue, or to a shortcoming of an earlier campaign."""

    form: AnswerForm | EarlierForm
    verb: Callable[[], object]
    said: str


def _beside(request: SignedInRequest, row: Report) -> Beside | None:
    """`tra-loi` is the code of an issue, `ky-truoc` the number of a shortcoming; None where neither was sent."""
    who: dict[str, Any] = {"by": request.user, "at": request.at}
    if code := request.POST.get("tra-loi"):
        issue = issue_or_404(request, row.campaign, code)
        answer = answer_beside(issue, request.POST)
        said = _("Đã ghi tiếp thu, giải trình: %(title)s") % {"title": issue.title}
        return Beside(answer, lambda: issues.answer(issue, **answer.cleaned_data, **who), said)
    if number := request.POST.get("ky-truoc"):
        left = get_object_or_404(rules.earlier_of(row.subject), pk=number_in(number))
        form = earlier_beside(left, data=request.POST)
        return Beside(
            form, lambda: actions.answer_earlier(row, shortcoming=left, **form.cleaned_data, **who), _("Đã ghi")
        )
    return None


def _asked_beside(request: SignedInRequest, row: Report, sent: Beside | None) -> presenters.Asked:
    """For who writes: the answers belong to the form of the text, so that no button loses what is typed elsewhere."""

    def answer_of(issue: Issue) -> Form:
        form = answer_beside(issue)
        return sent.form if sent and sent.form.prefix == form.prefix else form

    def earlier_of(shortcoming: Shortcoming, answer: EarlierAnswer | None) -> Form:
        form = earlier_beside(shortcoming, answer)
        return sent.form if sent and sent.form.prefix == form.prefix else form

    return presenters.asked_of(row, request.user, at=request.at, form=answer_of, earlier_form=earlier_of)


def _editor(
    request: SignedInRequest,
    row: Report,
    *,
    unsaved: presenters.Unsaved | None = None,
    refused: Refused | None = None,
    beside: Beside | None = None,
) -> HttpResponse:
    """The editor; with 409 when another window was faster, with 403 when submitting was refused. Nothing typed is lost."""
    unsaved = unsaved or presenters.Unsaved()
    asked = _asked_beside(request, row, beside)
    page = presenters.editor_of(row, request.user, asked, unsaved=unsaved, at=request.at)
    place = presenters_walk.place_in(page, place_of(request), on_phone="Mobi" in request.headers.get("User-Agent", ""))
    walk = presenters_walk.walk_of(page, place)
    status = 409 if unsaved.is_overtaken else 403 if refused else 422 if beside else 200
    context = {
        "writes": True,
        "campaign": row.campaign,
        "page": page,
        "walk": walk,
        "left": presenters_walk.headings_left(walk.stops) if walk else [],
        "place": place,
        "here": address_of(row.campaign.code, row.subject.code, place),
        "refused": refused,
        "reason_form": ReasonForm(),
        "fields": FIELDS,
        "at": request.at,
    }
    return render(request, "reports/walk.html" if walk else "reports/editor.html", context, status=status)


def place_of(request: SignedInRequest) -> str:
    """`muc`: a section's key where the editor goes section by section, or that the whole is wanted."""
    return (request.POST if request.method == "POST" else request.GET).get("muc", "")


@require_POST
def start(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    actions.start(_subject_to_start_or_404(request, found, subject), by=request.user, at=request.at)
    return redirect("reports:report", campaign, subject)


@takes_long_texts
@require_POST
def save(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    """Save every section that was changed on the page, and the table; then the answer that was sent with it (see Beside),
    or `viec=nop` submits. Autosave gets JSON.

    `muc` is the place from which it was sent, `di` where to go then.
    """
    found = campaign_or_404(request, campaign)
    row = report_or_404(request, found, subject)
    names = {section.key: section.heading for section in rules.outline_of(row.subject).sections}
    sent = Sent.read(request.POST, names)
    if request.headers.get("X-Autosave"):
        return _autosave(request, row, sent)
    rules.check_can_write(row, by=request.user, at=request.at)
    beside = _beside(request, row)
    try:
        saved = _save(request, row, sent)
    except Refused as refused:
        unsaved = presenters.Unsaved(sent.texts, rows=sent.table.rows if sent.table else None)
        return _editor(request, row, unsaved=unsaved, refused=refused, beside=beside)
    if saved.refused or saved.unsaved.is_overtaken:
        return _editor(request, row, unsaved=saved.unsaved, refused=saved.refused, beside=beside)
    if beside:
        return _answered(request, row, beside)
    if request.POST.get("viec") == "nop":
        return _submitted(request, row)
    if sent.sections:
        messages.success(request, _("Đã lưu"))
    return redirect(address_of(campaign, subject, request.POST.get("di") or place_of(request)))


def _submitted(request: SignedInRequest, row: Report) -> HttpResponse:
    try:
        version = actions.submit(row, by=request.user, at=request.at)
    except Refused as refused:
        return _editor(request, row, refused=refused)
    messages.success(request, _("Đã nộp báo cáo, bản thứ %(n)s") % {"n": version.number})
    return redirect("reports:report", row.campaign.code, row.subject.code)


def _answered(request: SignedInRequest, row: Report, beside: Beside) -> HttpResponse:
    """The text is saved; the answer is, or comes back with what is wrong about it."""
    if not beside.form.is_valid() or do(beside.form, beside.verb) is None:
        return _editor(request, row, beside=beside)
    messages.success(request, beside.said)
    return redirect(address_of(row.campaign.code, row.subject.code, place_of(request)) + "#phai-tra-loi")


@dataclass(frozen=True)
class Saved:
    """The new revisions; what another window was faster with, or is too long; and why the latter did not save."""

    revisions: dict[str, int]
    unsaved: presenters.Unsaved
    refused: Refused | None


def _save(request: SignedInRequest, row: Report, sent: Sent) -> Saved:
    """What was changed on the page. A section that is too long holds up no other."""
    changed = [(section.key, section.text, section.revision) for section in sent.changed if section.fits]
    revisions, meanwhile = actions.save_all(row, changed, by=request.user, at=request.at)
    typed = {key: text for key, text in sent.texts.items() if key not in revisions}
    refused = too_long(sent.changed, sent.names)
    if sent.table is None or not sent.table.is_changed:
        return Saved(revisions, presenters.Unsaved(typed, meanwhile), refused)
    try:
        revisions["table"] = actions.save_remediation(
            row, rows=sent.table.rows, revision=sent.table.revision, by=request.user, at=request.at
        )
    except actions.TableSavedMeanwhile as faster:
        return Saved(revisions, presenters.Unsaved(typed, meanwhile, sent.table.rows, faster.saved), refused)
    return Saved(revisions, presenters.Unsaved(typed, meanwhile), refused)


def _autosave(request: SignedInRequest, row: Report, sent: Sent) -> JsonResponse:
    """409: another window was faster; 422: a section is too long, which one may mend; 403: no more to be written."""
    try:
        rules.check_can_write(row, by=request.user, at=request.at)
        saved = _save(request, row, sent)
    except Refused as refused:
        return JsonResponse({"message": _in_a_line(refused)}, status=403)
    revisions = saved.revisions
    values: dict[str, str | int] = {f"revision-{key}": revision for key, revision in revisions.items()}
    values |= {f"seen-{section.key}": seen_mark(section.text) for section in sent.changed if section.key in revisions}
    if sent.table and "table" in revisions:
        values["seen-table"] = table_mark(sent.table.rows)
    if saved.refused:
        return JsonResponse({"values": values, "message": _in_a_line(saved.refused)}, status=422)
    if not saved.unsaved.is_overtaken:
        return JsonResponse({"values": values})
    message = _("Một cửa sổ khác vừa lưu phần này; bài ở đây chưa lưu. Bấm “Lưu” để xem hai bản cạnh nhau.")
    return JsonResponse({"values": values, "message": message}, status=409)


def _in_a_line(refused: Refused) -> str:
    return f"{refused.reason}. {refused.way_out}".strip()


@require_POST
def earlier(request: SignedInRequest, campaign: str, subject: str, shortcoming: int) -> HttpResponse:
    """How far a shortcoming of an earlier campaign is."""
    found = campaign_or_404(request, campaign)
    row = report_or_404(request, found, subject)
    left = get_object_or_404(rules.earlier_of(row.subject), pk=shortcoming)
    form = EarlierForm(request.POST)
    rules.check_can_write(row, by=request.user, at=request.at)
    if form.is_valid():
        actions.answer_earlier(row, shortcoming=left, **form.cleaned_data, by=request.user, at=request.at)
        messages.success(request, _("Đã ghi"))
    else:
        messages.error(request, _("Chọn đã khắc phục đến đâu và viết đã làm gì"))
    return redirect(address_of(campaign, subject, place_of(request)) + "#phai-tra-loi")


@never_cache
def preview(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    """The report as paper, as it stands; others get what was handed in."""
    found = campaign_or_404(request, campaign)
    row = report_or_404(request, found, subject)
    writes = ask(rules.check_speaks_for, row.subject, by=request.user, at=request.at)
    last = row.versions.last()
    draft = writes or last is None or rules.is_reader_of_draft(row, request.user, request.at.date())
    content = content_of(row) if draft or last is None else last.content
    return render(request, "reports/paper.html", {"report": row, "content": content, "version": None})


@never_cache
def version(request: SignedInRequest, campaign: str, subject: str, number: int) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = report_or_404(request, found, subject)
    if not rules.reads_versions(row, by=request.user, at=request.at):
        raise Http404
    kept = get_object_or_404(row.versions.all(), number=number)
    return render(request, "reports/paper.html", {"report": row, "content": kept.content, "version": kept})


@require_POST
def return_(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = report_or_404(request, found, subject)
    by_section = read_remarks(request.POST, [part.key for part in rules.outline_of(row.subject).sections])
    remarks = request.POST.get("remarks", "")
    actions.return_for_revision(row, remarks=remarks, by_section=by_section, by=request.user, at=request.at)
    messages.success(request, _("Đã trả lại báo cáo để bổ sung"))
    return redirect("reports:report", campaign, subject)


@require_POST
def accept(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    actions.accept(report_or_404(request, found, subject), by=request.user, at=request.at)
    messages.success(request, _("Đã tiếp nhận báo cáo"))
    return redirect("reports:report", campaign, subject)
