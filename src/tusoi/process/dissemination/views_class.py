"""A class: plan it, check people in by tapping the list, close it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.answers import do
from tusoi.foundation.ui.words import number
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.dissemination import actions, presenters, rules
from tusoi.process.dissemination.forms import ClassForm
from tusoi.process.dissemination.makeup import makeup_of
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.views import page_of

MOST = 1000  # people in one save


def plan(request: SignedInRequest, campaign: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    units = CampaignUnit.objects.where(request.user, Permission.RUN_CLASS, request.at.date()).filter(campaign=found)
    if not units.exists():
        raise Refused(
            _("Việc này cần quyền “%(permission)s” tại một đơn vị của đợt")
            % {"permission": Permission.RUN_CLASS.label},
            way_out=_("Liên hệ Ban Tổ chức nếu cần được phân công"),
        )
    form = ClassForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        organiser = data.pop("unit")
        code = presenters.next_code(found, organiser)
        row = do(
            form,
            lambda: actions.plan_class(found, code=code, organiser=organiser, **data, by=request.user, at=request.at),
        )
        if row:
            messages.success(request, _("Đã lập lớp của %(unit)s") % {"unit": organiser})
            return redirect("dissemination:class", campaign=found.code, code=row.code)
    return render(request, "dissemination/plan.html", {"form": form, "campaign": found})


def _class(request: SignedInRequest, campaign: Campaign, code: str) -> StudyClass:
    seen = StudyClass.objects.visible_to(request.user, request.at.date())
    return get_object_or_404(
        seen.select_related("campaign__unit", "organiser__unit", "organiser__campaign"), campaign=campaign, code=code
    )


def study_class(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """The class and its list; `?tim=` searches without accents, `?trang=` pages."""
    found = campaign_or_404(request, campaign)
    row = _class(request, found, code)
    text = request.GET.get("tim", "").strip()
    page = presenters.class_of(row, account=request.user, at=request.at, text=text, page=page_of(request))
    makeup = makeup_of(row) if row.is_makeup else None
    return render(request, "dissemination/class.html", {"page": page, "campaign": found, "makeup": makeup})


@require_POST
def check_in(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """POST `person`: keys of people who are here. A tap sends one and gets its line back; the button sends all ticked."""
    found = campaign_or_404(request, campaign)
    row = _class(request, found, code)
    rules.check_can_check_in(row, by=request.user, at=request.at)
    tapped = request.GET.get("mot", "")
    if not tapped and not request.POST.getlist("person"):
        messages.info(request, _("Không có ai mới được đánh dấu; những người có mặt đã được ghi"))
        return _back_to(request, row)
    keys = [tapped] if tapped else request.POST.getlist("person")
    wanted = {int(key) for key in keys[:MOST] if key.isdecimal() and len(key) < 19}
    people = list(Person.objects.filter(pk__in=wanted))
    if len(people) < len(set(keys)):
        raise Refused(
            _("Có người không nằm trong danh sách"), way_out=_("Mở lại trang rồi điểm danh tiếp; chưa ai được ghi")
        )
    new = actions.check_in(row, people, by=request.user, at=request.at)
    if request.headers.get("HX-Request") and tapped:
        context = {"line": presenters.lines_of(row, people)[0], "here": row.attendances.count(), "tapped": True}
        return render(request, "dissemination/parts/tapped.html", context)
    said = ngettext(
        "Đã ghi %(n)s người; %(new)s người được tính lần đầu",
        "Đã ghi %(n)s người; %(new)s người được tính lần đầu",
        len(people),
    )
    messages.success(request, said % {"n": number(len(people)), "new": number(new)})
    return _back_to(request, row)


def _back_to(request: SignedInRequest, row: StudyClass) -> HttpResponse:
    """The list as it was: the same search, the same page."""
    back = reverse("dissemination:class", kwargs={"campaign": row.campaign.code, "code": row.code})
    asked = request.GET.urlencode()
    return redirect(f"{back}?{asked}" if asked else back)


@require_POST
def close(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = _class(request, found, code)
    actions.close_class(row, by=request.user, at=request.at)
    messages.success(request, _("Đã kết thúc điểm danh"))
    return redirect("dissemination:class", campaign=found.code, code=row.code)
