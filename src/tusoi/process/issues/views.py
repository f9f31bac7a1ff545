"""The list of issues, the own ones with their answers, and the judgement of who follows them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues import actions, rules
from tusoi.process.issues.forms import AnswerForm, JudgementForm
from tusoi.process.issues.models import Issue
from tusoi.process.issues.presenters import Filters, index_of, mine_of, rows_of, with_everything
from tusoi.process.issues.presenters_links import links_of
from tusoi.process.issues.states import IssueState
from tusoi.process.issues.views_triage import number_in

PAGE_SIZE = 50


def index(request: SignedInRequest, campaign: str) -> HttpResponse:
    """`?trang-thai=`, `?chu-de=`, `?don-vi=` filter; `?trang=` turns the page."""
    found = campaign_or_404(request, campaign)
    asked = Filters(*(request.GET.get(name, "") for name in ("trang-thai", "chu-de", "don-vi")))
    page = index_of(found, request.user, asked, on=request.at.date())
    slice_ = Paginator(page.issues, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "campaign": found,
        "page": page,
        "slice": slice_,
        "rows": rows_of(list(slice_.object_list), found, at=request.at),
        "states": IssueState.choices,
        "links": links_of(found, request.user, at=request.at),
        "at": request.at,
    }
    return render(request, "issues/index.html", context)


def answer_form(issue: Issue) -> AnswerForm:
    """An empty form to answer one of several issues on a page."""
    return AnswerForm(auto_id=f"{issue.code}-%s")


def judgement_form(issue: Issue) -> JudgementForm:
    return JudgementForm(auto_id=f"{issue.code}-%s")


def mine(request: SignedInRequest, campaign: str) -> HttpResponse:
    """What was put to me: to myself, and to the collectives that I lead or sit on."""
    found = campaign_or_404(request, campaign)
    subjects = mine_of(found, request.user, at=request.at, form=answer_form)
    return render(request, "issues/mine.html", {"campaign": found, "subjects": subjects, "at": request.at})


def issue_or_404(request: SignedInRequest, campaign: Campaign, code: str) -> Issue:
    seen = Issue.objects.visible_to(request.user, request.at.date()).filter(campaign=campaign)
    return get_object_or_404(with_everything(seen), code=code)


def answer(request: SignedInRequest, campaign: str, issue: str) -> HttpResponse:
    """Answer one issue on a page of its own. `tiep` is where to go afterwards, inside the program."""
    found = campaign_or_404(request, campaign)
    row = issue_or_404(request, found, issue)
    rules.check_can_answer(row, by=request.user, at=request.at)
    back = request.POST.get("tiep") or request.GET.get("tiep") or ""
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("issues:mine", kwargs={"campaign": found.code}) + f"#{row.subject.code}"
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = do(form, lambda: actions.answer(row, **form.cleaned_data, by=request.user, at=request.at))
        if given:
            messages.success(request, _("Đã ghi tiếp thu, giải trình: %(title)s") % {"title": row.title})
            return redirect(back)
    page = rows_of([row], found, at=request.at, account=request.user)[0]
    return render(
        request, "issues/answer.html", {"campaign": found, "row": page, "form": form, "back": back, "at": request.at}
    )


@require_POST
def judge(request: SignedInRequest, campaign: str, issue: str) -> HttpResponse:
    """POST `answer` (its number), `verdict`, `note`."""
    found = campaign_or_404(request, campaign)
    row = issue_or_404(request, found, issue)
    given = get_object_or_404(
        row.answers.select_related("issue__suggestion_set"), pk=number_in(request.POST.get("answer"))
    )
    rules.check_can_judge(given, by=request.user, at=request.at)
    form = JudgementForm(request.POST)
    if form.is_valid():
        actions.judge(given, **form.cleaned_data, by=request.user, at=request.at)
        messages.success(request, _("Đã ghi nhận xét"))
    else:
        messages.error(request, _("Chọn câu trả lời đã rõ, rõ một phần hay chưa rõ"))
    return redirect(reverse("overseeing:mine", kwargs={"campaign": found.code}) + f"#{row.subject.code}")
