"""The life of an issue as one line: raised, put, answered, discussed, concluded, committed, mended. Never who wrote a slip."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tusoi.foundation.access.models import Account
from tusoi.foundation.ui.words import day
from tusoi.process.issues.models import Issue, IssueAnswer, IssueSource
from tusoi.process.issues.presenters import voices_of
from tusoi.process.issues.states import CONCLUDED, IssueState, ShortcomingState, SourceKind
from tusoi.process.reviews.models import Meeting
from tusoi.process.supervision.models import Commitment, Proposal, Referral
from tusoi.process.supervision.presenters import history_of, url_of
from tusoi.process.supervision.rules import local_day
from tusoi.process.supervision.states import CommitmentState, ProposalState
from tusoi.web.thread.next_steps import Deed, deeds_of, what_comes

VERDICTS = {
    IssueState.UPHELD: gettext_lazy("Kết luận: có khuyết điểm"),
    IssueState.NOT_UPHELD: gettext_lazy("Kết luận: không đủ cơ sở kết luận"),
    IssueState.REFERRED: gettext_lazy("Chuyển cơ quan có thẩm quyền"),
}


@dataclass(frozen=True)
class Knot:
    """One knot on the line; for the timeline. rank orders what happened on the same day."""

    at: date | None
    rank: int
    kind: str
    title: str
    text: str = ""
    who: str = ""
    url: str = ""
    state: str = ""


@dataclass(frozen=True)
class Thread:
    theme: str
    badge: str
    state: str
    knots: list[Knot]
    deeds: list[Deed]
    is_ended: bool


def thread_of(issue: Issue, *, account: Account, at: datetime) -> Thread:
    """The whole line, with what comes next dashed at its end, and what this account can do now."""
    commitments = list(issue.commitments.with_names().prefetch_related("evidence", "findings"))
    meeting = _meeting_of(issue)
    knots = [
        *_raised(issue, account, at),
        *_put(issue),
        *_answered(issue),
        *_discussed(issue, meeting),
        *_concluded(issue, meeting),
    ]
    several = len(commitments) > 1
    for number, commitment in enumerate(sorted(commitments, key=lambda c: c.pk), start=1):
        knots += _mended(commitment, number if several else 0)
    knots += [*_proposed(issue, account, at), *_relapsed(issue), *_found_again(issue, account, at)]
    knots.sort(key=lambda knot: (knot.at or date.max, knot.rank))
    coming = what_comes(issue, commitments)
    if coming:
        knots.append(Knot(None, 99, "waiting", coming.title, coming.text, state="waiting"))
    return Thread(
        theme=issue.campaign.rules.theme_name(issue.theme) if issue.theme else "",
        badge=_badge(issue, commitments),
        state=_state(issue),
        knots=knots,
        deeds=deeds_of(issue, commitments, meeting, account=account, at=at),
        is_ended=coming is None,
    )


def _badge(issue: Issue, commitments: list[Commitment]) -> str:
    if issue.state == IssueState.UPHELD:
        came_back = issue.shortcoming.state == ShortcomingState.RELAPSED
        done = commitments and not came_back and all(c.state == CommitmentState.VERIFIED for c in commitments)
        return "done" if done else "soon"
    return "plain" if issue.state in CONCLUDED else "waiting"


def _state(issue: Issue) -> str:
    """In words; of an upheld one also how far its mending is."""
    said = capfirst(issue.get_state_display())
    shortcoming = getattr(issue, "shortcoming", None)
    return f"{said} · {shortcoming.get_state_display()}" if shortcoming else said


# -- raised


def _raised(issue: Issue, account: Account, at: datetime) -> list[Knot]:
    kinds = [SourceKind(kind) for kind in dict.fromkeys(issue.sources.order_by("pk").values_list("kind", flat=True))]
    return [_goes_on(issue, account, at) if kind == SourceKind.EARLIER else _source(issue, kind) for kind in kinds]


def _source(issue: Issue, kind: SourceKind) -> Knot:
    if kind == SourceKind.COMMENTS:
        return Knot(issue.raised_on, 0, "raised", _("Nêu từ ý kiến góp ý trên phiếu"), voices_in_words(issue))
    if kind == SourceKind.SUGGESTION:
        grounds = _("Căn cứ: %(grounds)s") % {"grounds": issue.grounds} if issue.grounds else ""
        return Knot(issue.raised_on, 0, "raised", _("Cấp trên gợi ý kiểm điểm"), grounds, issue.campaign.unit.name)
    if kind == SourceKind.OWN_REPORT:
        return Knot(issue.raised_on, 0, "raised", _("Tự nêu trong báo cáo kiểm điểm"), "", issue.subject.name)
    return Knot(issue.raised_on, 0, "raised", _("Nêu tại hội nghị kiểm điểm"))


def _goes_on(issue: Issue, account: Account, at: datetime) -> Knot:
    """From what an earlier campaign left: unfinished, or back after it was verified as mended. With the way there for
    who may see it.
    """
    source = IssueSource.objects.filter(issue=issue, kind=SourceKind.EARLIER).exclude(shortcoming=None)
    row = source.select_related("shortcoming__issue__campaign").first()
    if row is None or row.shortcoming is None:
        return Knot(issue.raised_on, 0, "relapsed", _("Đợt trước chưa khắc phục xong"))
    earlier, verified_on = row.shortcoming.issue, row.shortcoming.verified_on
    title = _("Đợt trước chưa khắc phục xong")
    if verified_on is not None and verified_on <= issue.raised_on:
        title = _("Tái diễn: đợt trước đã xác nhận khắc phục xong ngày %(day)s") % {"day": day(verified_on)}
    return Knot(issue.raised_on, 0, "relapsed", title, str(earlier.campaign), url=_way_to(earlier, account, at))


def voices_in_words(issue: Issue) -> str:
    """From how many slips of which groups, as every page of the program says it: two ways of counting would give a difference."""
    voices = voices_of([issue]).get(issue.pk)
    if voices is None or voices.total is None:
        return _("Ít phiếu nên không nêu số, để không ai bị đoán ra.")
    return f"{voices.text}: {voices.groups}." if voices.groups else f"{voices.text}."


# -- put, answered, judged


def _put(issue: Issue) -> list[Knot]:
    if issue.put_on is None:
        return []
    text = _("Hạn trả lời: %(day)s") % {"day": day(issue.answer_by)} if issue.answer_by else ""
    return [Knot(issue.put_on, 1, "put", _("Đặt ra với đối tượng"), text, issue.subject.name)]


def _answered(issue: Issue) -> list[Knot]:
    knots: list[Knot] = []
    overseer = issue.suggestion_set.overseer if issue.suggestion_set else None
    for answer in issue.answers.select_related("judgement"):
        knots.append(_answer(issue, answer))
        judgement = getattr(answer, "judgement", None)
        if judgement is not None:
            title = _("Người theo dõi nhận xét: %(verdict)s") % {"verdict": judgement.get_verdict_display()}
            knots.append(Knot(judgement.on, 3, "plain", title, judgement.note, overseer.name if overseer else ""))
    return knots


def _answer(issue: Issue, answer: IssueAnswer) -> Knot:
    parts = [answer.text]
    if answer.cause:
        parts.append(_("Nguyên nhân: %(text)s") % {"text": answer.cause})
    if answer.measure:
        parts.append(_("Biện pháp: %(text)s") % {"text": answer.measure})
    who = issue.subject.name
    if answer.at_meeting:
        who = _("%(name)s, tại hội nghị") % {"name": who}
    elif answer.by_proxy:
        who = _("%(name)s, bí thư nhập hộ") % {"name": who}
    return Knot(answer.on, 2, "answered", answer.get_kind_display().capitalize(), "\n\n".join(parts), who)


# -- the meeting


def _meeting_of(issue: Issue) -> Meeting | None:
    """The meeting of the deciding collective on whose agenda the subject is."""
    return (
        Meeting.objects.with_names()
        .filter(items__subject=issue.subject_id, collective=issue.subject.decided_by_id)
        .order_by("-held_on")
        .first()
    )


def _discussed(issue: Issue, meeting: Meeting | None) -> list[Knot]:
    """How many spoke to it; never who. Names stand in the minutes alone."""
    count = issue.contributions.count()
    if not count or meeting is None:
        return []
    title = ngettext("%(n)d ý kiến tại hội nghị", "%(n)d ý kiến tại hội nghị", count) % {"n": count}
    return [Knot(meeting.held_on, 4, "discussed", title, "", meeting.collective.name)]


def _concluded(issue: Issue, meeting: Meeting | None) -> list[Knot]:
    if issue.state not in CONCLUDED:
        return []
    title = str(VERDICTS[IssueState(issue.state)])
    who = meeting.collective.name if meeting else issue.subject.decided_by.name
    return [Knot(issue.concluded_on, 5, "concluded", title, issue.conclusion, who), *_referred(issue)]


def _referred(issue: Issue) -> list[Knot]:
    """By which paper it went to another body and what came back: numbers and days, no content."""
    row = Referral.objects.filter(issue=issue).first() if issue.state == IssueState.REFERRED else None
    if row is None:
        return []
    words = _("Số %(number)s, nơi nhận %(where)s, hạn phúc đáp %(day)s")
    told = words % {"number": row.paper_number, "where": row.addressee, "day": day(row.receipt_due)}
    knots = [Knot(row.sent_on, 6, "plain", _("Chuyển theo văn bản"), told)]
    if row.received_on:
        knots.append(Knot(row.received_on, 7, "done", _("Nơi nhận phúc đáp"), row.receipt_number))
    return knots


# -- mending


def _proposed(issue: Issue, account: Account, at: datetime) -> list[Knot]:
    """What those reviewed offered to do, and why it was sent back; what was approved is a commitment."""
    knots = []
    rows = Proposal.objects.visible_to(account, local_day(at)).filter(issue=issue)
    for row in rows.select_related("by__person", "answered_by__person"):
        url = reverse("supervision:proposal", args=[issue.campaign.code, row.pk])
        who = str(row.by) if row.by else ""
        knots.append(Knot(row.on, 5, "plain", _("Đề xuất: %(what)s") % {"what": row.measure}, "", who, url))
        if row.state == ProposalState.RETURNED:
            who = str(row.answered_by) if row.answered_by else ""
            knots.append(Knot(row.answered_on, 6, "plain", _("Trả lại đề xuất cam kết"), row.returned_for, who))
    return knots


def _relapsed(issue: Issue) -> list[Knot]:
    """It came back after it was verified, says its supervisor."""
    shortcoming = getattr(issue, "shortcoming", None)
    rows = shortcoming.relapses.select_related("by__person") if shortcoming else []
    return [Knot(row.on, 50, "relapsed", _("Tái diễn"), row.reason, str(row.by) if row.by else "") for row in rows]


def _found_again(issue: Issue, account: Account, at: datetime) -> list[Knot]:
    """A later campaign concluded the same; with the way there for who may see it."""
    shortcoming = getattr(issue, "shortcoming", None)
    if shortcoming is None:
        return []
    title = _("Đợt sau kết luận: chưa khắc phục xong")
    if shortcoming.verified_on is not None:
        title = _("Đợt sau kết luận: tái diễn")
    later = shortcoming.later.select_related("issue__campaign").order_by("pk")
    return [
        Knot(row.since, 51, "relapsed", title, str(row.issue.campaign), url=_way_to(row.issue, account, at))
        for row in later
    ]


def _way_to(other: Issue, account: Account, at: datetime) -> str:
    sees = Issue.objects.visible_to(account, local_day(at)).filter(pk=other.pk).exists()
    return reverse("thread:issue", args=[other.campaign.code, other.code]) if sees else ""


def _mended(commitment: Commitment, number: int) -> list[Knot]:
    """The commitment's own history. number: 0 where it is the only one; else each knot says which it is about."""
    made, *rest = history_of(commitment)
    who = _("%(owner)s làm, %(supervisor)s giám sát, hạn %(day)s") % {
        "owner": commitment.owner.name,
        "supervisor": commitment.supervisor.name,
        "day": day(commitment.due_on),
    }
    name = _("Cam kết %(n)d: %(what)s") if number else _("Cam kết: %(what)s")
    title = name % {"n": number, "what": commitment.measure}
    knots = [Knot(made.at, 6, "committed", title, "", who, url_of(commitment))]
    for rank, step in enumerate(rest, start=7):
        about = _("%(title)s (cam kết %(n)d)") % {"title": step.title, "n": number} if number else step.title
        knots.append(Knot(step.at, rank, step.kind, about, step.text, step.who))
    return knots
