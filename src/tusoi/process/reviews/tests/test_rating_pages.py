"""Pages of ratings and vote counts: who reads which level, that nothing typed is lost, and that all is absent without ratings."""

import pytest
from django.urls import reverse
from tests.factories import follow, go_to, signed_in, world
from tests.meetings import AT, WARD_DAY, opened
from tests.ratings import LEVELS, counted, prepared, rate, rated_world, reviewed, signed_count

from tusoi.process.issues.tests.cast import NOW
from tusoi.process.reports import actions
from tusoi.process.reports.models import Report
from tusoi.process.reports.tests.cast import WORDS, written
from tusoi.process.reviews import actions_rating
from tusoi.process.reviews.models import BallotCount, OutstandingGrounds, RatingEntry
from tusoi.process.reviews.progress import waiting_for

pytestmark = pytest.mark.django_db
EXCELLENT, GOOD = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"


def url(name, **words):
    return reverse(f"reviews:{name}", kwargs={"campaign": "nq-tw4"} | words)


def page(account, name, **words):
    return signed_in(account).get(url(name, **words))


@pytest.fixture
def home():
    home = rated_world()
    go_to(WARD_DAY)
    reviewed(home)
    return home


def half_way(home):
    """The ward is decided; on its secretary there are a self-rating and a proposal; on the deputy a decision."""
    rate(home, "phuong-mot", "done")
    rate(home, "phuong-mot-1", "good", stage="self", by=home.secretary)
    rate(home, "phuong-mot-1", "excellent", stage="proposal", by=home.officer, grounds="Lời của nơi tham mưu")
    rate(home, "phuong-mot-2", "failed", stage="proposal", by=home.officer)
    rate(home, "phuong-mot-2", "good", by=home.leader)


def test_where_the_procedure_does_not_rate_nothing_of_it_exists():
    home = world()
    go_to(WARD_DAY)
    meeting = opened(home)
    for name, words in (
        ("ratings", {}),
        ("rating", {"subject": "phuong-mot"}),
        ("rating-spread", {}),
        ("ballots", {"meeting": meeting.code}),
        ("count", {"meeting": meeting.code, "number": 1}),
    ):
        assert page(home.secretary, name, **words).status_code == 404
    for name, words in (("index", {}), ("meeting", {"meeting": meeting.code}), ("room", {"meeting": meeting.code})):
        text = page(home.secretary, name, **words).content.decode().lower()
        assert "xếp loại" not in text
        assert "bỏ phiếu" not in text


def levels_read(home, who):
    """Which levels of ward One stand on the list that this person sees."""
    text = page(home.accounts[who], "ratings").content.decode()
    words = {
        "done": "<strong>Hoàn thành nhiệm vụ</strong>",
        "good": GOOD,
        "excellent": EXCELLENT,
        "failed": "Không hoàn thành",
    }
    return {code for code, word in words.items() if word in text}


def test_who_reads_which_level(home):
    half_way(home)
    everything = {"done", "good", "excellent", "failed"}
    assert levels_read(home, "officer") == levels_read(home, "leader") == everything
    # the secretary: the deputy's, the collective's, the own self-rating; not what was proposed about himself
    assert levels_read(home, "secretary") == {"done", "good", "failed"}
    # the deputy: the collective's and the own, with what was proposed since it is decided
    assert levels_read(home, "committee_member") == {"done", "good", "failed"}
    for who in ("member", "viewer", "overseer", "board_member", "secretary_two"):
        assert levels_read(home, who) == set(), who


def test_a_member_sees_that_it_is_concluded_and_no_name(home):
    half_way(home)
    text = page(home.member, "ratings").content.decode()
    assert "Đảng bộ phường Một" in text
    assert home.people["dv-13"].name not in text
    assert page(home.member, "rating", subject="phuong-mot-1").status_code == 404


def test_before_the_decision_one_does_not_read_what_is_proposed_about_oneself(home):
    half_way(home)
    assert "Lời của nơi tham mưu" not in page(home.secretary, "rating", subject="phuong-mot-1").content.decode()
    assert "Lời của nơi tham mưu" in page(home.officer, "rating", subject="phuong-mot-1").content.decode()
    rate(home, "phuong-mot-1", "good", by=home.leader)
    assert "Lời của nơi tham mưu" in page(home.secretary, "rating", subject="phuong-mot-1").content.decode()


def test_a_head_above_the_own_collective_is_noticed_to_who_decides_alone(home):
    half_way(home)
    words = "cao hơn Đảng ủy phường Một"
    assert words in page(home.leader, "rating", subject="phuong-mot-1").content.decode()
    assert words not in page(home.secretary, "rating", subject="phuong-mot-1").content.decode()


def test_a_level_is_stated_on_the_page(home):
    target = url("rate", subject="phuong-mot", kind="collective", stage="decision")
    client = signed_in(home.leader)
    answer = client.post(target, {"collective-decision-level": "good", "collective-decision-body": "Ban Thường vụ"})
    assert answer.status_code == 302
    again = client.post(target, {"collective-decision-level": "done", "collective-decision-body": "Nơi khác nói"})
    assert "Nơi khác nói" in again.content.decode()  # the reason is asked for, what was typed stays
    assert RatingEntry.objects.get().level == "good"


def test_a_refused_decision_keeps_what_was_typed(home):
    target = url("rate", subject="phuong-mot-1", kind="official", stage="decision")
    words = {
        "official-decision-level": "good",
        "official-decision-body": "Ban Thường vụ",
        "official-decision-grounds": "Đã gõ",
    }
    answer = signed_in(home.leader).post(target, words)
    text = answer.content.decode()
    assert (answer.status_code, "Đã gõ" in text) == (403, True)
    assert "Chưa xếp loại tập thể của người đứng đầu này" in text


def test_the_words_of_the_report_stand_beside_the_self_rating_once_it_is_handed_in(home):
    outlines = home.campaign.rules.outlines.model_dump(mode="json")
    last = {"key": "self-rating", "heading": "VII. Tự nhận mức xếp loại"}
    outlines["individual"]["sections"] = [*outlines["individual"]["sections"], last]
    follow(home.campaign, outlines=outlines)
    for subject in home.subjects.values():
        subject.campaign.refresh_from_db()
    written(home, "phuong-mot-1")
    assert "VII. Tự nhận mức xếp loại" not in page(home.officer, "rating", subject="phuong-mot-1").content.decode()
    actions.submit(Report.objects.get(subject__code="phuong-mot-1"), by=None, at=NOW)
    text = page(home.officer, "rating", subject="phuong-mot-1").content.decode()
    assert "VII. Tự nhận mức xếp loại" in text
    assert WORDS in text


# -- groups and quotas


def test_the_spread_names_nobody_and_says_both_bases(home):
    half_way(home)
    rate(home, "phuong-mot-1", "excellent", by=home.leader)
    text = page(home.officer, "rating-spread").content.decode()
    for code in ("dv-13", "dv-14"):
        assert home.people[code].name not in text
    assert f"của 0 “{GOOD}”" in text
    assert f"của 1 “{EXCELLENT}, {GOOD}”" in text
    assert "Nơi quyết định xem lại" in text


@pytest.mark.parametrize(
    ("who", "status"), [("member", 403), ("viewer", 403), ("committee_member", 403), ("leader", 200), ("officer", 200)]
)
def test_who_sees_the_spread(home, who, status):
    assert page(home.accounts[who], "rating-spread").status_code == status


def test_a_secretary_sees_no_group_that_reaches_beyond_the_own_unit(home):
    half_way(home)
    assert "người đứng đầu · Cấp ủy" not in page(home.secretary, "rating-spread").content.decode()


def test_grounds_are_stated_for_a_group_that_one_sees(home):
    half_way(home)
    client = signed_in(home.leader)
    text = client.get(url("rating-spread")).content.decode()
    key = text.split('name="group" value="')[1].split('"')[0]
    assert client.post(url("rating-grounds"), {"group": key, "text": "Vượt mọi chỉ tiêu"}).status_code == 302
    assert OutstandingGrounds.objects.get().text == "Vượt mọi chỉ tiêu"
    assert "Vượt mọi chỉ tiêu" in client.get(url("rating-spread")).content.decode()
    client.post(url("rating-grounds"), {"group": "khong-co", "text": "Khác"})
    assert OutstandingGrounds.objects.count() == 1


def test_the_list_costs_the_same_whatever_is_stated(home, django_assert_num_queries):
    client = signed_in(home.officer)
    client.get(url("ratings"))
    with django_assert_num_queries(19) as first:
        client.get(url("ratings"))
    half_way(home)
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(url("ratings"))


# -- ballots


def test_a_team_is_named_and_the_count_opens(home):
    meeting = home.campaign.meetings.get()
    people = [home.people[code].pk for code in ("dv-16", "dv-17", "dv-18")]
    words = {"stage": "proposal", "subjects": [home.subjects["phuong-mot"].pk], "head": people[0], "team": people[1:]}
    answer = signed_in(home.secretary).post(url("ballots", meeting=meeting.code), words)
    assert answer.url == url("count", meeting=meeting.code, number=1)
    words["team"] = people[1:2]
    refused = signed_in(home.secretary).post(url("ballots", meeting=meeting.code), words)
    assert (refused.status_code, "còn thiếu 1" in refused.content.decode()) == (403, True)


def numbers(count, **also):
    line = count.lines.get()
    typed = {f"l{line.pk}-{level}": "" for level in LEVELS} | {f"l{line.pk}-good": "2"}
    return (
        {"issued": "3", "collected": "2", "not_returned": "1", "valid": "2", "invalid": "0", "revision": "0"}
        | typed
        | also
    )


def test_the_team_prints_the_blank_ballot_until_it_has_signed(home):
    count = prepared(home, home.campaign.meetings.get())
    words = {"meeting": "hn-dang-uy-mot", "number": count.number}
    where = url("ballot-sheet", **words)
    assert where in page(home.member, "count", **words).content.decode()
    assert signed_in(home.member).get(where)["Content-Type"].endswith("wordprocessingml.document")
    assert signed_in(home.member).get(f"{where}?dang=pdf").content.startswith(b"%PDF")
    assert signed_in(home.viewer).get(where).status_code == 404
    actions_rating.sign_count(counted(count), by=home.member, at=AT)
    assert where not in page(home.member, "count", **words).content.decode()
    assert signed_in(home.member).get(where).status_code == 403


def test_the_team_types_saves_what_is_wrong_and_signs_what_is_right(home):
    count = prepared(home, home.campaign.meetings.get(), ["phuong-mot"])
    here = url("count", meeting=count.meeting.code, number=1)
    client = signed_in(home.member)
    assert [task.what for task in waiting_for(home.member, home.campaign, AT)] == ["Kiểm phiếu, ghi số phiếu"]
    client.post(here, numbers(count, not_returned="0"))
    text = client.get(here).content.decode()
    assert "cộng lại 2 phiếu, phát ra 3 phiếu: lệch 1" in text
    assert 'name="collected" value="2"' in text
    assert client.post(url("sign-count", meeting=count.meeting.code, number=1)).status_code == 403
    client.post(here, numbers(count, revision="1"))
    assert [task.what for task in waiting_for(home.member, home.campaign, AT)] == ["Ký biên bản kiểm phiếu"]
    assert client.post(url("sign-count", meeting=count.meeting.code, number=1)).status_code == 302
    assert BallotCount.objects.get().state == "signed"
    assert waiting_for(home.member, home.campaign, AT) == []


def test_numbers_from_an_older_window_are_kept_beside_the_refusal(home):
    count = prepared(home, home.campaign.meetings.get(), ["phuong-mot"])
    counted(count)
    answer = signed_in(home.member).post(
        url("count", meeting=count.meeting.code, number=1), numbers(count, invalid="9")
    )
    text = answer.content.decode()
    assert answer.status_code == 403
    assert 'name="invalid" value="9"' in text
    assert 'name="revision" value="1"' in text


@pytest.mark.parametrize("typed", ["-1", "hai", "9" * 30])
def test_what_is_no_number_is_said_at_its_field(home, typed):
    count = prepared(home, home.campaign.meetings.get(), ["phuong-mot"])
    answer = signed_in(home.member).post(
        url("count", meeting=count.meeting.code, number=1), numbers(count, issued=typed)
    )
    assert answer.status_code == 200
    assert f'value="{typed}"' in answer.content.decode()
    assert BallotCount.objects.get().revision == 0


def test_results_are_shown_only_once_signed(home):
    meeting = home.campaign.meetings.get()
    counted(prepared(home, meeting, ["phuong-mot"]))
    where = [(home.secretary, "minutes"), (home.secretary, "projector")]
    assert not any("Kết quả" in page(who, name, meeting=meeting.code).content.decode() for who, name in where)
    assert page(home.officer, "count", meeting=meeting.code, number=1).status_code == 404
    signed_count(home, meeting)
    assert all("Phiếu hợp lệ: 2" in page(who, name, meeting=meeting.code).content.decode() for who, name in where)
    assert page(home.officer, "count", meeting=meeting.code, number=2).status_code == 200


def test_a_count_is_set_aside_on_the_page(home):
    count = signed_count(home, home.campaign.meetings.get())
    target = url("withdraw-count", meeting=count.meeting.code, number=1)
    assert signed_in(home.officer).post(target, {"reason": "Sai"}).status_code == 403
    assert signed_in(home.secretary).post(target, {"reason": "Đếm sót"}).status_code == 302
    assert "Đếm sót" in page(home.secretary, "count", meeting=count.meeting.code, number=1).content.decode()
