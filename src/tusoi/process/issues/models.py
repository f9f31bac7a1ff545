"""The issue: one matter about one subject. Its answers, its sources, and the register of shortcomings across campaigns."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Collective, Person, Unit
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.feedback.models import Comment
from tusoi.process.issues.states import (
    AnswerKind,
    IssueState,
    Judgement,
    SetState,
    ShortcomingState,
    SourceKind,
)


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

    disclosure = discloses(review="campaign subject state overseer answer_by drafted_by approved_by issued_on")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(overseer__isnull=False, issued_on__isnull=False),
                name="issues_issued_set_has_an_overseer",
            )
        ]


class IssueQuerySet(models.QuerySet["Issue"]):
    def visible_to(self, account: Account, on: date) -> "IssueQuerySet":
        """By role on the subject's unit, as the subject (once put), as overseer, or as supervisor of its shortcoming."""
        subjects = Subject.objects.visible_to(account, on).values("pk")
        seen = Q(subject__in=subjects)
        if account.person_id:
            mine = Q(subject__person=account.person_id, state=IssueState.RAISED)
            seen = seen & ~mine
            seen |= Q(suggestion_set__overseer=account.person_id) | Q(shortcoming__supervisor=account.person_id)
        return self.filter(seen).distinct()

    def unanswered(self) -> "IssueQuerySet":
        return self.filter(state=IssueState.PUT)


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
    raised_on = models.DateField()
    put_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    concluded_on = models.DateField(null=True)
    conclusion = models.TextField(blank=True)

    objects = IssueQuerySet.as_manager()
    disclosure = discloses(
        review="campaign code subject title text grounds theme state suggestion_set raised_on put_on answer_by concluded_on conclusion"
    )

    class Meta:
        ordering = ["subject", "id"]
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

    disclosure = discloses(review="issue kind shortcoming", counting="comment")


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

    disclosure = discloses(review="issue kind text cause measure by on at_meeting")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="issues_answer_says_something")]


class AnswerJudgement(models.Model):
    """What the overseer thinks of an answer: answered, partly, not."""

    answer = models.OneToOneField(IssueAnswer, models.PROTECT, related_name="judgement")
    verdict = models.CharField(max_length=20, choices=Judgement)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="answer verdict note by on")


class Shortcoming(models.Model):
    """The register across campaigns: an upheld issue until it is verified as fixed, carried on, or relapsed.

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

    disclosure = discloses(review="issue unit collective person supervisor state since verified_on earlier")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_on__isnull=False), name="issues_verified_on_a_day"
            )
        ]
