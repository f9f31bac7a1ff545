"""The counting team's pages: place every comment, finish, read the synthesis."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.foundation.secrecy.originals import become_keeper, check_has_keepers
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.states import RoundState
from tusoi.process.feedback.telltale import marked, telltales
from tusoi.process.issues import actions, covering, placing, rules
from tusoi.process.issues.forms import AnswerByForm, CoverForm, KeeperForm, NewIssueForm, SetAsideForm, SplitForm
from tusoi.process.issues.models import Issue
from tusoi.process.issues.presenters_triage import synthesis_of, triage_of
from tusoi.process.issues.states import SourceKind


def number_in(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 20 else 0


def team_round_or_404(request: SignedInRequest, campaign: str, round: str) -> Round:
    """The round, for its counting team; for everybody else it is not there."""
    found = campaign_or_404(request, campaign)
    rounds = Round.objects.select_related("campaign__frozen", "campaign_unit__unit", "box")
    row = get_object_or_404(rounds, campaign=found, code=round)
    if not rules.is_on_team(row, request.user):
        raise Http404
    return row


@never_cache
def triage(request: SignedInRequest, campaign: str, round: str) -> HttpResponse:
    """`?doi-tuong=` the subject, `?y-kien=` the comment in hand, `?vua-xep=` what was placed last (to undo)."""
    found = team_round_or_404(request, campaign, round)
    if found.state == RoundState.SYNTHESISED:
        return redirect("issues:synthesis", campaign, round)
    rules.check_can_triage(found, by=request.user, at=request.at)
    page = triage_of(
        found,
        subject_code=request.GET.get("doi-tuong", ""),
        comment_id=number_in(request.GET.get("y-kien")),
        placed_id=number_in(request.GET.get("vua-xep")),
    )
    text = page.comment.text if page.comment else ""
    tells = telltales(text) if page.comment and not page.comment.organisation else []
    context = {
        "page": page,
        "new_form": NewIssueForm(themes=found.campaign.rules.themes),
        "aside_form": SetAsideForm(auto_id="id_aside_%s"),
        "split_form": SplitForm(initial={"text": text}, auto_id="id_split_%s"),
        "cover_form": CoverForm(initial={"text": marked(text, tells)}, auto_id="id_cover_%s"),
        "tells": tells,
        "keeper_form": KeeperForm(),
        "keeps": found.box is not None and found.box.keepers.filter(account=request.user).exists(),
        "can_cover": ask(check_has_keepers, found.box) if found.box else None,
        "finish_form": AnswerByForm(),
        "can_finish": ask(rules.check_can_finish_triage, found, by=request.user, at=request.at),
    }
    return render(request, "issues/triage.html", context)


@require_POST
def place(request: SignedInRequest, campaign: str, round: str) -> HttpResponse:
    """POST `comment` and `viec`: file-<issue>, new (title, theme, text), strength, aside (reason), agree, split (text), join, back."""
    found = team_round_or_404(request, campaign, round)
    comment = get_object_or_404(Comment, round=found, pk=number_in(request.POST.get("comment")))
    said = _place(request, found, comment)
    messages.success(request, said)
    address = reverse("issues:triage", kwargs={"campaign": campaign, "round": round})
    return redirect(f"{address}?doi-tuong={comment.subject.code}&vua-xep={comment.pk}")


def _place(request: SignedInRequest, round: Round, comment: Comment) -> str:
    """Do the deed that was asked for; what to say of it."""
    deed = request.POST.get("viec", "")
    if deed.startswith("file-"):
        issue = get_object_or_404(Issue, round=round, pk=number_in(deed.removeprefix("file-")))
        actions.file_comment(comment, issue=issue, by=request.user, at=request.at)
        return _("Đã xếp vào “%(title)s”") % {"title": issue.title}
    if deed not in DEEDS:
        raise Refused(_("Chưa chọn xếp ý kiến vào đâu"))
    return DEEDS[deed](request, comment)


def _new(request: SignedInRequest, comment: Comment) -> str:
    campaign = comment.round.campaign
    form = NewIssueForm(request.POST, themes=campaign.rules.themes)
    if not form.is_valid():
        raise Refused(_("Vấn đề mới cần một tên gọi ngắn"), way_out=_("Quay lại và ghi tên vấn đề"))
    issue = actions.raise_issue(
        campaign,
        subject=comment.subject,
        title=form.cleaned_data["title"],
        theme=form.cleaned_data["theme"],
        text=form.cleaned_data["text"],
        source=SourceKind.COMMENTS,
        comments=[comment],
        by=request.user,
        at=request.at,
    )
    return _("Đã nêu vấn đề “%(title)s”") % {"title": issue.title}


def _strength(request: SignedInRequest, comment: Comment) -> str:
    actions.mark_strength(comment, by=request.user, at=request.at)
    return _("Đã ghi là ưu điểm")


def _aside(request: SignedInRequest, comment: Comment) -> str:
    reason, to = request.POST.get("reason", ""), request.POST.get("referred_to", "")
    placing.ask_set_aside(comment, reason=reason, referred_to=to, by=request.user, at=request.at)
    return _("Đã đề nghị để riêng; một thành viên khác của tổ phải đồng ý")


def _agree(request: SignedInRequest, comment: Comment) -> str:
    placing.confirm_set_aside(comment, by=request.user, at=request.at)
    return _("Đã để riêng")


def _split(request: SignedInRequest, comment: Comment) -> str:
    form = SplitForm(request.POST)
    first, second = form.parts() if form.is_valid() else ("", "")
    placing.split_comment(comment, first, second, by=request.user, at=request.at)
    return _("Đã tách thành hai ý kiến, cùng một phiếu")


def _join(request: SignedInRequest, comment: Comment) -> str:
    placing.join(comment, by=request.user, at=request.at)
    return _("Đã ghép lại hai phần")


def _back(request: SignedInRequest, comment: Comment) -> str:
    actions.take_back(comment, by=request.user, at=request.at)
    return _("Ý kiến trở lại chỗ chờ xếp")


DEEDS = {
    "new": _new,
    "strength": _strength,
    "aside": _aside,
    "agree": _agree,
    "split": _split,
    "join": _join,
    "back": _back,
}


@require_POST
def word(request: SignedInRequest, campaign: str, round: str, issue: str) -> HttpResponse:
    """POST `viec`: word (title, theme, text, `seen`), merge (`into`) or unmerge."""
    found = team_round_or_404(request, campaign, round)
    issues = Issue.objects.select_related("round", "subject").filter(round=found)
    row = get_object_or_404(issues, code=issue)
    if request.POST.get("viec") == "merge":
        into = get_object_or_404(issues, pk=number_in(request.POST.get("into")))
        placing.merge(row, into=into, by=request.user, at=request.at)
        messages.success(request, _("Đã gộp vào “%(title)s”") % {"title": into.title})
    elif request.POST.get("viec") == "unmerge":
        back = placing.unmerge(row, by=request.user, at=request.at)
        messages.success(request, _("Đã đưa %(n)s ý kiến trở lại “%(title)s”") % {"n": back, "title": row.title})
    else:
        form = NewIssueForm(request.POST, themes=found.campaign.rules.themes)
        if not form.is_valid():
            raise Refused(_("Vấn đề phải có tên gọi ngắn"), way_out=_("Quay lại và ghi tên vấn đề"))
        words = {name: form.cleaned_data[name] for name in ("title", "theme", "text")}
        placing.reword(row, **words, seen=request.POST.get("seen", ""), by=request.user, at=request.at)
        messages.success(request, _("Đã sửa lời vấn đề"))
    address = reverse("issues:triage", kwargs={"campaign": campaign, "round": round})
    return redirect(f"{address}?doi-tuong={row.subject.code}")


@never_cache
@require_POST
@sensitive_post_parameters("passphrase", "text")
@sensitive_variables()
def cover(request: SignedInRequest, campaign: str, round: str) -> HttpResponse:
    """POST `viec`: key (passphrase), cover (comment, text with [[ ]]), read (comment, passphrase): shown once, kept nowhere."""
    found = team_round_or_404(request, campaign, round)
    if found.box is None:
        raise Http404
    deed, by, at = request.POST.get("viec", ""), request.user, request.at
    address = reverse("issues:triage", kwargs={"campaign": campaign, "round": round})
    if deed == "key":
        become_keeper(found.box, request.POST.get("passphrase", ""), by=by, at=at)
        messages.success(request, _("Đã đặt mật khẩu giữ bản chưa che"))
        return redirect(address)
    comment = get_object_or_404(Comment, round=found, pk=number_in(request.POST.get("comment")))
    if deed == "cover":
        covering.cover(comment, request.POST.get("text", ""), by=by, at=at)
        messages.success(request, _("Đã che; bản chưa che được niêm phong"))
        return redirect(f"{address}?doi-tuong={comment.subject.code}&y-kien={comment.pk}")
    text = covering.read_uncovered(comment, request.POST.get("passphrase", ""), by=by, at=at)
    return render(request, "issues/original.html", {"round": found, "comment": comment, "text": text})


@require_POST
def finish(request: SignedInRequest, campaign: str, round: str) -> HttpResponse:
    found = team_round_or_404(request, campaign, round)
    form = AnswerByForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Hạn trả lời không đọc được"), way_out=_("Ghi ngày/tháng/năm, ví dụ 29/07/2012"))
    put = actions.finish_triage(found, answer_by=form.cleaned_data["answer_by"], by=request.user, at=request.at)
    messages.success(request, _("Đã tổng hợp xong; %(n)s vấn đề được đặt ra với đối tượng") % {"n": len(put)})
    return redirect("issues:synthesis", campaign, round)


@never_cache
def synthesis(request: SignedInRequest, campaign: str, round: str) -> HttpResponse:
    """What the slips came to: every number for the counting team; for others nothing under the threshold."""
    found = campaign_or_404(request, campaign)
    rounds = Round.objects.select_related("campaign__frozen", "campaign_unit__unit")
    row = get_object_or_404(rounds, campaign=found, code=round, state=RoundState.SYNTHESISED)
    sees = may(request.user, Permission.SEE_ISSUES, row.campaign_unit.unit.path, on=request.at.date())
    if not sees and not rules.is_on_team(row, request.user):
        raise Http404
    page = synthesis_of(row, request.user, on=request.at.date())
    return render(request, "issues/synthesis.html", {"page": page})
