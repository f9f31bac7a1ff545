"""Follow-through lived at random: acts on the small world, each by the verbs that the pages use, over several campaigns.

A further kind of act is one function and one entry in ACTS; what its rules forbid does not happen, and is not counted.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Model, QuerySet

from tests.factories import World, go_to, world
from tests.meetings import AT, MADE, answered_issue, conclude_all, discussing, signed
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.actions import fold
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.issues import actions as issues
from tusoi.process.issues.actions_register import merge_units
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.issues.states import IssueState, SourceKind
from tusoi.process.issues.tests.cast import next_campaign
from tusoi.process.reviews.actions_immediate import record as record_immediate
from tusoi.process.reviews.models import ImmediateAction
from tusoi.process.supervision import actions, actions_closing, actions_evidence, actions_proposals, actions_watch
from tusoi.process.supervision.actions_immediate import take_up
from tusoi.process.supervision.actions_relapse import mark_relapsed
from tusoi.process.supervision.actions_remind import remind_due
from tusoi.process.supervision.models import Assignment, Commitment, Evidence, Milestone, Proposal

Thing = TypeVar("Thing", bound=Model)
REVIEWED = ["phuong-mot", "phuong-mot-1", "phuong-mot-2", "phuong-hai", "phuong-hai-1"]
# Owners and supervisors: the two wards' secretaries and a committee member; dv-10 is the cast's supervisor, and may own too.
PAIRS = [("dv-13", "dv-10"), ("dv-14", "dv-10"), ("dv-24", "dv-05"), ("dv-10", "dv-11"), ("dv-24", "dv-10"), ("dv-14", "dv-11")]  # fmt: skip
YEARS = 2  # campaigns after the first
MADE_ON = MADE.date()
THEMES = ["", "long-standing", "causes"]


@dataclass
class Life:
    """The world, the day it is, the latest campaign, and how often each act was done. `number` makes codes."""

    home: World
    day: date = MADE_ON
    latest: Campaign = field(init=False)
    number: int = 0
    years: int = 0
    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.latest = self.home.campaign

    @property
    def at(self):
        return at_noon(self.day)


def home_to_mend() -> World:
    """Both wards have met: three issues upheld, an immediate action of each in fixed minutes, nothing promised yet."""
    home = world()
    answered_issue(home, "phuong-mot-2", "vd-nguoi", "Tiếp công dân thất thường")
    for collective, subject, owner, code in (
        ("dang-uy-mot", "phuong-mot", "dv-13", "vd-a"),
        ("dang-uy-hai", "phuong-hai", "dv-24", "vd-b"),
    ):
        answered_issue(home, subject, code, f"Chậm gửi tài liệu {code}")
        item = discussing(home, collective, subject)
        facts = {"what": f"Việc phải làm ngay {code}", "owner": home.people[owner], "due_on": date(2012, 10, 28)}
        record_immediate(item, **facts, by=None, at=AT)
        conclude_all(item.meeting)
        signed(item.meeting)
    go_to(MADE.date())
    return home


def pick(rows: "QuerySet[Thing]", place: int) -> Thing:
    """One of the rows, always the same one for the same rows. No row: the act cannot be done."""
    found = list(rows.order_by("pk"))
    if not found:
        raise Refused("không có gì để làm")
    return found[place % len(found)]


def find(life: Life, place: int) -> None:
    """The latest campaign's meeting upholds an issue: a new one, or an earlier one that goes on or came back."""
    subject = pick(life.latest.subjects.filter(code__in=REVIEWED), place)
    before = Shortcoming.objects.of(subject).before(life.latest).filter(later=None).order_by("pk")
    issue = issues.raise_issue(
        life.latest,
        subject=subject,
        title=f"Khuyết điểm {life.number}",
        source=SourceKind.EARLIER,
        theme=THEMES[place % 3],
        shortcoming=before.last() if place % 2 else None,
        by=None,
        at=life.at,
    )
    issues.put(issue, by=None, at=life.at)
    issues.conclude(issue, verdict=IssueState.UPHELD, text="Có", by=None, at=life.at)


def _upheld(place: int) -> Issue:
    return pick(Issue.objects.filter(state=IssueState.UPHELD).select_related("subject__campaign_unit__unit"), place)


def _words(life: Life, place: int) -> dict[str, object]:
    owner = life.home.people[PAIRS[place % len(PAIRS)][0]]
    due_on = life.day + timedelta(place * 2)
    return {"owner": owner, "measure": f"Biện pháp {life.number}", "shows": "Sổ", "due_on": due_on, "at": life.at}


def _supervisor(life: Life, place: int):
    return life.home.people[PAIRS[place % len(PAIRS)][1]]


def commit(life: Life, place: int) -> None:
    words = _words(life, place)
    supervisor = _supervisor(life, place)
    actions.commit(_upheld(place), code=f"ck-{life.number}", **words, supervisor=supervisor, by=life.home.officer)


def propose(life: Life, place: int) -> None:
    actions_proposals.propose(_upheld(place), **_words(life, place), by=None)


def _waiting(place: int) -> Proposal:
    return pick(Proposal.objects.waiting().with_names(), place)


def approve(life: Life, place: int) -> None:
    proposal = _waiting(place)
    pair = dict(PAIRS)
    supervisor = life.home.people[pair[proposal.owner.code]]
    words = {"code": f"ck-{life.number}", "supervisor": supervisor, "by": life.home.officer, "at": life.at}
    actions_proposals.approve(proposal, **words)


def send_back(life: Life, place: int) -> None:
    actions_proposals.send_back(_waiting(place), reason="Chưa rõ", by=life.home.officer, at=life.at)


def withdraw_proposal(life: Life, place: int) -> None:
    actions_proposals.withdraw(_waiting(place), by=None, at=life.at)


def take_up_immediate(life: Life, place: int) -> None:
    action = pick(ImmediateAction.objects.filter(commitment=None).with_names(), place)
    take_up(action, shows="Ảnh", supervisor=life.home.people["dv-10"], by=life.home.officer, at=life.at)


def _made(place: int, *states: str) -> Commitment:
    rows = Commitment.objects.filter(state__in=states) if states else Commitment.objects.all()
    return pick(rows.with_names(), place)


def add_step(life: Life, place: int) -> None:
    made = _made(place, "open", "returned")
    actions_watch.add_step(made, what="Bước một", due_on=made.due_on, by=life.home.officer, at=life.at)


def finish_step(life: Life, place: int) -> None:
    actions_watch.finish_step(pick(Milestone.objects.filter(done_on=None), place), by=None, at=life.at)


def add_evidence(life: Life, place: int) -> None:
    actions_evidence.add_evidence(_made(place, "open", "returned"), note="Sổ", by=None, at=life.at)


def withdraw_evidence(life: Life, place: int) -> None:
    shown = pick(Evidence.objects.standing().select_related("commitment"), place)
    actions_evidence.withdraw(shown, reason="Nhầm sổ", by=None, at=life.at)


def claim(life: Life, place: int) -> None:
    made = _made(place, "open", "returned")
    if place % 3:
        actions_evidence.add_evidence(made, note="Biên bản", by=None, at=life.at)
    actions.claim(made, by=None, at=life.at)


def verify(life: Life, place: int) -> None:
    actions.verify(_made(place, "claimed"), note="Đủ", by=None, at=life.at)


def return_claim(life: Life, place: int) -> None:
    actions.return_claim(_made(place, "claimed"), note="Thiếu", by=None, at=life.at)


def postpone(life: Life, place: int) -> None:
    later = life.day + timedelta(place)
    actions.postpone(_made(place), due_on=later, reason="Bão", by=life.home.officer, at=life.at)


def remind(life: Life, place: int) -> None:
    actions.remind(_made(place), by=life.home.officer, at=life.at)


def offer_help(life: Life, place: int) -> None:
    actions.offer_help(_made(place), note="Cử người", by=life.home.officer, at=life.at)


def relapse(life: Life, place: int) -> None:
    row = pick(Shortcoming.objects.filter(state="verified"), place)
    mark_relapsed(row, reason="Lại chậm", by=None, at=life.at)


def close(life: Life, place: int) -> None:
    actions_closing.close(pick(Campaign.objects.all(), place), note="Hết hạn", by=life.home.officer, at=life.at)


def reopen(life: Life, place: int) -> None:
    actions_closing.reopen(pick(Campaign.objects.all(), place), reason="Sót", by=life.home.officer, at=life.at)


def next_year(life: Life, place: int) -> None:
    """Another campaign, in the spring after, about who is still there."""
    if life.years == YEARS:
        raise Refused("đủ đợt")
    life.day = date(life.day.year + 1, 3, 1)
    life.years += 1
    there = Subject.objects.filter(campaign=life.home.campaign, code__in=REVIEWED, campaign_unit__unit__until=None)
    codes = sorted(there.values_list("code", flat=True))
    life.latest = next_campaign(life.home, f"dot-{life.years}", life.day, codes[place % 2 :])


def merge(life: Life, place: int) -> None:
    """Ward Two merges into ward One."""
    units = life.home.units
    for code in ("phuong-mot", "phuong-hai"):
        units[code].refresh_from_db()
    paper = "Quyết định 15-QĐ/QU"
    merge_units([units["phuong-hai"]], units["phuong-mot"], on=life.day, paper=paper, by=life.home.officer, at=life.at)


def assign(life: Life, place: int) -> None:
    """The cast's supervisor follows a whole ward, one subject, or a theme."""
    campaign = pick(Campaign.objects.all(), place)
    words = {"person": life.home.people["dv-10"], "by": life.home.officer, "at": life.at}
    if place % 3 == 0:
        ward = pick(campaign.units.filter(code="phuong-hai").select_related("campaign__unit", "unit"), 0)
        actions_watch.assign(campaign, unit=ward, **words)
    elif place % 3 == 1:
        actions_watch.assign(campaign, subject=pick(campaign.subjects.filter(code__in=REVIEWED), place), **words)
    else:
        actions_watch.assign(campaign, theme="causes", **words)


def end_assignment(life: Life, place: int) -> None:
    row = pick(Assignment.objects.standing().with_names(), place)
    actions_watch.end_assignment(row, reason="Đổi việc", by=life.home.officer, at=life.at)


def night(life: Life, place: int) -> None:
    """The worker's night: reminders, and some of the counters are folded."""
    for campaign in Campaign.objects.exclude(state="draft"):
        remind_due(campaign, at=life.at)
    fold(limit=1 + place % 9)


def wait(life: Life, place: int) -> None:
    life.day += timedelta(place)


ACTS: dict[str, Callable[[Life, int], None]] = {
    act.__name__: act
    for act in (
        find, commit, propose, approve, send_back, withdraw_proposal, take_up_immediate, add_step, finish_step,
        add_evidence, withdraw_evidence, claim, verify, return_claim, postpone, remind, offer_help, relapse, close, reopen,
        next_year, merge, assign, end_assignment, night, wait,
    )
}  # fmt: skip


# What happens often stands here more than once, so that a history of some length goes deep.
OFTEN = [*ACTS, *(["commit", "claim", "verify", "add_evidence"] * 3), *(["find", "propose", "approve", "add_step", "finish_step", "relapse"] * 2)]  # fmt: skip


def dealt(dice: random.Random, rounds: int) -> list[tuple[str, int]]:
    """A history in which every act is tried in every round, in another order each time."""
    names = [name for _round in range(rounds) for name in dice.sample(OFTEN, len(OFTEN))]
    return [(name, dice.randrange(41)) for name in names]


def live(life: Life, name: str, place: int) -> None:
    """One act; what is refused leaves everything as it was."""
    life.number += 1
    try:
        ACTS[name](life, place)
        life.done[name] += 1
    except Refused:
        pass
    go_to(life.day)
