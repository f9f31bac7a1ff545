"""`visible_to` and the rule about one object say the same, for everybody and every issue, on every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import CAST, TODAY, world

from tusoi.foundation.access.actions import give_role
from tusoi.foundation.access.roles import Role
from tusoi.foundation.directory.models import Seat
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import ask
from tusoi.process.issues import actions
from tusoi.process.issues.actions_register import move_shortcoming
from tusoi.process.issues.models import Issue
from tusoi.process.issues.rules import check_can_see
from tusoi.process.issues.states import IssueState, ShortcomingState, SourceKind
from tusoi.process.issues.tests.cast import (
    NOW,
    comments_of,
    drafted,
    in_a_fresh_world,
    issued,
    opened_round,
    put,
    raised,
)

pytestmark = pytest.mark.django_db
EVERYBODY = [name for name, _person, _roles in CAST]
SUBJECTS = ["btv", "btv-2", "van-phong", "phuong-mot", "phuong-mot-1", "phuong-mot-2", "phuong-hai", "phuong-hai-1"]


def everything(w):
    """Issues of every early state and source, about collectives and people."""
    for subject in SUBJECTS:
        raised(w, subject)
        put(w, subject, "Đã đặt ra")
    drafted(w, "phuong-hai")
    issued(w, "phuong-mot")
    issued(w, "phuong-mot-1")
    round = opened_round(w, [("phuong-mot", "retired", "Họp muộn", 1), ("phuong-mot-1", "retired", "Ít họp", 2)])
    for comment in comments_of(round):
        actions.raise_issue(
            w.campaign,
            subject=comment.subject,
            title="Từ phiếu",
            source=SourceKind.COMMENTS,
            comments=[comment],
            by=w.counter_one,
            at=NOW,
        )
    upheld = put(w, "phuong-hai-1", "Có kết luận")
    shortcoming = actions.conclude(upheld, verdict=IssueState.UPHELD, text="", by=None, at=NOW)
    move_shortcoming(shortcoming, ShortcomingState.MENDING, supervisor=w.people["dv-10"], by=None, at=NOW)


@pytest.mark.parametrize("who", EVERYBODY)
def test_list_and_object_agree_for_everybody(who):
    w = world()
    everything(w)
    agree(w.accounts[who], TODAY)


def agree(account, on):
    account.__dict__.pop("_grants", None)
    listed = set(Issue.objects.visible_to(account, on).values_list("pk", flat=True))
    allowed = {issue.pk for issue in Issue.objects.all() if ask(check_can_see, issue, by=account, at=at_noon(on))}
    assert listed == allowed
    return listed


grants = st.tuples(
    st.sampled_from(EVERYBODY),
    st.sampled_from(list(Role)),
    st.sampled_from(["quan", "van-phong", "phuong-mot", "khu-vuc-1", "phuong-hai"]),
    st.integers(-20, 20),
    st.integers(1, 40),
)
seats = st.tuples(st.sampled_from(["dang-uy-mot", "dang-uy-hai", "ban-thuong-vu"]), st.integers(-20, 20))


@settings(max_examples=15, deadline=None)
@given(given_roles=st.lists(grants, max_size=4), ended=st.lists(seats, max_size=2), who=st.sampled_from(EVERYBODY))
def test_list_and_object_agree_whatever_the_roles_and_seats(given_roles, ended, who):
    def check():
        w = world()
        everything(w)
        for name, role, unit, since, days in given_roles:
            start = TODAY + timedelta(days=since)
            end = start + timedelta(days=days)
            give_role(w.accounts[name], role, unit=w.units[unit], since=start, until=end, by=None, at=NOW)
        for collective, days in ended:
            Seat.objects.filter(collective=w.collectives[collective]).update(until=TODAY + timedelta(days=days))
        agree(w.accounts[who], TODAY)

    in_a_fresh_world(check)


def test_what_is_not_put_is_hidden_from_its_subject():
    w = world()
    hidden = raised(w, "phuong-mot-1")
    for name in ("secretary", "committee_member"):
        assert hidden.pk not in agree(w.accounts[name], TODAY)
    assert hidden.pk in agree(w.officer, TODAY)
    actions.put(hidden, by=None, at=NOW)
    assert hidden.pk in agree(w.secretary, TODAY)


def test_triage_is_seen_by_the_team_alone():
    w = world()
    round = opened_round(w, [("phuong-mot", "retired", "Họp muộn", 1)])
    issue = actions.raise_issue(
        w.campaign,
        subject=w.subjects["phuong-mot"],
        title="Từ phiếu",
        source=SourceKind.COMMENTS,
        comments=comments_of(round),
        by=w.counter_two,
        at=NOW,
    )
    seeing = {name for name in EVERYBODY if issue.pk in agree(w.accounts[name], TODAY)}
    assert seeing == {"counter_one", "counter_two"}


def test_a_past_role_shows_nothing():
    w = world()
    issue = put(w, "phuong-hai")
    give_role(
        w.stranger,
        Role.LEADER,
        unit=w.units["quan"],
        since=date(2011, 1, 1),
        until=TODAY,
        by=None,
        at=NOW,
    )
    assert issue.pk not in agree(w.stranger, TODAY)
    assert issue.pk in agree(w.stranger, TODAY - timedelta(days=1))
