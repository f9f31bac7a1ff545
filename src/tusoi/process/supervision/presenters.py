"""What the pages of follow-through show, ready to print."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Seat, Unit, in_force
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.paths import ancestors
from tusoi.foundation.ui.words import day
from tusoi.process.campaigns.models import CampaignUnit, Subject
from tusoi.process.issues.models import Issue
from tusoi.process.reviews.models import Meeting
from tusoi.process.supervision import rules, rules_watch
from tusoi.process.supervision.models import Commitment, Milestone
from tusoi.process.supervision.presenters_evidence import Piece, pieces_of, words_of
from tusoi.process.supervision.states import Act, CommitmentState, ContactKind, Mended

MOST_PEOPLE = 200
BADGES = {
    CommitmentState.OPEN: "plain",
    CommitmentState.CLAIMED: "waiting",
    CommitmentState.RETURNED: "soon",
    CommitmentState.VERIFIED: "done",
}


def url_of(commitment: Commitment) -> str:
    return reverse(
        "supervision:commitment", kwargs={"campaign": commitment.campaign.code, "commitment": commitment.code}
    )


# -- making a commitment


@dataclass(frozen=True)
class Watchers:
    """agencies: that may supervise; agency: the one chosen; supervisors: its people, or those above."""

    agencies: list[Unit]
    agency: Unit | None
    supervisors: list[tuple[Person, str]]


def watchers_of(subject: Subject, *, theme: str, agency_code: str, at: datetime) -> Watchers:
    """agency_code: the supervising agency chosen in the address; its people can then be named as supervisors."""
    today, top = rules.local_day(at), subject.campaign.unit_id
    agencies = list(
        Unit.objects.existing(today)
        .filter(Q(pk=top) | Q(parent=top))
        .exclude(pk=subject.campaign_unit.unit_id)
        .order_by("depth", "sort_key")
    )
    agency = next((unit for unit in agencies if unit.code == agency_code), None)
    return Watchers(agencies, agency, _supervisors(subject, theme, agency, today))


@dataclass(frozen=True)
class CommitPage:
    issue: Issue
    earlier: list[Commitment]
    watchers: Watchers
    owners: list[tuple[Person, str]] = field(default_factory=list)


def commit_page(issue: Issue, *, agency_code: str, at: datetime) -> CommitPage:
    return CommitPage(
        issue=issue,
        earlier=list(issue.commitments.with_names()),
        watchers=watchers_of(issue.subject, theme=issue.theme, agency_code=agency_code, at=at),
        owners=owners_of(issue, rules.local_day(at)),
    )


def seats_where(where: Q, today: date) -> list[tuple[Person, str]]:
    seats = (
        Seat.objects.filter(where, in_force(today))
        .select_related("person", "collective")
        .order_by("collective", "order")
    )
    return list({s.person_id: (s.person, f"{s.position}, {s.collective.name}") for s in seats}.values())


def people_of(agency: Unit, today: date) -> list[tuple[Person, str]]:
    """Those with seats there first, then its members."""
    people = seats_where(Q(collective__unit=agency), today)
    known = {person.pk for person, _note in people}
    members = Person.objects.in_unit(agency, today).exclude(pk__in=known)[:MOST_PEOPLE]
    return people + [(person, agency.short_name) for person in members]


def _assigned(subject: Subject, theme: str) -> list[tuple[Person, str]]:
    """Who was assigned to supervise there comes first: by subject, unit or theme."""
    campaign = subject.campaign
    above = CampaignUnit.objects.filter(campaign=campaign, path__in=ancestors(subject.campaign_unit.path)).values("pk")
    there = Q(subject=subject) | Q(campaign_unit__in=above)
    if theme:
        there |= Q(theme=theme)
    rows = campaign.assignments.standing().filter(there).select_related("person")
    return [(row.person, _("được phân công giám sát")) for row in rows]


def owners_of(issue: Issue, today: date) -> list[tuple[Person, str]]:
    subject = issue.subject
    people = seats_where(Q(collective=subject.collective_id or subject.decided_by_id), today)
    if subject.person is None:
        return people
    others = [pair for pair in people if pair[0] != subject.person]
    return [(subject.person, subject.position), *others]


def _supervisors(subject: Subject, theme: str, agency: Unit | None, today: date) -> list[tuple[Person, str]]:
    """People of the chosen agency; without one, those with seats in the units above. Never on their own file."""
    if agency is None:
        above = ancestors(subject.campaign_unit.unit.path, include_self=False)
        people = _assigned(subject, theme) + seats_where(Q(collective__unit__path__in=above), today)
        people = list({person.pk: (person, note) for person, note in reversed(people)}.values())[::-1]
    else:
        people = people_of(agency, today)
    own = set(Seat.objects.filter(in_force(today), collective=subject.collective_id).values_list("person", flat=True))
    return [pair for pair in people if pair[0].pk not in own and pair[0].pk != subject.person_id]


def free_code(issue: Issue) -> str:
    """ck-<issue>-1, -2 … The unique constraint decides between two at once."""
    base = f"ck-{issue.code}"[:50]
    taken = set(issue.campaign.commitments.filter(code__startswith=base).values_list("code", flat=True))
    number = 1
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


# -- one commitment


@dataclass(frozen=True)
class Step:
    """One line of the history; for the timeline."""

    at: date
    kind: str
    title: str
    text: str = ""
    who: str = ""
    url: str = ""


HELPED = gettext_lazy("Giúp đỡ, tạo điều kiện")


def history_of(commitment: Commitment) -> list[Step]:
    """Everything that happened to a commitment, in order of day and then of kind."""
    made = Step(commitment.made_on, "committed", _("Lập cam kết"), commitment.measure, commitment.owner.name)
    steps = [
        (1, Step(e.on, "evidence", _("Minh chứng"), words_of(e)))
        for e in commitment.evidence.select_related("document")
    ]
    claims = Entry.objects.filter(thing_kind="supervision.commitment", thing_id=commitment.pk, act=Act.CLAIMED)
    steps += [
        (2, Step(rules.local_day(c.at), "done", _("Báo đã khắc phục xong"), "", commitment.owner.name)) for c in claims
    ]
    for piece in commitment.evidence.exclude(withdrawn_on=None).select_related("withdrawn_by__person"):
        who = str(piece.withdrawn_by) if piece.withdrawn_by else ""
        assert piece.withdrawn_on is not None
        steps.append((1, Step(piece.withdrawn_on, "plain", _("Rút minh chứng"), piece.withdrawn_for, who)))
    for finding in commitment.findings.all():
        kind = "verified" if finding.is_verified else "relapsed"
        title = _("Xác nhận đã khắc phục") if finding.is_verified else _("Yêu cầu làm tiếp")
        steps.append((3, Step(finding.on, kind, title, finding.note, commitment.supervisor.name)))
    for contact in commitment.contacts.select_related("by__person"):
        helps = contact.kind == ContactKind.HELP
        title = str(HELPED) if helps else _("Nhắc nhở")
        who = str(contact.by) if contact.by else _("chương trình")
        steps.append((0, Step(contact.on, "plain" if helps else "reminded", title, contact.note, who)))
    for seen in commitment.visited.select_related("visit__visitor"):
        kind = "done" if seen.mended == Mended.SUBSTANCE else "reminded"
        title = _("Kiểm tra tại chỗ: %(found)s") % {"found": seen.get_mended_display()}
        steps.append(
            (0, Step(seen.visit.held_on or seen.visit.planned_on, kind, title, seen.note, seen.visit.visitor.name))
        )
    steps += [
        (1, Step(step.done_on, "plain", _("Xong một bước"), step.what))
        for step in commitment.milestones.all()
        if step.done_on
    ]
    for row in commitment.postponements.select_related("by__person"):
        words = _("Từ %(before)s sang %(after)s: %(reason)s")
        told = words % {"before": day(row.before), "after": day(row.after), "reason": row.reason}
        steps.append((0, Step(row.on, "plain", _("Đổi hạn"), told, str(row.by) if row.by else "")))
    ordered = [step for _rank, step in sorted(steps, key=lambda pair: (pair[1].at, pair[0]))]
    return [made, *ordered]


@dataclass(frozen=True)
class CommitmentPage:
    badge: str
    history: list[Step]
    is_done: bool
    can_add: Answer
    can_claim: Answer
    can_judge: Answer
    can_contact: Answer
    can_postpone: Answer
    first_due: date
    can_plan_steps: Answer
    milestones: list[tuple[Milestone, bool]]
    helps: list[Step]
    evidence: list[Piece]
    minutes_url: str


def commitment_page(commitment: Commitment, *, account: Account, at: datetime) -> CommitmentPage:
    who: dict[str, Any] = {"by": account, "at": at}
    history = history_of(commitment)
    return CommitmentPage(
        badge=BADGES[CommitmentState(commitment.state)],
        history=history,
        is_done=commitment.state == CommitmentState.VERIFIED,
        can_add=ask(rules.check_can_add_evidence, commitment, **who),
        can_claim=ask(rules.check_can_claim, commitment, **who),
        can_judge=ask(rules.check_can_judge, commitment, **who),
        can_contact=ask(rules.check_can_contact, commitment, **who),
        can_postpone=ask(rules.check_can_postpone, commitment, **who),
        can_plan_steps=ask(rules_watch.check_can_plan_steps, commitment, **who),
        milestones=[
            (step, bool(ask(rules_watch.check_can_finish_step, step, **who))) for step in commitment.milestones.all()
        ],
        first_due=first.before if (first := commitment.postponements.first()) else commitment.due_on,
        helps=[step for step in history if step.title == HELPED],
        evidence=pieces_of(commitment, account, at),
        minutes_url=_minutes_url(commitment, account, at),
    )


def _minutes_url(commitment: Commitment, account: Account, at: datetime) -> str:
    """Of an immediate action: the minutes in which it stands, for those who may read them."""
    if commitment.immediate is None:
        return ""
    meeting = commitment.immediate.item.meeting
    seen = Meeting.objects.visible_to(account, rules.local_day(at)).filter(pk=meeting.pk).exists()
    return reverse("reviews:minutes", args=[commitment.campaign.code, meeting.code]) if seen else ""
