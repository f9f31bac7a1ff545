"""What pages show of issues: the list, a subject's own, an overseer's; how many slips stand behind an issue."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet
from django.forms import Form
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.rulebook.procedure import Theme
from tusoi.foundation.secrecy.thresholds import Shown, merge
from tusoi.foundation.ui.frame import urls_by
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.campaigns.rules import procedure_of
from tusoi.process.issues import rules
from tusoi.process.issues.models import GroupVoices, Issue, IssueAnswer, IssueSource, SuggestionSet
from tusoi.process.issues.states import CONCLUDED, IssueState, SourceKind

BADGES = {
    IssueState.RAISED: "plain",
    IssueState.PUT: "waiting",
    IssueState.ANSWERED: "done",
    IssueState.UPHELD: "plain",
    IssueState.NOT_UPHELD: "plain",
    IssueState.REFERRED: "plain",
}


@dataclass(frozen=True)
class Voices:
    """How many slips stand behind an issue, as far as they may be shown. total is None under the threshold.

    rows: groups, small ones merged; their sums are the total, so no difference gives a small group away.
    """

    total: int | None
    threshold: int
    rows: tuple[Shown, ...] = ()

    @property
    def text(self) -> str:
        if self.total is None:
            return _("dưới %(n)s phiếu") % {"n": self.threshold}
        return _("%(n)s phiếu") % {"n": self.total}

    @property
    def groups(self) -> str:
        """'Cá nhân liên quan 8; Nguyên cấp ủy viên 6'; '' where no group may be named."""
        if self.total is None:
            return ""
        names = [(_(" và ").join(row.groups), row.used) for row in self.rows]
        return "; ".join(name if len(names) == 1 else f"{name} {used}" for name, used in names if used is not None)


def voices_of(issues: Iterable[Issue], *, exact: bool = False) -> dict[int, Voices]:
    """Voices behind issues whose triage is done, by issue. exact: for the counting team alone. One query."""
    thresholds = {issue.pk: issue.round.threshold for issue in issues if issue.round}
    counts: dict[int, dict[str, int]] = {}
    for issue, group, voices in GroupVoices.objects.filter(issue__in=thresholds).values_list(
        "issue", "group__name", "voices"
    ):
        counts.setdefault(issue, {})[group] = voices
    return {pk: shown_voices(groups, thresholds[pk], exact=exact) for pk, groups in counts.items()}


def shown_voices(groups: dict[str, int], threshold: int, *, exact: bool = False) -> Voices:
    """groups: distinct voices by group. Everybody but the counting team sees nothing under the threshold."""
    total = sum(groups.values())
    if exact:
        return Voices(total, threshold, tuple(Shown((name,), n, n) for name, n in groups.items()))
    rows = merge({name: (n, n) for name, n in groups.items() if n}, threshold)
    return Voices(total if total >= threshold else None, threshold, tuple(rows))


def sources_of(issues: Iterable[Issue]) -> dict[int, str]:
    """'ý kiến góp ý trên phiếu, gợi ý kiểm điểm của cấp trên' by issue; never who. One query."""
    kinds: dict[int, list[str]] = {}
    for issue, kind in IssueSource.objects.filter(issue__in=issues).order_by("pk").values_list("issue", "kind"):
        kinds.setdefault(issue, []).append(str(SourceKind(kind).label))
    return {issue: ", ".join(dict.fromkeys(words)) for issue, words in kinds.items()}


def answers_of(issues: Iterable[Issue]) -> dict[int, IssueAnswer]:
    """The latest answer by issue. One query."""
    rows = IssueAnswer.objects.filter(issue__in=issues).select_related("judgement", "by__person").order_by("pk")
    return {answer.issue_id: answer for answer in rows}


@dataclass(frozen=True)
class Row:
    """One issue in a list."""

    issue: Issue
    url: str
    theme: str
    sources: str
    voices: Voices | None
    badge: str
    is_late: bool
    answer: IssueAnswer | None = None
    can_answer: Answer = field(default_factory=Answer)
    form: Form | None = None
    answer_url: str = ""

    @property
    def is_open(self) -> bool:
        return self.issue.state == IssueState.PUT

    @property
    def is_concluded(self) -> bool:
        return self.issue.state in CONCLUDED


def with_everything(issues: "QuerySet[Issue]") -> "QuerySet[Issue]":
    """What a row needs of an issue itself; the rest `rows_of` asks for at once."""
    return issues.select_related("subject__campaign_unit__unit", "subject__campaign", "round", "suggestion_set")


def put_to(subject: Subject) -> list[Issue]:
    """What was put to one subject, each with that very subject: hundreds of issues need not carry it hundreds of times."""
    issues = list(Issue.objects.about(subject).put().not_gone().select_related("round").order_by("pk"))
    for issue in issues:
        issue.subject, issue.campaign = subject, subject.campaign
    return issues


FormOf = Callable[[Issue], Form]


def rows_of(
    issues: Sequence[Issue],
    campaign: Campaign,
    *,
    at: datetime,
    account: Account | None = None,
    form: FormOf | None = None,
) -> list[Row]:
    """account: whose answering is asked for; None where the page only lists. form: the form that stands with each."""
    voices, sources, answers = voices_of(issues), sources_of(issues), answers_of(issues)
    thread_of = urls_by("thread:issue", "issue", campaign=campaign.code)
    answering = urls_by("issues:answer", "issue", campaign=campaign.code)
    allowed: dict[tuple[int, str], Answer] = {}
    rows = []
    for issue in issues:
        if account and (issue.subject_id, issue.state) not in allowed:  # the rule knows no more of an issue than these
            allowed[issue.subject_id, issue.state] = ask(rules.check_can_answer, issue, by=account, at=at)
        late = issue.state == IssueState.PUT and issue.answer_by is not None and issue.answer_by < at.date()
        rows.append(
            Row(
                issue=issue,
                url=thread_of(issue.code),
                theme=campaign.rules.theme_name(issue.theme) if issue.theme else "",
                sources=sources.get(issue.pk, ""),
                voices=voices.get(issue.pk),
                badge="late" if late else BADGES[IssueState(issue.state)],
                is_late=late,
                answer=answers.get(issue.pk),
                can_answer=allowed[issue.subject_id, issue.state] if account else Answer(),
                form=form(issue) if form else None,
                answer_url=answering(issue.code),
            )
        )
    return rows


@dataclass(frozen=True)
class Filters:
    """What the address asks for; '' is everything."""

    state: str = ""
    theme: str = ""
    unit: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anything is asked for at all."""
        return self != type(self)()


@dataclass(frozen=True)
class IndexPage:
    """The issues that the account sees, filtered, and what the filters offer."""

    issues: "QuerySet[Issue]"
    themes: tuple[Theme, ...]
    units: list[CampaignUnit]
    filters: Filters


def index_of(campaign: Campaign, account: Account, filters: Filters, *, on: date) -> IndexPage:
    seen = Issue.objects.visible_to(account, on).filter(campaign=campaign)
    units = CampaignUnit.objects.filter(pk__in=seen.values("subject__campaign_unit")).order_by("path")
    wanted = {
        name: value
        for name, value in {
            "state": filters.state,
            "theme": filters.theme,
            "subject__campaign_unit__code": filters.unit,
        }.items()
        if value
    }
    return IndexPage(with_everything(seen.filter(**wanted)), procedure_of(campaign).themes, list(units), filters)


@dataclass(frozen=True)
class SubjectIssues:
    """A subject and its issues as the subject sees them: first what waits for an answer."""

    subject: Subject
    rows: list[Row]
    suggestions: SuggestionSet | None

    @property
    def open_rows(self) -> list[Row]:
        return [row for row in self.rows if row.is_open]

    @property
    def answered_rows(self) -> list[Row]:
        return [row for row in self.rows if not row.is_open]


def mine_of(campaign: Campaign, account: Account, *, at: datetime, form: FormOf | None = None) -> list[SubjectIssues]:
    """Issues put to the subjects for whom the account speaks, and to collectives on which it sits."""
    on = at.date()
    subjects = (rules.spoken_for(account, campaign, on) | _sitting_on(account, campaign, on)).distinct()
    subjects = subjects.order_by("-collective", "tier__order", "order")
    issues = list(
        with_everything(Issue.objects.put().not_gone().filter(subject__in=subjects)).order_by("subject", "pk")
    )
    sets = {s.subject_id: s for s in SuggestionSet.objects.visible_to(account, on).filter(subject__in=subjects)}
    rows = rows_of(issues, campaign, at=at, account=account, form=form)
    return [
        SubjectIssues(subject, [row for row in rows if row.issue.subject_id == subject.pk], sets.get(subject.pk))
        for subject in subjects
    ]


def _sitting_on(account: Account, campaign: Campaign, on: date) -> "QuerySet[Subject]":
    own = rules.own_subjects(account.person_id, on).filter(campaign=campaign)
    return own.select_related("campaign_unit__unit", "campaign__frozen")


@dataclass(frozen=True)
class Overseen:
    """A subject that somebody follows, with the points, the latest answers and what was thought of them."""

    suggestions: SuggestionSet
    rows: list[Row]

    @property
    def to_judge(self) -> int:
        return sum(1 for row in self.rows if row.answer and not hasattr(row.answer, "judgement"))


def overseen_by(campaign: Campaign, account: Account, *, at: datetime, form: FormOf | None = None) -> list[Overseen]:
    if account.person_id is None:
        return []
    sets = list(
        SuggestionSet.objects.filter(campaign=campaign, overseer=account.person_id).select_related(
            "subject__campaign_unit"
        )
    )
    issues = list(with_everything(Issue.objects.not_gone().filter(suggestion_set__in=sets)).order_by("pk"))
    rows = rows_of(issues, campaign, at=at, form=form)
    return [Overseen(s, [row for row in rows if row.issue.suggestion_set_id == s.pk]) for s in sets]
