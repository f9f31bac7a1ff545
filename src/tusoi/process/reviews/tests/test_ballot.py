"""The count of paper ballots: the team, the sums, the signature, where the results may then be read."""

import pytest
from django.db import IntegrityError, transaction
from tests.factories import world
from tests.meetings import AT, discussing, opened, signed
from tests.ratings import counted, prepared, rated_world, reviewed, signed_count, subject_of

from tusoi.foundation.documents.content import Table
from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.reviews import actions_rating, rules_ballot
from tusoi.process.reviews.documents import SOURCES
from tusoi.process.reviews.documents_rating import BALLOT, ballot_sheet, result_blocks
from tusoi.process.reviews.models import BallotCount, BallotLine, BallotVotes, Meeting
from tusoi.process.reviews.presenters_papers import minutes_of, screen_of

pytestmark = pytest.mark.django_db


def meeting_now(meeting):
    return Meeting.objects.with_names().get(pk=meeting.pk)


def test_a_person_is_a_line_for_each_thing_that_is_rated():
    home = rated_world()
    count = prepared(home, reviewed(home))
    assert [(line.subject.code, line.kind) for line in count.lines.all()] == [
        ("phuong-mot", "collective"),
        ("phuong-mot-1", "official"),
        ("phuong-mot-1", "member"),
    ]
    assert [row.is_head for row in count.counters.all()] == [True, False, False]


@pytest.mark.parametrize(
    ("team", "head", "words"),
    [
        (["dv-16", "dv-17"], "dv-16", "có 2 người, còn thiếu 1"),
        (["dv-16", "dv-16", "dv-17"], "dv-16", "có 2 người, còn thiếu 1"),
        (["dv-13", "dv-16", "dv-17"], "dv-16", "Người được bỏ phiếu không ở trong tổ kiểm phiếu"),
        (["dv-16", "dv-17", "dv-18"], "dv-15", "Tổ trưởng phải là một người trong tổ"),
    ],
)
def test_a_team_that_may_not_count(team, head, words):
    home = rated_world()
    meeting = reviewed(home)
    people = [home.people[code] for code in team]
    with pytest.raises(Refused, match=words):
        prepared(home, meeting, team=people, head=home.people[head])


def test_who_is_not_reviewed_yet_stands_on_no_ballot():
    home = rated_world()
    meeting = discussing(home).meeting
    with pytest.raises(Refused, match="Chưa kiểm điểm xong"):
        prepared(home, meeting)


def test_the_board_votes_on_those_below_it_too():
    home = rated_world()
    reviewed(home, "dang-uy-mot")
    board = opened(home, "ban-thuong-vu", home.tiers["standing-board"].opens_on)
    count = prepared(home, board, ["phuong-mot"], stage="decision")
    assert [line.subject.code for line in count.lines.all()] == ["phuong-mot"]
    with pytest.raises(Refused, match="không thuộc nơi này"):
        prepared(home, meeting_now(reviewed(home, "dang-uy-hai")), ["phuong-mot"])


def test_no_ballot_where_nothing_is_rated():
    home = world()
    with pytest.raises(Refused, match="không xếp loại"):
        prepared(home, reviewed(home))


def test_no_ballot_where_the_procedure_has_none():
    home = rated_world(ballot=None)
    with pytest.raises(Refused, match="không bỏ phiếu xếp loại"):
        prepared(home, reviewed(home))


def test_after_the_minutes_are_fixed_nothing_is_counted():
    home = rated_world()
    meeting = reviewed(home)
    count = prepared(home, meeting)
    signed(meeting)
    with pytest.raises(Refused, match="đã ký đủ"):
        counted(count)
    with pytest.raises(Refused, match="đã ký đủ"):
        prepared(home, meeting)


WRONG = [
    ({"issued": 5, "collected": 4}, "Phát ra 5 phiếu mà chỉ có 3 người có mặt: nhiều hơn 2"),
    ({"not_returned": 0}, "Thu về và không thu về cộng lại 2 phiếu, phát ra 3 phiếu: lệch 1"),
    ({"invalid": 2}, "Hợp lệ và không hợp lệ cộng lại 4 phiếu, thu về 2 phiếu: lệch 2"),
    ({"votes": (0, 1, 0, 0, 0)}, "Đảng ủy phường Một: các mức cộng lại 1 phiếu, phiếu hợp lệ 2: lệch 1"),
    ({"issued": None}, "Chưa ghi đủ số phiếu"),
]


@pytest.mark.parametrize(("numbers", "words"), WRONG)
def test_a_wrong_sum_is_kept_said_in_numbers_and_holds_the_signature(numbers, words):
    home = rated_world()
    count = counted(prepared(home, reviewed(home)), **numbers)
    assert (count.state, count.collected) == ("draft", numbers.get("collected", 2))
    assert BallotVotes.objects.count() == 15
    with pytest.raises(Refused, match=words):
        actions_rating.sign_count(count, by=home.member, at=AT)


def test_the_database_holds_the_sums_too():
    home = rated_world()
    count = signed_count(home, reviewed(home))
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotCount.objects.filter(pk=count.pk).update(invalid=7)


def test_only_the_head_of_the_team_signs_and_then_the_numbers_stand():
    home = rated_world()
    count = counted(prepared(home, reviewed(home), ["phuong-mot"]))
    with pytest.raises(Refused, match="ký bằng tài khoản của mình"):
        actions_rating.sign_count(count, by=home.secretary, at=AT)
    count = actions_rating.sign_count(count, by=home.member, at=AT)
    assert (count.state, count.invited, count.present, count.signed_on) == ("signed", 3, 3, AT.date())
    with pytest.raises(Refused, match="không sửa được nữa"):
        counted(count)


def test_for_a_head_without_an_account_the_signature_on_paper_is_entered():
    home = rated_world()
    team = [home.people[code] for code in ("dv-17", "dv-18", "dv-16")]
    count = counted(prepared(home, reviewed(home), ["phuong-mot"], team=team, head=team[0]))
    assert actions_rating.sign_count(count, by=home.accounts["secretary"], at=AT).signed_by == home.secretary


def test_who_stands_on_the_ballot_types_no_number():
    home = rated_world()
    count = prepared(home, reviewed(home))
    with pytest.raises(Refused, match="Người có tên trên phiếu"):
        actions_rating.save_numbers(count, numbers={}, votes={}, revision=0, by=home.secretary, at=AT)


def test_two_windows_overwrite_nothing():
    home = rated_world()
    count = prepared(home, reviewed(home))
    counted(count)
    with pytest.raises(Refused, match="vừa được lưu từ một cửa sổ khác"):
        actions_rating.save_numbers(count, numbers={"issued": 1}, votes={}, revision=0, by=None, at=AT)
    assert BallotCount.objects.get().issued == 3


def test_a_mistaken_count_is_set_aside_with_a_reason_and_stays():
    home = rated_world()
    meeting = reviewed(home)
    count = signed_count(home, meeting)
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        actions_rating.withdraw_count(count, reason=" ", by=None, at=AT)
    actions_rating.withdraw_count(count, reason="Đếm sót một phiếu", by=None, at=AT)
    assert minutes_of(meeting_now(meeting)).results == []
    again = signed_count(home, meeting)
    assert [row.count.pk for row in minutes_of(meeting_now(meeting)).results] == [again.pk]
    assert BallotCount.objects.count() == 2


def test_results_are_in_the_minutes_and_on_the_projector_only_once_signed():
    home = rated_world()
    meeting = meeting_now(reviewed(home))
    count = counted(prepared(home, meeting))
    assert (minutes_of(meeting).results, screen_of(meeting).result, result_blocks(meeting)) == ([], None, [])
    actions_rating.sign_count(count, by=home.member, at=AT)
    assert [line.votes for line in minutes_of(meeting).results[0].lines] == [[0, 2, 0, 0, 0]] * 3
    assert screen_of(meeting).result
    assert any(isinstance(block, Table) for block in result_blocks(meeting))


def test_the_paper_has_the_fields_of_the_form():
    home = rated_world()
    meeting = reviewed(home)
    (source,) = [one for one in SOURCES if one.kind == BALLOT]
    draft = counted(prepared(home, meeting))
    assert not source.things(home.campaign, home.secretary, AT.date()).exists()
    with pytest.raises(Refused, match="Tổ kiểm phiếu chưa ký"):
        source.check_can_issue(draft, by=home.secretary, at=AT)
    actions_rating.sign_count(draft, by=home.member, at=AT)
    count = source.things(home.campaign, home.secretary, AT.date()).get()
    text = str(source.build(count, AT))
    for words in ("Triệu tập", "Vắng mặt", "Số phiếu phát ra", "Số phiếu không thu về", "Số phiếu hợp lệ", "tổ trưởng"):
        assert words in text
    source.check_can_issue(count, by=home.member, at=AT)


def test_the_blank_ballot_has_a_box_for_each_level_and_no_place_for_a_name():
    home = rated_world()
    count = actions_rating.fresh(prepared(home, reviewed(home)))
    paper = ballot_sheet(count, AT)
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert table.columns[2:] == (
        "Hoàn thành xuất sắc nhiệm vụ",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
        "Chưa xếp loại",
    )
    head = home.people["dv-13"].name
    assert [row[1] for row in table.rows] == [
        "Đảng ủy phường Một (Xếp loại tập thể)",
        f"{head}, Bí thư (Xếp loại cán bộ, công chức, viên chức)",
        f"{head}, Bí thư (Xếp loại đảng viên)",
    ]
    assert all(cell == "" for row in table.rows for cell in row[2:])
    lines = lines_of(write_docx(paper))
    assert not any(word in line for line in lines for word in ("Họ và tên", "Người bỏ phiếu", "Dự thảo", "Số:"))
    for person in (home.people[code] for code in ("dv-16", "dv-17", "dv-18")):
        assert not any(person.name in line for line in lines)  # not even the team is on it
    assert write_docx(ballot_sheet(count, AT)) == write_docx(paper)  # every sheet is the same


def test_no_ballot_is_printed_once_the_team_has_signed():
    home = rated_world()
    count = prepared(home, reviewed(home))
    rules_ballot.check_can_print_ballot(count)
    done = actions_rating.sign_count(counted(count), by=home.member, at=AT)
    with pytest.raises(Refused, match="không in thêm phiếu"):
        rules_ballot.check_can_print_ballot(done)


def test_no_row_leads_from_a_vote_to_a_person():
    """The tables of votes know levels and numbers; the only people of a count are its team and who signed."""
    people = {"Person", "Account"}
    for model in (BallotLine, BallotVotes):
        named = {field.related_model.__name__ for field in model._meta.get_fields() if field.is_relation}
        assert not named & people


def test_a_draft_is_seen_by_the_team_and_who_runs_the_meeting():
    home = rated_world()
    meeting = reviewed(home)
    count = prepared(home, meeting)

    def readers():
        seen = BallotCount.objects.visible_to
        return {name for name, account in home.accounts.items() if seen(account, AT.date()).exists()}

    assert readers() == {"secretary", "member"}
    counted(count)
    actions_rating.sign_count(BallotCount.objects.with_names().get(), by=home.member, at=AT)
    assert readers() == {"secretary", "member", "committee_member", "officer", "leader"}
    assert subject_of(home, "phuong-mot-1").name
