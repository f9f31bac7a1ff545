"""Who may act on a thing also sees it: the rules about one object never reach further than `visible_to`."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.db import models, transaction

from tests.url_tables import PEOPLE
from tests.url_world import LATE, TODAY, RichWorld, build
from tusoi.foundation.access.models import Account
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.rules import check_can_withdraw
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.process.dissemination import rules as dissemination
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.feedback import rules as feedback
from tusoi.process.feedback.models import Round
from tusoi.process.issues import rules as issues
from tusoi.process.issues.models import Issue, SuggestionSet
from tusoi.process.reports import rules as reports
from tusoi.process.reports.models import Report
from tusoi.process.reviews import rules as reviews
from tusoi.process.reviews import rules_ballot as ratings
from tusoi.process.reviews.models import BallotCount, Meeting
from tusoi.process.supervision import rules as supervision
from tusoi.process.supervision.models import Commitment

pytestmark = pytest.mark.django_db
Check = Callable[..., object]


def on_the_team(round: Round, *, by: Account, at: datetime) -> None:
    if not issues.is_on_team(round, by):
        raise Refused("not on the team")


# What one may do to a thing, whatever state it is in: each check asks who somebody is.
ACTS: list[tuple[type[models.Model], Check]] = [
    (StudyClass, lambda row, **who: dissemination.check_can_run_class(row.organiser, **who)),
    (Round, feedback.check_can_run),
    (Round, on_the_team),
    (Issue, issues.check_can_see),
    (Issue, issues.check_can_answer),
    (SuggestionSet, lambda row, **who: issues.check_can_draft(row.subject, **who)),
    (SuggestionSet, issues.check_can_assign_overseer),
    (Report, reports.check_can_see),
    (Report, lambda row, **who: issues.check_speaks_for(row.subject, **who)),
    (Report, reports.check_can_accept),
    (Meeting, reviews.check_can_run),
    (Meeting, lambda row, **who: reviews.check_can_plan_for(row.campaign, row.campaign_unit, **who)),
    (BallotCount, ratings.check_can_count),
    (BallotCount, lambda row, **who: ratings.check_can_withdraw_count(row, reason="…", **who)),
    (Commitment, supervision.check_can_add_evidence),
    (Commitment, supervision.check_can_judge),
    (Commitment, supervision.check_can_contact),
    (IssuedDocument, check_can_withdraw),
]


@pytest.fixture(scope="module")
def rich(django_db_setup: None, django_db_blocker: "pytest.FixtureRequest") -> Iterator[RichWorld]:
    """The rich world, built once for this file in a transaction that is undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield build()
        transaction.set_rollback(True)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_act_on_a_thing_sees_it(rich, who):
    account = Account.objects.get(pk=rich.home.accounts[who].pk)
    blind = []
    for model, check in ACTS:
        seen = set(model.objects.visible_to(account, TODAY).values_list("pk", flat=True))
        rows = model.objects.exclude(pk__in=seen)
        blind += [f"{row._meta.label} {row}" for row in rows if ask(check, row, by=account, at=LATE)]
    assert blind == []


@pytest.mark.parametrize("number", range(len(ACTS)), ids=lambda number: f"{ACTS[number][0].__name__}-{number}")
def test_each_act_is_open_to_somebody(rich, number):
    """So that the test above looks at something: one of the cast may do it to one of the rows."""
    model, check = ACTS[number]
    people = [Account.objects.get(pk=account.pk) for account in rich.home.accounts.values()]
    assert any(ask(check, row, by=account, at=LATE) for row in model.objects.all() for account in people)
