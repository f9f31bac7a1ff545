"""Pages around a meeting: the list by tier, planning, the roll, the opening, the announcement."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.directory.models import Collective
from tusoi.foundation.ui.answers import do
from tusoi.foundation.ui.words import number
from tusoi.process.campaigns import rules as campaigns
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.reviews import actions, gates, presenters, rules
from tusoi.process.reviews.forms import AnnouncementForm, DayForm, ExtensionForm, MeetingForm, RollForm
from tusoi.process.reviews.models import Meeting
from tusoi.process.reviews.states import MeetingState


def meeting_or_404(request: SignedInRequest, campaign: str, code: str) -> Meeting:
    """The meeting with this code, if the account may see it that day; else 404."""
    found = campaign_or_404(request, campaign)
    seen = Meeting.objects.visible_to(request.user, rules.local_day(request.at)).with_names()
    return get_object_or_404(seen, campaign=found, code=code)


def index(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Meetings by tier. `?tinh-trang=` keeps one state."""
    found = campaign_or_404(request, campaign)
    page = presenters.index_of(
        found,
        account=request.user,
        at=request.at,
        state=request.GET.get("tinh-trang", ""),
        number=request.GET.get("trang"),
    )
    return render(request, "reviews/index.html", {"campaign": found, "page": page, "at": request.at})


def extend(request: SignedInRequest, campaign: str, tier: str) -> HttpResponse:
    """More time for a tier, so that a late unit can still meet."""
    found = campaign_or_404(request, campaign)
    row = get_object_or_404(found.tiers.select_related("campaign__unit"), code=tier)
    campaigns.check_can_extend_window(row, by=request.user, at=request.at)
    form = ExtensionForm(request.POST or None)
    verb = lambda: actions.extend_tier(row, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if request.method == "POST" and form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã gia hạn cho cấp “%(tier)s”") % {"tier": row.name})
        return redirect("reviews:index", campaign=found.code)
    return render(request, "reviews/extend.html", {"campaign": found, "tier": row, "form": form})


def choose(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Which collective is to meet? Only those that this account may plan for and that have subjects on no agenda."""
    found = campaign_or_404(request, campaign)
    bodies = presenters.collectives_to_plan(found, account=request.user, at=request.at)
    return render(request, "reviews/choose.html", {"campaign": found, "bodies": bodies})


def plan(request: SignedInRequest, campaign: str, collective: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    seen = CampaignUnit.objects.visible_to(request.user, rules.local_day(request.at)).filter(campaign=found)
    body = get_object_or_404(Collective.objects.filter(unit__in=seen.values("unit")), code=collective)
    unit = get_object_or_404(seen.select_related("unit"), unit=body.unit_id)
    rules.check_can_plan_for(found, unit, by=request.user, at=request.at)
    choices = presenters.planning_choices(found, body, unit, at=request.at)
    form = MeetingForm(
        request.POST or None,
        seated=choices.seated,
        clerks=choices.clerks,
        superiors=choices.superiors,
        subjects=choices.subjects,
        initial={"held_on": choices.first_day},
    )
    if request.method == "POST" and choices.tier and form.is_valid():
        tier, data = choices.tier, form.cleaned_data
        made = do(
            form,
            lambda: actions.plan_meeting(
                found,
                code=presenters.free_code(found, body),
                collective=body,
                tier=tier,
                **(data | {"subjects": list(data["subjects"])}),
                by=request.user,
                at=request.at,
            ),
        )
        if made:
            messages.success(request, _("Đã lên lịch hội nghị của %(name)s") % {"name": body.name})
            return redirect("reviews:meeting", campaign=found.code, meeting=made.code)
    page = {"campaign": found, "body": body, "unit": unit, "form": form, "choices": choices}
    return render(request, "reviews/plan.html", page)


def _meeting_page(request: SignedInRequest, found: Meeting, **forms: object) -> HttpResponse:
    page = presenters.meeting_page(found, account=request.user, at=request.at)
    called = page.runs and found.state in (MeetingState.PLANNED, MeetingState.ADJOURNED)
    done = [announcement.audience for announcement in page.announcements]
    context = {
        "campaign": found.campaign,
        "meeting": found,
        "page": page,
        "at": request.at,
        "roll": list(found.attendees.select_related("person")) if called else [],
        "day_form": DayForm(initial={"held_on": found.held_on}),
        "announcement_form": AnnouncementForm(done=done),
    }
    return render(request, "reviews/meeting.html", context | forms)


def meeting(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    return _meeting_page(request, meeting_or_404(request, campaign, meeting))


@require_POST
def invite(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = meeting_or_404(request, campaign, meeting)
    told = actions.invite(found, by=request.user, at=request.at)
    said = ngettext(
        "Đã báo cho %(n)s người có tài khoản; in giấy mời cho những người còn lại",
        "Đã báo cho %(n)s người có tài khoản; in giấy mời cho những người còn lại",
        told,
    )
    messages.success(request, said % {"n": number(told)})
    return redirect(presenters.meeting_url(found))


@require_POST
def reschedule(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = meeting_or_404(request, campaign, meeting)
    rules.check_can_plan_for(found.campaign, found.campaign_unit, by=request.user, at=request.at)
    form = DayForm(request.POST)
    verb = lambda: actions.reschedule(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã đổi ngày họp; danh sách triệu tập được lập lại theo ngày mới"))
        return redirect("reviews:meeting", campaign=campaign, meeting=meeting)
    return _meeting_page(request, found, day_form=form)


@require_POST
def roll(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = meeting_or_404(request, campaign, meeting)
    form = RollForm(request.POST, attendees=list(found.attendees.select_related("person")))
    if form.is_valid():
        actions.call_roll(found, absences=form.absences(), by=request.user, at=request.at)
        present, convened, _needed = gates.quorum_of(found)
        messages.success(request, _("Đã điểm danh: có mặt %(p)d/%(n)d") % {"p": present, "n": convened})
    return redirect("reviews:meeting", campaign=campaign, meeting=meeting)


@require_POST
def open_meeting(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = meeting_or_404(request, campaign, meeting)
    from_book = request.POST.get("tu-so") == "1"
    actions.open_meeting(found, from_book=from_book, by=request.user, at=request.at)
    messages.success(request, _("Hội nghị đã khai mạc"))
    return redirect("reviews:room", campaign=campaign, meeting=meeting)


@require_POST
def announce(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = meeting_or_404(request, campaign, meeting)
    rules.check_can_announce(found, by=request.user, at=request.at)
    form = AnnouncementForm(request.POST, done=list(found.announcements.values_list("audience", flat=True)))
    verb = lambda: actions.announce(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã ghi việc thông báo kết quả"))
        return redirect("reviews:meeting", campaign=campaign, meeting=meeting)
    return _meeting_page(request, found, announcement_form=form)
