"""Ratings: three stages, whose word each is, the order, re-rating, and that nothing is decided by the program."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories import follow, world
from tests.meetings import AT
from tests.ratings import all_reviewed, rate, rate_all, rated_world, reviewed, subject_of

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.rating import NOT_YET
from tusoi.process.campaigns.actions import override_gate
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues.actions_proxy import ask_for_proxy
from tusoi.process.reviews import actions_rating
from tusoi.process.reviews.models import RatingEntry
from tusoi.process.reviews.rules_rating import rated_later_than

pytestmark = pytest.mark.django_db


def test_three_stages_and_two_ratings_of_one_person():
    home = rated_world()
    reviewed(home)
    rate(home, "phuong-mot", "good")
    for kind in ("official", "member"):
        rate(home, "phuong-mot-1", "excellent", stage="self", kind=kind, by=home.secretary)
        rate(home, "phuong-mot-1", "good", stage="proposal", kind=kind, by=home.officer)
        rate(home, "phuong-mot-1", "good", kind=kind, by=home.leader, document="Thông báo 12, ngày 20/10/2012")
    rows = RatingEntry.objects.filter(subject__code="phuong-mot-1")
    assert rows.count() == 6
    assert set(rows.values_list("kind", flat=True)) == {"official", "member"}


def test_a_procedure_without_ratings_rates_nobody():
    home = world()
    with pytest.raises(Refused, match="không xếp loại"):
        rate(home, "phuong-mot", "good", kind="collective")


def test_a_unit_whose_profile_leaves_ratings_out_is_not_rated():
    home = rated_world()
    row = home.campaign.rules.profiles[0].model_dump(mode="json")
    follow(home.campaign, profiles=[{**row, "levels": ["ward"], "off": ["rating"]}])
    with pytest.raises(Refused, match="không áp dụng cho Phường Một") as caught:
        rate(home, "phuong-mot", "good")
    assert "giả định của gói mẫu" in caught.value.clause


@pytest.mark.parametrize(
    ("kind", "level", "words"), [("la", "good", "không xếp loại mục này"), ("collective", "la", "Chưa chọn mức")]
)
def test_only_what_the_procedure_has(kind, level, words):
    home = rated_world()
    reviewed(home)
    with pytest.raises(Refused, match=words):
        rate(home, "phuong-mot", level, kind=kind)


@pytest.mark.parametrize("stage", ["proposal", "decision"])
def test_nobody_proposes_or_decides_for_oneself_or_the_own_collective(stage):
    home = rated_world()
    reviewed(home)
    for code in ("phuong-mot", "phuong-mot-1"):
        with pytest.raises(Refused, match="hồ sơ của mình hoặc của tập thể"):
            rate(home, code, "good", stage=stage, by=home.secretary)
    with pytest.raises(Refused, match="Việc này do"):
        rate(home, "phuong-mot", "good", stage=stage, by=home.member)
    assert not RatingEntry.objects.exists()


def test_a_self_rating_is_the_subjects_own_word():
    home = rated_world()
    rate(home, "phuong-mot-1", "good", stage="self", by=home.secretary)
    with pytest.raises(Refused, match="nên tự viết"):
        rate(home, "phuong-mot-2", "good", stage="self", by=home.secretary)
    ask_for_proxy(home.subjects["phuong-mot-2"], by=home.committee_member, at=AT)
    by_hand = rate(home, "phuong-mot-2", "good", stage="self", by=home.secretary)
    assert by_hand.by_proxy
    with pytest.raises(Refused, match="phải do"):
        rate(home, "phuong-mot-1", "done", stage="self", by=home.officer)


def test_nothing_is_decided_before_the_review_is_concluded():
    home = rated_world()
    with pytest.raises(Refused, match="Chưa kết luận kiểm điểm"):
        rate(home, "phuong-mot", "good")


def test_a_later_statement_needs_a_reason_and_keeps_the_earlier():
    home = rated_world()
    reviewed(home)
    first = rate(home, "phuong-mot", "good", grounds="Việc xong đúng hạn")
    with pytest.raises(Refused, match="Đã ghi mức “Hoàn thành tốt nhiệm vụ” ngày 08/10/2012"):
        rate(home, "phuong-mot", "done")
    second = rate(home, "phuong-mot", "done", reason="Cấp trên kiểm tra lại")
    assert list(RatingEntry.objects.standing()) == [second]
    first.refresh_from_db()
    assert (first.level, first.number, second.number) == ("good", 1, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        RatingEntry.objects.create(
            subject=first.subject, kind="collective", stage="decision", number=3, level="x", on=AT.date()
        )


def test_a_decision_ends_the_self_rating():
    home = rated_world()
    reviewed(home)
    rate(home, "phuong-mot", "good")
    with pytest.raises(Refused, match="Đã có quyết định"):
        rate(home, "phuong-mot", "good", stage="self", by=home.secretary)


def test_lower_collectives_are_rated_first_and_the_gate_says_by_which_clause():
    home = rated_world()
    all_reviewed(home)
    with pytest.raises(Refused, match="Chưa xếp loại: Lãnh đạo Văn phòng Quận ủy, Đảng ủy phường Một") as caught:
        rate(home, "btv", "good")
    assert caught.value.clause.startswith("giả định của gói mẫu: Xếp loại tập thể cấp dưới trước")
    for code in ("phuong-mot", "phuong-hai", "van-phong"):
        rate(home, code, "good")
    assert rate(home, "btv", "good").pk


def test_the_head_comes_after_the_unit():
    home = rated_world()
    all_reviewed(home)
    with pytest.raises(Refused, match="Chưa xếp loại tập thể của người đứng đầu này: Đảng ủy phường Một"):
        rate(home, "phuong-mot-1", "good")
    assert rate(home, "phuong-mot-2", "good").pk
    rate(home, "phuong-mot", "good")
    assert rate(home, "phuong-mot-1", "good").pk


def let(home, code, gate, by):
    subject = subject_of(home, code)
    unit = subject.campaign_unit
    return override_gate(home.campaign, gate=gate, campaign_unit=unit, thing=subject, reason="Gấp", by=by, at=AT)


def test_the_order_is_overridden_with_a_reason_but_never_by_the_collectives_own_people():
    home = rated_world()
    all_reviewed(home)
    with pytest.raises(Refused, match="tập thể mà mình là thành viên"):
        let(home, "btv", GateName.RATING_ORDER, home.leader)
    with pytest.raises(Refused, match="Không ai cho phép vượt bước đối với mình"):
        let(home, "btv-1", GateName.HEAD_RATED_AFTER_UNIT, home.leader)
    let(home, "btv", GateName.RATING_ORDER, home.officer)
    assert rate(home, "btv", "good", by=home.officer).pk


def test_the_journal_names_no_level():
    home = rated_world()
    rate(home, "phuong-mot-1", "excellent", stage="self", grounds="Xong hết việc")
    entry = Entry.objects.latest("pk")
    assert (entry.act, "excellent" in str(vars(entry)), "Xong hết" in str(vars(entry))) == (
        "review.rated",
        False,
        False,
    )


def test_not_yet_rated_is_a_decision_too():
    home = rated_world()
    reviewed(home)
    rate(home, "phuong-mot", "good")
    assert rate(home, "phuong-mot-1", NOT_YET).level == NOT_YET


def test_grounds_are_stated_once_by_who_may():
    home = rated_world()
    path, words = home.units["quan"].path, {"group": "nhom", "text": "Vượt kế hoạch", "at": AT}
    with pytest.raises(Refused, match="Căn cứ cho tỷ lệ cao hơn do lãnh đạo"):
        actions_rating.state_grounds(home.campaign, path=path, by=home.secretary, **words)
    with pytest.raises(Refused, match="Chưa nêu căn cứ"):
        actions_rating.state_grounds(home.campaign, path=path, by=home.leader, **words | {"text": " "})
    actions_rating.state_grounds(home.campaign, path=path, by=home.leader, **words)
    with pytest.raises(Refused, match="đã có căn cứ"):
        actions_rating.state_grounds(home.campaign, path=path, by=home.leader, **words)


class AnyOrder(TestCase):
    """Whoever tries in whatever order: no collective is decided on while one that goes first waits, heads after units."""

    @settings(max_examples=12, deadline=None)
    @given(
        tries=st.lists(
            st.sampled_from(["btv", "btv-1", "van-phong", "phuong-mot", "phuong-mot-1", "phuong-hai", "phuong-hai-1"]),
            min_size=3,
            max_size=12,
        ),
        direction=st.sampled_from(["bottom-up", "top-down"]),
    )
    def test_the_order_holds(self, tries, direction):
        home = rated_world()
        all_reviewed(home)
        order = home.campaign.rules.order.model_dump(mode="json")
        follow(home.campaign, order={**order, "rating": {**order["rating"], "direction": direction}})
        lower, upper = ["van-phong", "phuong-mot", "phuong-hai"], ["btv"]
        before = {"bottom-up": dict.fromkeys(upper, lower), "top-down": dict.fromkeys(lower, upper)}[direction]
        before |= {"btv-1": ["btv"], "phuong-mot-1": ["phuong-mot"], "phuong-hai-1": ["phuong-hai"]}
        done: list[str] = []
        for code in tries:
            if code in done:
                continue
            may = all(one in done for one in before.get(code, []))
            try:
                rate_all(home, code, "good")
            except Refused:
                assert not may, f"{code} after {done}"
            else:
                assert may, f"{code} after {done}"
                done.append(code)
        for code in done:
            assert rated_later_than(subject_of(home, code)) == []
