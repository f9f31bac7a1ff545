"""Preparing a round: its groups come from the procedure, its team is two people of two agencies, none concerned."""

from datetime import date

import pytest
from tests.factories import PASSPHRASES, ROUND_OPENS, prepared_round, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.models import Box
from tusoi.process.feedback import actions
from tusoi.process.feedback.models import Invitation
from tusoi.process.feedback.rules import Counter
from tusoi.process.feedback.states import RoundState

pytestmark = pytest.mark.django_db
AT = at_noon(date(2012, 5, 20))


def facts(home, **other):
    return {
        "code": "dot-1",
        "title": "Góp ý",
        "unit": home.unit("quan"),
        "subjects": [home.subjects["btv"]],
        "opens_on": ROUND_OPENS,
        "closes_on": ROUND_OPENS,
        "by": home.officer,
        "at": AT,
    } | other


def test_groups_and_threshold_come_from_the_procedure():
    home = world()
    round = actions.prepare(home.campaign, **facts(home))
    assert list(round.groups.values_list("code", "is_attributed")) == [
        ("organisations", True),
        ("individuals", False),
        ("retired", False),
    ]
    assert (round.threshold, round.state) == (5, RoundState.DRAFT)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"title": " "}, "phải có tên"),
        ({"subjects": []}, "ít nhất một"),
        ({"closes_on": date(2012, 5, 1)}, "Ngày cuối"),
        ({"threshold": 3}, "không được dưới 5"),
    ],
)
def test_what_a_round_must_say(other, why):
    home = world()
    with pytest.raises(Refused, match=why):
        actions.prepare(home.campaign, **facts(home, **other))


def test_a_code_serves_once_and_a_secretary_prepares_nothing():
    home = world()
    actions.prepare(home.campaign, **facts(home))
    with pytest.raises(Refused, match="đã dùng"):
        actions.prepare(home.campaign, **facts(home))
    with pytest.raises(Refused, match="cần quyền"):
        actions.prepare(home.campaign, **facts(home, code="dot-2", by=home.secretary))


def test_nobody_is_invited_twice_and_names_are_tidied():
    home = world()
    group = actions.prepare(home.campaign, **facts(home)).groups.get(code="retired")
    actions.invite(group, ["  Ông  A ", "", "Bà B"], by=home.officer, at=AT)
    assert list(Invitation.objects.order_by("pk").values_list("name", flat=True)) == ["Ông A", "Bà B"]
    with pytest.raises(Refused, match="Ông A"):
        actions.invite(group, ["Ông A"], by=home.officer, at=AT)


def team(home, *names, agencies=("ban-to-chuc", "van-phong", "van-phong")):
    return [Counter(home.accounts[n], home.units[a]) for n, a in zip(names, agencies, strict=False)]


@pytest.mark.parametrize(
    ("names", "agencies", "why"),
    [
        (("counter_one",), ("ban-to-chuc",), "ít nhất 2 người"),
        (("counter_one", "counter_one"), ("ban-to-chuc", "van-phong"), "ít nhất 2 người"),
        (("counter_one", "administrator"), ("ban-to-chuc", "van-phong"), "ít nhất 2 người"),
        (("counter_one", "counter_two"), ("van-phong", "van-phong"), "hai cơ quan"),
        (("counter_one", "board_member"), ("ban-to-chuc", "van-phong"), "là đối tượng"),
        (("counter_one", "overseer"), ("ban-to-chuc", "van-phong"), "là đối tượng"),
    ],
)
def test_who_cannot_be_the_team(names, agencies, why):
    """The overseer sits on the board: the slips are about that collective."""
    home = world()
    round = actions.prepare(home.campaign, **facts(home))
    with pytest.raises(Refused, match=why):
        actions.name_team(round, team(home, *names, agencies=agencies), by=home.officer, at=AT)


def test_a_team_named_anew_needs_new_passphrases():
    home = world()
    round = prepared_round(home)
    actions.set_passphrase(round, PASSPHRASES["counter_one"], by=home.counter_one, at=AT)
    first = round.box
    actions.name_team(round, team(home, "counter_one", "counter_two", "supervisor"), by=home.officer, at=AT)
    assert round.box != first
    assert Box.objects.get(pk=round.box.pk).keyholders.filter(public_key=b"").count() == 3
    assert round.team.count() == 3


def test_opening_waits_for_the_day_the_passphrases_and_enough_people():
    home = world()
    round = prepared_round(home)
    with pytest.raises(Refused, match="Chưa đến ngày"):
        actions.open_round(round, by=home.officer, at=AT)
    at = at_noon(ROUND_OPENS)
    with pytest.raises(Refused, match="Còn 2 thành viên"):
        actions.open_round(round, by=home.officer, at=at)
    for username, passphrase in PASSPHRASES.items():
        actions.set_passphrase(round, passphrase, by=home.accounts[username], at=at)
    Invitation.objects.filter(group__code="individuals").delete()
    with pytest.raises(Refused, match="dưới ngưỡng 5"):
        actions.open_round(round, by=home.officer, at=at)
    Invitation.objects.filter(group__is_attributed=False).delete()
    actions.open_round(round, by=home.officer, at=at)
    with pytest.raises(Refused, match="đã bắt đầu"):
        actions.invite(round.groups.first(), ["Muộn"], by=home.officer, at=at)
