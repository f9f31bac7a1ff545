"""What a round takes from the procedure: who must be asked, who cannot be asked without names, its own threshold."""

import pytest
from tests.factories import ROUND_OPENS, follow, prepared_round, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.process.campaigns.actions_procedure import amend_procedure
from tusoi.process.feedback import actions, rules

pytestmark = pytest.mark.django_db
AT = at_noon(ROUND_OPENS)


def prepare(home, unit, **more):
    return actions.prepare(
        home.campaign,
        code=f"nho-{unit}",
        title="Góp ý",
        unit=home.unit(unit),
        subjects=[home.subjects["phuong-mot"]],
        opens_on=ROUND_OPENS,
        closes_on=ROUND_OPENS,
        by=None,
        at=AT,
        **more,
    )


def profile(home, *off):
    row = home.campaign.rules.profiles[0].model_dump(mode="json")
    return [{**row, "levels": ["ward"], "off": list(off)}]


def test_a_round_keeps_the_threshold_it_was_prepared_with():
    home = world()
    round = prepared_round(home)
    content = home.campaign.rules.model_dump(mode="json")
    content["counting"]["threshold"] = 9
    amend_procedure(home.campaign, Procedure.model_validate(content), reason="Siết lại", by=home.officer, at=AT)
    round.refresh_from_db()
    assert (round.threshold, round.box.threshold) == (5, 5)
    assert prepared_round(home, code="dot-2").threshold == 9


def test_a_unit_whose_level_has_no_round_is_told_with_the_clause():
    home = world()
    follow(home.campaign, profiles=profile(home, "feedback"))
    with pytest.raises(Refused, match="không áp dụng cho Phường Một") as caught:
        prepare(home, "phuong-mot")
    assert "giả định của gói mẫu" in caught.value.clause
    assert prepared_round(home).pk


def test_a_cell_asks_only_groups_that_sign():
    home = world()
    round = prepare(home, "khu-vuc-1")
    assert list(round.groups.values_list("code", flat=True)) == ["organisations"]
    assert rules.left_out(round) == ["Tổ chức liên quan"]
    with pytest.raises(Refused, match="không áp dụng cho Khu vực 2"):
        prepare(home, "khu-vuc-2", groups=home.campaign.rules.groups)


def left_without_retired(home):
    round = prepared_round(home)
    round.groups.get(code="retired").invitations.all().delete()
    for account in (home.counter_one, home.counter_two):
        actions.set_passphrase(round, f"mật khẩu dài của {account.username}", by=account, at=AT)
    return round


def gates(home, mode):
    content = home.campaign.rules.model_dump(mode="json")["gates"]
    return content | {"must_ask": content["must_ask"] | {"mode": mode}}


def test_a_round_that_leaves_out_who_must_be_asked_does_not_begin():
    home = world()
    follow(home.campaign, gates=gates(home, "block"))
    round = left_without_retired(home)
    with pytest.raises(Refused, match="Chưa mời nhóm phải hỏi: Nguyên cấp ủy viên") as caught:
        actions.open_round(round, by=home.officer, at=AT)
    assert caught.value.url


@pytest.mark.parametrize("mode", ["warn", "off"])
def test_where_the_procedure_does_not_block_it_begins(mode):
    home = world()
    follow(home.campaign, gates=gates(home, mode))
    actions.open_round(left_without_retired(home), by=home.officer, at=AT)
