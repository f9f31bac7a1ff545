"""The issue: one matter about one subject. Its answers, its sources, and the register of shortcomings across campaigns."""

from datetime import date

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Collective, Person, Seat, SeatRank, Unit, in_force
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.sight import Standing
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.feedback.models import Comment, Group, Round
from tusoi.process.issues.sight import ISSUE_STAGES, ISSUES, SUGGESTIONS, IssueStage
from tusoi.process.issues.states import (
    AnswerKind,
    AsideReason,
    IssueState,
    Judgement,
    SetState,
    ShortcomingState,
    SourceKind,
)


def own_subjects(person_id: int | None, on: date) -> models.QuerySet[Subject]:
    """Subjects that are this person's own file: the person, or a collective on which the person has a seat that day."""
    if person_id is None:
        return Subject.objects.none()
    seats = Seat.objects.filter(in_force(on), person=person_id).values("collective")
    return Subject.objects.filter(Q(person=person_id) | Q(collective__in=seats))


def written_by(account: Account, on: date) -> models.QuerySet[Subject]:
    """Subjects for which the account writes; `rules.speaks_for` says the same of one.

    Oneself, a collective that one heads or whose secretary one is; as secretary also who has no account or asked for it.
    """
    has_account = Account.objects.filter(person=OuterRef("person"), is_active=True)
    asked = ProxyAsk.objects.filter(subject=OuterRef("pk"), ended_on=None)
    entered = Q(person=None) | ~Exists(has_account) | Exists(asked)
    role = reachable(account, Permission.WRITE_COLLECTIVE_REPORT, on=on, field="campaign_unit__unit__path")
    found = role & entered
    if account.person_id:
        heads = Seat.objects.filter(in_force(on), person=account.person_id, rank=SeatRank.HEAD).values("collective")
        found |= Q(person=account.person_id) | Q(collective__in=heads)
    return Subject.objects.filter(found)


def _none() -> Q:
    return Q(pk__in=[])


def _standings(account: Account, on: date) -> dict[Standing, Q]:
    """How rows that carry `subject` and may carry the overseer's set are found for who stands near the subject."""
    unit = "subject__campaign_unit__unit__path"
    own = Q(subject__in=own_subjects(account.person_id, on).values("pk"))
    seen = reachable(account, Permission.SEE_ISSUES, on=on, field=unit)
    return {
        Standing.SUBJECT: own,
        Standing.SECRETARY: seen,
        Standing.ROLE: seen,
        Standing.DRAFTER: reachable(account, Permission.DRAFT_SUGGESTION, on=on, field=unit) & ~own,
    }


class SuggestionSetQuerySet(models.QuerySet["SuggestionSet"]):
    def visible_to(self, account: Account, on: date) -> "SuggestionSetQuerySet":
        """By the row of the table of who sees what: in the making who drafts, and the overseer; sent, the subject too."""
        me = account.person_id
        who = _standings(account, on) | {Standing.OVERSEER: Q(overseer=me) if me else _none()}
        return self.filter(SUGGESTIONS.condition(who))


class SuggestionSet(models.Model):
    """What the level above suggests that one subject reviews. Its points are issues; its overseer follows them."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="suggestion_sets")
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=SetState, default=SetState.DRAFT)
    overseer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField(null=True)
    drafted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(null=True)
    acknowledged_on = models.DateField(null=True)

    objects = SuggestionSetQuerySet.as_manager()
    disclosure = discloses(
        review="campaign subject state overseer answer_by drafted_by approved_by issued_on acknowledged_on"
    )

    class Meta:
        ordering = ["subject__tier__order", "subject__campaign_unit__sort_key", "subject__order"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "acknowledged"]) | Q(overseer__isnull=False, issued_on__isnull=False),
                name="issues_issued_set_has_an_overseer",
            )
        ]

    def __str__(self) -> str:
        return str(self.subject)


class IssueQuerySet(models.QuerySet["Issue"]):
    def visible_to(self, account: Account, on: date) -> "IssueQuerySet":
        """By the row of the table of who sees what, which says it for each stage; `rules.check_can_see` says the same of one.

        What the level above suggests is in the hands of who drafts it, what slips raise in those of their counting team.
        """
        me, seats = account.person_id, Seat.objects.filter(in_force(on), person=account.person_id).values("collective")
        who = _standings(account, on)
        who[Standing.BEARER] = reachable(account, Permission.SEE_ISSUES, on=on, field="shortcoming__unit__path")
        who |= {Standing.TEAM: _none(), Standing.OVERSEER: _none(), Standing.SUPERVISOR: _none()}
        if me:
            who[Standing.BEARER] |= Q(shortcoming__collective__in=seats)
            who[Standing.TEAM] = Q(round__in=Round.objects.filter(team__person=me).values("pk"))
            who[Standing.OVERSEER] = Q(suggestion_set__overseer=me)
            who[Standing.SUPERVISOR] = Q(shortcoming__supervisor=me)
        return self.filter(ISSUES.condition(who, ISSUE_STAGES))

    def put(self) -> "IssueQuerySet":
        """Those that the subject was asked about."""
        return self.exclude(state=IssueState.RAISED)

    def not_gone(self) -> "IssueQuerySet":
        """Without those that were not upheld and whose campaign is closed."""
        return self.exclude(ISSUE_STAGES[IssueStage.GONE])

    def unanswered(self) -> "IssueQuerySet":
        return self.filter(state=IssueState.PUT)

    def about(self, subject: Subject) -> "IssueQuerySet":
        return self.filter(subject=subject)


class Issue(models.Model):
    """One matter raised about one subject. `put_on` is when the subject was asked; `answer_by` until when."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="issues")
    code = models.SlugField(max_length=60)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="issues")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    grounds = models.TextField(blank=True, help_text="what it rests on; never one person's report of another")
    theme = models.SlugField(max_length=60, blank=True)
    state = models.CharField(max_length=20, choices=IssueState, default=IssueState.RAISED)
    suggestion_set = models.ForeignKey(SuggestionSet, models.PROTECT, null=True, related_name="points")
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, related_name="issues", help_text="the round whose triage raised it"
    )
    raised_on = models.DateField()
    put_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    concluded_on = models.DateField(null=True)
    conclusion = models.TextField(blank=True)

    objects = IssueQuerySet.as_manager()
    disclosure = discloses(
        review="campaign code subject title text grounds theme state suggestion_set round raised_on put_on answer_by concluded_on conclusion"
    )

    class Meta:
        ordering = ["subject__tier__order", "subject__campaign_unit__sort_key", "subject__order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="issues_one_issue_with_a_code"),
            models.CheckConstraint(condition=Q(state="raised") | Q(put_on__isnull=False), name="issues_put_on_a_day"),
            models.CheckConstraint(
                condition=~Q(state__in=["upheld", "not_upheld", "referred"]) | Q(concluded_on__isnull=False),
                name="issues_concluded_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IssueSource(models.Model):
    """Where an issue comes from. A split or merge keeps the sources. A comment is seen by the counting team alone."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=20, choices=SourceKind)
    comment = models.OneToOneField(Comment, models.SET_NULL, null=True, related_name="+")
    shortcoming = models.ForeignKey("Shortcoming", models.PROTECT, null=True, related_name="+")
    merged_from = models.ForeignKey(
        Issue, models.PROTECT, null=True, related_name="+", help_text="the issue whose merging brought it here last"
    )

    disclosure = discloses(review="issue kind shortcoming", counting="comment merged_from")


class GroupVoices(models.Model):
    """How many distinct voices of one group stand behind an issue, fixed when triage ends; the comments are destroyed later."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="group_voices")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    voices = models.PositiveIntegerField()

    disclosure = discloses(counting="issue group voices")

    class Meta:
        ordering = ["group"]
        constraints = [models.UniqueConstraint(fields=["issue", "group"], name="issues_one_count_of_a_group")]


class SetAside(models.Model):
    """Why the counting team puts a comment aside: one asks, another agrees. A reason by code, no word of the comment."""

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20, choices=AsideReason)
    referred_to = models.CharField(max_length=200, blank=True, help_text="who got what shows signs of a violation")
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    disclosure = discloses(counting="comment reason referred_to asked_by confirmed_by")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=AsideReason.values), name="issues_set_aside_for_a_reason"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")), name="issues_two_people_set_aside"
            ),
            models.CheckConstraint(
                condition=~Q(reason=AsideReason.VIOLATION) | ~Q(referred_to=""), name="issues_referred_to_somebody"
            ),
        ]


class IssueAnswer(models.Model):
    """The subject's own answer. A later one replaces it in view; the earlier stays."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=20, choices=AnswerKind)
    text = models.TextField()
    cause = models.TextField(blank=True)
    measure = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    at_meeting = models.BooleanField(default=False, help_text="answered orally, from the minutes")
    by_proxy = models.BooleanField(default=False, help_text="entered by the unit's secretary for the person (nhập hộ)")

    disclosure = discloses(review="issue kind text cause measure by on at_meeting by_proxy")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="issues_answer_says_something")]


class AnswerJudgement(models.Model):
    """What the overseer thinks of an answer: answered, partly, not."""

    answer = models.OneToOneField(IssueAnswer, models.PROTECT, related_name="judgement")
    verdict = models.CharField(max_length=20, choices=Judgement)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="answer verdict note by on")


class ShortcomingQuerySet(models.QuerySet["Shortcoming"]):
    def of(self, subject: Subject) -> "ShortcomingQuerySet":
        """The subject's own, of all campaigns."""
        mine = Q(collective=subject.collective_id) if subject.is_collective else Q(person=subject.person_id)
        return self.filter(mine)

    def visible_to(self, account: Account, on: date) -> "ShortcomingQuerySet":
        """Whoever may see the issue it came from."""
        return self.filter(issue__in=Issue.objects.visible_to(account, on).order_by().values("pk"))

    def still_open(self) -> "ShortcomingQuerySet":
        """Neither verified as mended nor gone on in a later campaign, whose own row then stands for it."""
        goes_on = Shortcoming.objects.filter(earlier=OuterRef("pk"))
        return self.exclude(state=ShortcomingState.VERIFIED).exclude(Exists(goes_on))

    def with_age(self, on: date) -> "ShortcomingQuerySet":
        """`age`: in how many campaigns its bearer was reviewed from the one that found it first, until it was verified.

        The campaign that found it counts: a new one is 1. `first_start` is the day on which that campaign began.
        """
        dated = self.annotate(
            first_start=Coalesce("first__issue__campaign__starts_on", "issue__campaign__starts_on"),
            last_day=Coalesce("verified_on", Value(on, models.DateField())),
        )
        bearer = (
            Q(person=OuterRef("person"))
            | Q(collective=OuterRef("collective"))
            | Q(collective=OuterRef("issue__subject__collective"))
            | Q(pk__in=[OuterRef("issue__subject"), OuterRef("first__issue__subject")])
        )
        passed = Subject.objects.filter(
            bearer,
            ~Q(campaign__state=CampaignState.DRAFT),
            campaign__starts_on__gte=OuterRef("first_start"),
            campaign__starts_on__lte=OuterRef("last_day"),
        )
        count = passed.order_by().values(one=Value(1)).annotate(n=Count("campaign", distinct=True)).values("n")
        return dated.annotate(age=Coalesce(Subquery(count), Value(1)))

    def before(self, campaign: Campaign) -> "ShortcomingQuerySet":
        """Those that earlier campaigns left."""
        return self.filter(issue__campaign__starts_on__lt=campaign.starts_on).exclude(issue__campaign=campaign)


class Shortcoming(models.Model):
    """The register across campaigns: an upheld issue until it is verified as fixed, carried on, or relapsed.

    unit, collective, person: who bears it now; a unit that merged handed it to its heir (the issue keeps its own subject).
    Changed only by the actions of this room; `supervision` calls them.
    """

    issue = models.OneToOneField(Issue, models.PROTECT, related_name="shortcoming")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    collective = models.ForeignKey(Collective, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    supervisor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=ShortcomingState, default=ShortcomingState.OPEN)
    since = models.DateField()
    verified_on = models.DateField(null=True)
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    first = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", help_text="where the chain of earlier ones begins"
    )

    objects = ShortcomingQuerySet.as_manager()
    disclosure = discloses(review="issue unit collective person supervisor state since verified_on earlier first")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_on__isnull=False), name="issues_verified_on_a_day"
            )
        ]


class Relapse(models.Model):
    """A shortcoming that was verified came back, says its supervisor: why, and when it had been verified."""

    shortcoming = models.ForeignKey(Shortcoming, models.PROTECT, related_name="relapses")
    verified_on = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="shortcoming verified_on reason by on")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="issues_relapse_says_why"),
            models.CheckConstraint(condition=Q(on__gte=F("verified_on")), name="issues_relapse_after_it_was_verified"),
        ]


class ProxyAsk(models.Model):
    """A person who has an account asks the secretary of the unit to enter report and answers for them (nhờ nhập hộ)."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="proxy_asks")
    asked_on = models.DateField()
    ended_on = models.DateField(null=True)

    disclosure = discloses(review="subject asked_on ended_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(ended_on=None), name="issues_one_proxy_is_asked_at_a_time"
            )
        ]
