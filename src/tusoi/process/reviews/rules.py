"""What may be done with a review meeting, and what holds it up. Each refusal says where the rule stands."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Collective, Person, SeatRank
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject, TierWindow
from tusoi.process.campaigns.rules import check_gate
from tusoi.process.campaigns.rules_procedure import check_step
from tusoi.process.campaigns.states import CampaignState, GateName
from tusoi.process.issues.models import Issue, SuggestionSet
from tusoi.process.issues.states import CONCLUDED, IssueState
from tusoi.process.reviews.gates import (
    Room,
    chairs_of,
    conclusion_gates,
    item_gates,
    names,
    open_issues,
    opening_gates,
    room_of,
)
from tusoi.process.reviews.models import AgendaItem, Meeting
from tusoi.process.reviews.states import ItemState, MeetingState

RANKS = {SeatRank.HEAD: 1, SeatRank.DEPUTY: 2, SeatRank.MEMBER: 3}


def local_day(at: datetime) -> date:
    return timezone.localtime(at).date()


# -- who may


def may_run(account: Account | None, meeting: Meeting, *, on: date) -> bool:
    """The secretary of the unit, the chair, the minute taker; in session also who chairs an item still open."""
    if account is None:
        return True
    if may(account, Permission.RUN_MEETING, meeting.campaign_unit.unit.path, on=on):
        return True
    if not account.person_id:
        return False
    if account.person_id in {meeting.chair_id, meeting.minute_taker_id}:
        return True
    if meeting.state not in (MeetingState.IN_SESSION, MeetingState.ADJOURNED):
        return False
    return meeting.items.filter(chair=account.person_id).exclude(state=ItemState.CONCLUDED).exists()


def check_can_run(meeting: Meeting, *, by: Account | None, at: datetime) -> None:
    if not may_run(by, meeting, on=local_day(at)):
        raise Refused(
            _("Việc này do người chủ trì, người ghi biên bản hoặc bí thư của đơn vị làm"),
            way_out=_("Đề nghị người ghi biên bản hoặc người chủ trì thực hiện"),
        )


def check_in_session(meeting: Meeting) -> None:
    if meeting.state == MeetingState.PLANNED:
        raise Refused(_("Hội nghị chưa khai mạc"), way_out=_("Điểm danh và khai mạc hội nghị trước"))
    if meeting.state == MeetingState.ADJOURNED:
        raise Refused(_("Hội nghị đang tạm dừng"), way_out=_("Bấm “Họp tiếp” ở trang của hội nghị"))
    if meeting.state == MeetingState.CONCLUDED:
        raise Refused(_("Hội nghị đã bế mạc, biên bản không sửa được nữa"))


def _check_discussing(item: AgendaItem, *, by: Account | None, at: datetime) -> None:
    check_can_run(item.meeting, by=by, at=at)
    check_in_session(item.meeting)
    if item.state == ItemState.WAITING:
        raise Refused(_("Chưa đến mục này"), way_out=_("Bắt đầu mục này trước khi ghi"))
    if item.state == ItemState.CONCLUDED:
        raise Refused(_("Mục này đã kết luận, không ghi thêm được"))


def _check_not_own_file(item: AgendaItem, by: Account | None) -> None:
    if by is not None and by.person_id and by.person_id == item.subject.person_id:
        raise Refused(
            _("Không ai tự ghi kết luận về hồ sơ của chính mình"),
            way_out=_("Để người chủ trì thay hoặc người ghi biên bản ghi kết luận"),
        )


# -- planning


def check_window(tier: TierWindow, day: date) -> None:
    """The day lies in the tier's window, both ends included."""
    opens, closes = date_format(tier.opens_on, "SHORT_DATE_FORMAT"), date_format(tier.closes_on, "SHORT_DATE_FORMAT")
    way_out = _("Chọn ngày trong khoảng đó, hoặc đề nghị Ban Tổ chức gia hạn cho cấp này")
    if day < tier.opens_on:
        raise Refused(
            _("Chưa đến thời gian kiểm điểm của cấp “%(tier)s”: từ %(opens)s đến %(closes)s")
            % {"tier": tier.name, "opens": opens, "closes": closes},
            way_out=way_out,
        )
    if day > tier.closes_on:
        raise Refused(
            _("Đã qua thời gian kiểm điểm của cấp “%(tier)s”: từ %(opens)s đến %(closes)s")
            % {"tier": tier.name, "opens": opens, "closes": closes},
            way_out=way_out,
        )


def check_can_plan_for(campaign: Campaign, unit: CampaignUnit, *, by: Account | None, at: datetime) -> None:
    """Planning is for the secretary of the unit, and for the officer who runs the campaign above it."""
    if campaign.state != CampaignState.OPEN:
        raise Refused(_("Đợt kiểm điểm chưa mở hoặc đã kết thúc"))
    if by is None or may(by, Permission.MANAGE_CAMPAIGN, unit.unit.path, on=local_day(at)):
        return
    require(by, Permission.RUN_MEETING, unit.unit.path, on=local_day(at))


def check_can_plan(
    campaign: Campaign,
    *,
    collective: Collective,
    unit: CampaignUnit,
    tier: TierWindow,
    held_on: date,
    chair: Person,
    minute_taker: Person,
    attending_superior: Person | None,
    seated: set[int],
    subjects: Sequence[Subject],
    by: Account | None,
    at: datetime,
) -> None:
    """seated: ids of those who have a seat on the collective that day."""
    check_can_plan_for(campaign, unit, by=by, at=at)
    check_step(unit, StepName.REVIEWS)
    check_window(tier, held_on)
    if not seated:
        raise Refused(_("Tập thể này không có thành viên nào vào ngày họp"), way_out=_("Xem lại danh sách tập thể"))
    if chair.pk == minute_taker.pk:
        raise Refused(_("Người chủ trì không đồng thời ghi biên bản"), way_out=_("Chọn người khác ghi biên bản"))
    if chair.pk not in seated and chair != attending_superior:
        raise Refused(_("Người chủ trì phải là thành viên của tập thể, hoặc cấp trên dự và chỉ đạo hội nghị"))
    if not subjects:
        raise Refused(_("Hội nghị phải có ít nhất một tập thể hoặc cá nhân được kiểm điểm"))
    strangers = [s for s in subjects if s.campaign_id != campaign.pk or s.tier_id != tier.pk]
    if strangers:
        raise Refused(_("Không thuộc cấp kiểm điểm này: %(names)s") % {"names": names(strangers)})
    busy = AgendaItem.objects.filter(subject__in=subjects, meeting__collective=collective, re_review=None)
    if taken := [item.subject for item in busy.select_related("subject")]:
        raise Refused(
            _("Đã có trong chương trình một hội nghị khác của tập thể này: %(names)s") % {"names": names(taken)}
        )


def check_can_reschedule(meeting: Meeting, *, held_on: date, by: Account | None, at: datetime) -> None:
    check_can_plan_for(meeting.campaign, meeting.campaign_unit, by=by, at=at)
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("Hội nghị đã khai mạc, không đổi ngày được"))
    check_window(meeting.tier, held_on)


def check_can_invite(meeting: Meeting, *, by: Account | None, at: datetime) -> None:
    """Once for a day; a meeting moved to another day invites anew."""
    if not may_run(by, meeting, on=local_day(at)):
        check_can_plan_for(meeting.campaign, meeting.campaign_unit, by=by, at=at)
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("Hội nghị đã khai mạc rồi"))
    if meeting.invited_on:
        raise Refused(_("Đã gửi giấy mời ngày %(day)s") % {"day": date_format(meeting.invited_on, "SHORT_DATE_FORMAT")})


def agenda_order(subject: Subject) -> tuple[int, int, int]:
    """Collective first; then the head, deputies, members; among equals by the order given."""
    rank = 0 if subject.is_collective else RANKS.get(SeatRank(subject.rank or SeatRank.MEMBER), 3)
    return (rank, subject.order, subject.pk)


# -- opening


def check_can_call_roll(meeting: Meeting, *, by: Account | None, at: datetime) -> None:
    check_can_run(meeting, by=by, at=at)
    if meeting.state == MeetingState.CONCLUDED:
        raise Refused(_("Hội nghị đã bế mạc, biên bản không sửa được nữa"))


def check_can_open(meeting: Meeting, *, from_book: bool = False, by: Account | None, at: datetime) -> None:
    """Open a planned meeting: its day has come, inside its tier's window, roll called, and every gate passed.

    from_book: it was held on its day, without the program, and is entered from the handwritten book.
    """
    check_can_run(meeting, by=by, at=at)
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("Hội nghị đã khai mạc rồi"))
    day = local_day(at)
    if from_book and day <= meeting.held_on:
        raise Refused(_("Chỉ nhập lại hội nghị đã họp trước hôm nay"), way_out=_("Họp hôm nay thì bấm “Khai mạc”"))
    check_window(meeting.tier, meeting.held_on if from_book else day)
    if day < meeting.held_on:
        raise Refused(
            _("Chưa đến ngày họp: %(day)s") % {"day": date_format(meeting.held_on, "SHORT_DATE_FORMAT")},
            way_out=_("Đổi ngày họp nếu họp sớm hơn"),
        )
    if meeting.attendees.filter(is_present=None).exists():
        raise Refused(_("Chưa điểm danh xong"), way_out=_("Điểm danh trước khi khai mạc"))
    for fact in opening_gates(meeting):
        check_gate(meeting.campaign, fact.gate, fact.thing, fact.ok, fact.reason)


# -- the agenda


def chairs_available(item: AgendaItem, room: Room | None = None) -> list[Person]:
    """Who can chair an item, by seat order: present, not its subject, not the minute taker; the superior last."""
    people = room.chairs if room else chairs_of(item.meeting)
    return [person for person in people if person.pk != item.subject.person_id]


def check_can_hand_over(item: AgendaItem, *, chair: Person, by: Account | None, at: datetime) -> None:
    check_can_run(item.meeting, by=by, at=at)
    if item.state == ItemState.CONCLUDED:
        raise Refused(_("Mục này đã kết luận, không ghi thêm được"))
    if chair.pk == item.subject.person_id:
        raise Refused(
            _("Không ai chủ trì khi hội nghị kiểm điểm chính mình"), way_out=_("Chọn người khác chủ trì mục này")
        )
    if chair not in chairs_available(item):
        raise Refused(_("Người chủ trì thay phải có mặt tại hội nghị và không ghi biên bản"))


def check_can_open_item(item: AgendaItem, *, by: Account | None, at: datetime, room: Room | None = None) -> None:
    """One item at a time, in order between collective, head and others, under a chair who is not its subject.

    room: where it was read for the whole agenda.
    """
    check_can_run(item.meeting, by=by, at=at)
    check_in_session(item.meeting)
    if item.state != ItemState.WAITING:
        raise Refused(_("Mục này đã bắt đầu rồi"))
    room = room or room_of(item.meeting)
    if room.current:
        raise Refused(
            _("Đang kiểm điểm %(name)s; mỗi lúc chỉ một mục") % {"name": room.current.name},
            way_out=_("Kết luận mục đang làm trước"),
        )
    if item.chair not in chairs_available(item, room):
        raise Refused(
            _("%(name)s không chủ trì được mục này") % {"name": item.chair.name},
            way_out=_("Chuyển quyền chủ trì mục này cho người khác"),
        )
    for fact in item_gates(item, room):
        check_gate(item.meeting.campaign, fact.gate, fact.thing, fact.ok, fact.reason, opened=room.opened)


def speakers_of(item: AgendaItem) -> list[Person]:
    """Whose words can be recorded on an item: see speakers_in."""
    return speakers_in(item.meeting, [item])[item.pk]


def speakers_in(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[int, list[Person]]:
    """By item: those present, the attending superior, the overseer, and the subject. Two queries, however many items.

    Last those who are absent: they may have sent theirs in writing.
    """
    convened = list(meeting.attendees.exclude(is_present=None).select_related("person").order_by("order"))
    present = [attendee.person for attendee in convened if attendee.is_present]
    absent = [attendee.person for attendee in convened if not attendee.is_present]
    marked = {attendee.person_id for attendee in convened}
    subjects = [item.subject_id for item in items]
    sets = list(SuggestionSet.objects.filter(subject__in=subjects).select_related("overseer"))
    found = {}
    for item in items:
        overseers = [s.overseer for s in sets if s.subject_id == item.subject_id]
        guests = dict.fromkeys([meeting.attending_superior, *overseers, item.subject.person])
        own = [guest for guest in guests if guest is not None and guest.pk not in marked]
        found[item.pk] = [*present, *own, *absent]
    return found


def absentees(meeting: Meeting) -> set[int]:
    """Those convened who were marked as absent, by id."""
    return set(meeting.attendees.filter(is_present=False).values_list("person", flat=True))


def check_can_contribute(
    item: AgendaItem, *, speaker: Person, issue: Issue | None, by: Account | None, at: datetime
) -> None:
    _check_discussing(item, by=by, at=at)
    if speaker not in speakers_of(item):
        raise Refused(_("%(name)s không có mặt trong mục này") % {"name": speaker.name}, way_out=_("Xem lại điểm danh"))
    if issue is not None:
        _check_about(item, issue)


def check_can_raise(item: AgendaItem, *, by: Account | None, at: datetime) -> None:
    """A matter born at the meeting."""
    _check_discussing(item, by=by, at=at)


def _check_about(item: AgendaItem, issue: Issue) -> None:
    if issue.subject_id != item.subject_id:
        raise Refused(_("Vấn đề này không phải của đối tượng đang kiểm điểm"))


def check_can_answer(item: AgendaItem, *, issue: Issue, by: Account | None, at: datetime) -> None:
    """The subject answers orally; whoever takes the minutes writes it down."""
    _check_discussing(item, by=by, at=at)
    _check_about(item, issue)


# -- conclusions


def check_can_conclude_issue(item: AgendaItem, *, issue: Issue, by: Account | None, at: datetime) -> None:
    """One issue, one final conclusion, at the meeting of the collective that decides."""
    _check_discussing(item, by=by, at=at)
    _check_not_own_file(item, by)
    _check_about(item, issue)
    if not item.decides:
        raise Refused(
            _("Nơi kết luận là hội nghị của %(name)s") % {"name": item.subject.decided_by.name},
            way_out=_("Ghi ý kiến vào biên bản để nơi kết luận xem xét"),
        )
    if issue.state in CONCLUDED:
        raise Refused(_("Vấn đề này đã kết luận"))
    if issue.state == IssueState.RAISED:
        raise Refused(_("Vấn đề này chưa đặt ra với đối tượng"))
    check_gate(
        item.meeting.campaign,
        GateName.ANSWERS_BEFORE_CONCLUSION,
        item,
        issue.state != IssueState.PUT,
        _("Chưa kết luận được “%(title)s”: nội dung này chưa được tiếp thu, giải trình") % {"title": issue.title},
    )


def check_can_conclude_item(item: AgendaItem, *, text: str, by: Account | None, at: datetime) -> None:
    """Every issue answered (gate) and concluded, and a conclusion in words."""
    _check_discussing(item, by=by, at=at)
    _check_not_own_file(item, by)
    if not text.strip():
        raise Refused(_("Chưa có lời kết luận đối với %(name)s") % {"name": item.subject.name})
    for fact in conclusion_gates(item):
        check_gate(item.meeting.campaign, fact.gate, fact.thing, fact.ok, fact.reason)
    if item.decides and (waiting := open_issues(item)):
        raise Refused(
            _("Chưa kết luận: %(names)s") % {"names": names(waiting)},
            way_out=_("Kết luận từng vấn đề trước khi kết luận chung"),
        )


def check_can_conclude_meeting(meeting: Meeting, *, by: Account | None, at: datetime) -> None:
    check_can_run(meeting, by=by, at=at)
    check_in_session(meeting)
    waiting = meeting.items.exclude(state=ItemState.CONCLUDED).select_related("subject")
    if waiting:
        raise Refused(
            _("Chưa thể bế mạc: còn mục chưa kết luận: %(names)s") % {"names": names([i.subject for i in waiting])},
            way_out=_("Kết luận từng mục rồi bế mạc"),
        )


def check_can_announce(meeting: Meeting, *, by: Account | None, at: datetime) -> None:
    if meeting.state != MeetingState.CONCLUDED:
        raise Refused(_("Hội nghị chưa bế mạc nên chưa có kết quả để thông báo"))
    if not may_run(by, meeting, on=local_day(at)):
        check_can_plan_for(meeting.campaign, meeting.campaign_unit, by=by, at=at)


def check_can_issue_result(meeting: Meeting, *, by: Account | None, at: datetime) -> None:
    """The secretary of the unit, the chair or the minute taker, once the meeting is over."""
    path = meeting.campaign_unit.unit.path
    me = by.person_id if by is not None else None
    if me is None or me not in (meeting.chair_id, meeting.minute_taker_id):
        require(by, Permission.RUN_MEETING, path, on=at.date())
    if meeting.state != MeetingState.CONCLUDED:
        raise Refused(_("Hội nghị chưa bế mạc"), way_out=_("Bế mạc hội nghị rồi ban hành văn bản"))
