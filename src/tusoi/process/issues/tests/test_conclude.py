"""One final conclusion; an upheld issue opens a shortcoming that only this room changes."""

import pytest
from tests.factories import world

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues import actions
from tusoi.process.issues.actions_register import move_shortcoming
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.issues.states import IssueState, ShortcomingState, SourceKind
from tusoi.process.issues.tests.cast import NOW, put, raised

pytestmark = pytest.mark.django_db


def uphold(issue):
    return actions.conclude(issue, verdict=IssueState.UPHELD, text="Có khuyết điểm", by=None, at=NOW)


def test_an_upheld_issue_enters_the_register():
    w = world()
    shortcoming = uphold(put(w))
    assert shortcoming.state == ShortcomingState.OPEN
    assert shortcoming.collective == w.collectives["dang-uy-mot"]
    assert list(Shortcoming.objects.of(w.subjects["phuong-mot"]).still_open()) == [shortcoming]
    assert not Shortcoming.objects.of(w.subjects["phuong-hai"]).exists()


@pytest.mark.parametrize("verdict", [IssueState.NOT_UPHELD, IssueState.REFERRED])
def test_others_do_not(verdict):
    w = world()
    assert actions.conclude(put(w), verdict=verdict, text="", by=None, at=NOW) is None
    assert not Shortcoming.objects.exists()


def test_a_conclusion_is_final():
    w = world()
    issue = put(w)
    uphold(issue)
    with pytest.raises(Refused, match="đã có kết luận"):
        actions.conclude(Issue.objects.get(), verdict=IssueState.NOT_UPHELD, text="", by=None, at=NOW)


def test_what_was_not_put_is_not_concluded():
    w = world()
    with pytest.raises(Refused, match="chưa được đặt ra"):
        uphold(raised(w))


def test_what_goes_on_names_the_earlier_one():
    w = world()
    first = uphold(put(w))
    again = actions.raise_issue(
        w.campaign,
        subject=w.subjects["phuong-mot"],
        title="Vẫn còn",
        source=SourceKind.EARLIER,
        shortcoming=first,
        by=w.officer,
        at=NOW,
    )
    actions.put(again, by=w.leader, at=NOW)
    assert uphold(again).earlier == first


def test_the_register_moves_by_its_table():
    w = world()
    shortcoming = uphold(put(w))
    with pytest.raises(Refused):
        move_shortcoming(shortcoming, ShortcomingState.VERIFIED, by=None, at=NOW)
    who = w.people["dv-10"]
    move_shortcoming(shortcoming, ShortcomingState.MENDING, supervisor=who, by=None, at=NOW)
    move_shortcoming(shortcoming, ShortcomingState.CLAIMED, by=None, at=NOW)
    move_shortcoming(shortcoming, ShortcomingState.VERIFIED, by=None, at=NOW)
    kept = Shortcoming.objects.get()
    assert (kept.supervisor, kept.verified_on) == (who, NOW.date())
    assert not Shortcoming.objects.of(w.subjects["phuong-mot"]).still_open().exists()
