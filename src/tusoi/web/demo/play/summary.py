"""What a played campaign came to, in figures that are counted from the rows."""

from dataclasses import asdict, dataclass
from datetime import date

from tusoi.foundation.directory.models import Person
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns.models import Campaign, CampaignUnit, UnitPlan
from tusoi.process.dissemination.models import Attendance, StudyClass
from tusoi.process.dissemination.progress import coverage
from tusoi.process.dissemination.remarks import remarks
from tusoi.process.dissemination.states import Audience
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.progress import handed_in, invited
from tusoi.process.issues.models import Issue, IssueAnswer, SuggestionSet
from tusoi.process.issues.register_figures import across_campaigns
from tusoi.process.issues.states import AnswerKind, IssueState, SetState
from tusoi.process.reports.models import Report, SubstanceNotice
from tusoi.process.reports.states import Act as ReportAct
from tusoi.process.reviews.models import BallotCount, ImmediateAction, Meeting, Minutes
from tusoi.process.reviews.states import MeetingState, MinutesState
from tusoi.process.supervision.models import Commitment, Contact
from tusoi.process.supervision.states import CommitmentState, ContactKind


@dataclass(frozen=True)
class Summary:
    """The first six are as of `as_of`, the day of the package's coverage; the rest as of the last day played.

    subjects: those of the round of slips; subjects_reviewed: all of the campaign. ballots_counted: paper ballots whose count
    the team has signed. immediate_actions: lines of minutes; each that was taken up is one of the commitments. carried_over, relapsed, long_standing: see `issues.register_figures`.
    """

    as_of: str
    members: int
    required: int
    trained: int
    classes: int
    key_cadres_trained: int
    coverage: tuple[int, int]
    makeup_classes: int
    trained_at_end: int
    declared_figures: int
    subjects: int
    subjects_reviewed: int
    slips_invited: int
    slips_returned: int
    issues_raised: int
    issues_answered: int
    issues_upheld: int
    suggested_collectives: int
    suggested_individuals: int
    meetings_held: int
    ballots_counted: int
    minutes_fixed: int
    immediate_actions: int
    commitments: int
    commitments_verified: int
    reminders_sent: int
    documents: int
    figures_flagged: int
    units: int
    plans_sent: int
    plans_acknowledged: int
    reports_submitted: int
    reports_returned: int
    answers_accepted: int
    answers_explained: int
    gates_refused: int
    overrides: int
    notices_shown: int
    carried_over: int
    relapsed: int
    long_standing: int

    def as_data(self) -> dict[str, object]:
        return asdict(self)


def summary_of(campaign: Campaign, *, as_of: date, at: date, gates_refused: int = 0) -> Summary:
    """as_of: the day for reach; at: the day for everything else. gates_refused: how often the play met a closed gate."""
    top = CampaignUnit.objects.get(campaign=campaign, depth=0)
    reach = coverage(top, as_of)
    classes = StudyClass.objects.filter(campaign=campaign, held_on__lte=as_of)
    cadres = Attendance.objects.filter(study_class__in=classes.filter(audience=Audience.KEY_CADRES))
    rounds = list(Round.objects.filter(campaign=campaign).prefetch_related("subjects"))
    issues = Issue.objects.filter(campaign=campaign)
    sent = SuggestionSet.objects.filter(campaign=campaign, state__in=(SetState.ISSUED, SetState.ACKNOWLEDGED))
    answers = IssueAnswer.objects.filter(issue__campaign=campaign)
    plans = UnitPlan.objects.filter(campaign_unit__campaign=campaign)
    commitments = Commitment.objects.filter(campaign=campaign)
    immediate = ImmediateAction.objects.standing().filter(item__meeting__campaign=campaign)
    across = across_campaigns(campaign, at)
    return Summary(
        as_of=as_of.isoformat(),
        members=Person.objects.in_unit(campaign.unit, as_of).count(),
        required=reach.total,
        trained=reach.done,
        classes=classes.count(),
        key_cadres_trained=cadres.values("person").distinct().count(),
        coverage=(reach.done, reach.total),
        makeup_classes=StudyClass.objects.filter(campaign=campaign, is_makeup=True, held_on__lte=at).count(),
        trained_at_end=coverage(top, at).done,
        declared_figures=campaign.declared_figures.count(),
        subjects=len({subject.pk for round in rounds for subject in round.subjects.all()}),
        subjects_reviewed=campaign.subjects.count(),
        slips_invited=sum(invited(round) for round in rounds),
        slips_returned=sum(figure.done for round in rounds if (figure := handed_in(round))),
        issues_raised=issues.count(),
        issues_answered=issues.filter(answers__isnull=False).distinct().count(),
        issues_upheld=issues.filter(state=IssueState.UPHELD).count(),
        suggested_collectives=sent.filter(subject__person=None).count(),
        suggested_individuals=sent.filter(subject__collective=None).count(),
        meetings_held=Meeting.objects.filter(campaign=campaign, state=MeetingState.CONCLUDED).count(),
        ballots_counted=BallotCount.objects.signed().filter(meeting__campaign=campaign).count(),
        minutes_fixed=Minutes.objects.filter(meeting__campaign=campaign, state=MinutesState.FIXED).count(),
        immediate_actions=immediate.count(),
        commitments=commitments.count(),
        commitments_verified=commitments.filter(state=CommitmentState.VERIFIED).count(),
        reminders_sent=Contact.objects.filter(commitment__in=commitments, kind=ContactKind.REMINDER).count(),
        documents=IssuedDocument.objects.filter(scope=campaign.pk).count(),
        units=campaign.units.count(),
        plans_sent=plans.count(),
        plans_acknowledged=plans.acknowledged().count(),
        reports_submitted=Report.objects.filter(campaign=campaign).handed_in().count(),
        reports_returned=Entry.objects.filter(scope=campaign.pk, act=ReportAct.RETURNED).count(),
        answers_accepted=answers.filter(kind=AnswerKind.ACCEPT).count(),
        answers_explained=answers.filter(kind=AnswerKind.EXPLAIN).count(),
        gates_refused=gates_refused,
        overrides=campaign.overrides.count(),
        notices_shown=SubstanceNotice.objects.filter(version__report__campaign=campaign).count(),
        carried_over=across.carried_over,
        relapsed=across.relapsed,
        long_standing=across.long_standing,
        figures_flagged=sum(bool(one.faults) for one in remarks(campaign, account=None, at=at_noon(at))),
    )
