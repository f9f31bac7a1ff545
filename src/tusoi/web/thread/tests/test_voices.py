"""From how many slips: nothing under the threshold is shown, alone or by subtraction."""

import re
from datetime import date

import pytest
from tests.factories import world
from tests.meetings import put_issue

from tusoi.process.feedback.models import Group, Round
from tusoi.process.issues.models import GroupVoices
from tusoi.web.thread.presenters import voices_in_words

pytestmark = pytest.mark.django_db
HIDDEN = "Ít phiếu nên không nêu số, để không ai bị đoán ra."


def said(**counts):
    """Of an issue behind which stand so many voices of each group, as triage fixed them. The threshold is 5."""
    w = world()
    issue = put_issue(w)
    day = date(2012, 6, 1)
    issue.round = Round.objects.create(
        campaign=w.campaign, code="dot-1", title="Góp ý", campaign_unit=w.unit("quan"), opens_on=day, closes_on=day
    )
    issue.save()
    for name, voices in counts.items():
        group = Group.objects.create(round=issue.round, code=name, name=name, is_attributed=False)
        GroupVoices.objects.create(issue=issue, group=group, voices=voices)
    return voices_in_words(issue)


@pytest.mark.parametrize("counts", [{}, {"huu": 4}, {"huu": 2, "dan": 2}])
def test_few_slips_are_not_numbered(counts):
    assert said(**counts) == HIDDEN


@pytest.mark.parametrize(
    "counts", [{"huu": 7, "dan": 2}, {"huu": 3, "dan": 2}, {"huu": 9, "dan": 4, "co-quan": 3}, {"huu": 6, "dan": 8}]
)
def test_no_number_under_the_threshold_stands_there(counts):
    words = said(**counts)
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    assert numbers[0] == sum(counts.values())
    assert min(numbers) >= 5


def test_groups_that_are_large_enough_are_named():
    words = said(huu=6, dan=8)
    assert "huu 6" in words
    assert "dan 8" in words
