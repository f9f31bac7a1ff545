"""A step that a kind of unit does without: its verb is refused with the clause, no task leads to it, nothing is counted."""

import pytest
from django.urls import reverse

from tests.factories import follow, signed_in, world
from tests.meetings import MADE, commitment, upheld_issue
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.actions_procedure import amend_procedure
from tusoi.process.issues import actions as issues
from tusoi.process.supervision.progress import COMMITTED, raw, to_commit

pytestmark = pytest.mark.django_db


def without(home, step, level="ward"):
    row = home.campaign.rules.profiles[0].model_dump(mode="json")
    follow(home.campaign, profiles=[{**row, "levels": [level], "off": [step]}])


def test_no_suggestions_are_drafted_where_the_procedure_has_none():
    home = world()
    without(home, "suggestions")
    ward = home.subjects["phuong-mot"]
    ward.campaign.refresh_from_db()
    with pytest.raises(Refused, match="không áp dụng cho Phường Một") as caught:
        issues.draft_set(ward, by=home.officer, at=MADE)
    assert "giả định của gói mẫu" in caught.value.clause


def test_the_list_does_not_offer_them_and_the_page_says_why():
    home = world()
    without(home, "suggestions")
    client = signed_in(home.officer)
    listed = client.get(reverse("issues:suggestions", args=[home.campaign.code])).content.decode()
    assert "Phường Một" not in listed
    page = client.get(reverse("issues:set", args=[home.campaign.code, "phuong-mot"])).content.decode()
    assert "không áp dụng cho Phường Một" in page


def test_no_commitment_is_made_asked_or_counted_where_the_procedure_has_no_supervision():
    home = world()
    issue = upheld_issue(home)
    assert [one.pk for one in to_commit(home.secretary, home.campaign, MADE)] == [issue.pk]
    assert sum(row.total for row in raw(home.campaign) if row.measure == COMMITTED) == 1
    without(home, "supervision")
    issue.subject.campaign.refresh_from_db()
    with pytest.raises(Refused, match="không áp dụng cho Phường Một"):
        commitment(home, issue)
    assert to_commit(home.secretary, home.campaign, MADE) == []
    assert sum(row.total for row in raw(home.campaign) if row.measure == COMMITTED) == 0


@pytest.mark.parametrize("name", ["progress:overview", "issues:index", "supervision:index", "reports:index"])
def test_every_page_of_a_campaign_says_which_version_of_the_procedure_it_follows(name):
    home = world()
    client = signed_in(home.officer)
    address = reverse(name, args=[home.campaign.code])
    assert "bản 1 của đợt" in client.get(address).content.decode()
    content = home.campaign.rules.model_dump(mode="json")
    content["counting"]["threshold"] = 9
    changed = type(home.campaign.rules).model_validate(content)
    amend_procedure(home.campaign, changed, reason="Siết lại", by=home.officer, at=MADE)
    page = client.get(address).content.decode()
    assert "bản 2 của đợt" in page
    assert reverse("campaigns:procedure", args=[home.campaign.code]) in page
