"""The synthesis shows no small group and nobody's words; the suggestions go to their subject with their grounds."""

from datetime import date

import pytest
from tests.factories import World, hand_in_slips, open_round, open_slips, world

from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import issue_from, paper_of
from tusoi.process.issues import actions, placing
from tusoi.process.issues.documents import SOURCES
from tusoi.process.issues.models import SuggestionSet
from tusoi.process.issues.states import SourceKind
from tusoi.process.issues.tests.cast import NOW, comments_of, drafted, issued, opened_round

pytestmark = pytest.mark.django_db
SYNTHESIS, SUGGESTION = SOURCES
SECRET = "lời riêng của một người"


def text_of(source, thing, at=NOW):
    return "\n".join(lines_of(write_docx(paper_of(source, thing, at=at))))


def synthesised(w: World):
    """Two issues of the ward: one from 6 + 2 slips of two groups, one from 3 slips; one slip praises."""
    boxes = [("phuong-mot", "individuals", f"{SECRET} a{n}", n) for n in range(1, 7)]
    boxes += [("phuong-mot", "retired", f"{SECRET} b{n}", 10 + n) for n in range(2)]
    boxes += [("phuong-mot", "retired", f"{SECRET} c{n}", 20 + n) for n in range(3)]
    boxes += [("phuong-mot", "individuals", f"{SECRET} d", 30)]
    round = opened_round(w, boxes)
    comments = comments_of(round)
    team = w.counter_one
    for title, part in (("Gửi tài liệu họp trễ", comments[:8]), ("Biên bản thiếu chữ ký", comments[8:11])):
        actions.raise_issue(
            w.campaign,
            subject=w.subjects["phuong-mot"],
            title=title,
            theme="causes",
            source=SourceKind.COMMENTS,
            comments=part,
            by=team,
            at=NOW,
        )
    actions.mark_strength(comments[11], by=team, at=NOW)
    actions.finish_triage(round, by=team, at=NOW)
    round.refresh_from_db()
    return round


def test_the_synthesis_counts_slips_but_shows_no_small_group_and_no_words():
    round = synthesised(world())
    text = text_of(SYNTHESIS, round)
    row, small = (next(line for line in text.splitlines() if title in line) for title in ("tài liệu", "thiếu chữ ký"))
    assert row == (
        "1 | Gửi tài liệu họp trễ | Nguyên nhân, vướng mắc, trở ngại trong tổ chức thực hiện | 8 | Cá nhân liên quan"
    )
    assert small.endswith("| dưới 5 | không nêu riêng")
    assert "nêu ưu điểm: dưới 5 phiếu" in text
    assert "Không có vấn đề nào được nêu." in text  # of the ward's secretary
    assert SECRET not in text
    assert paper_of(SYNTHESIS, round, at=NOW).banner == "Dữ liệu minh họa, không có thật"


def test_turnout_stands_by_group_and_small_groups_together():
    w = world()
    round = open_round(w)
    said = {round.subjects.get(code="btv").pk: {"shortcoming": SECRET, "strength": ""}}
    hand_in_slips(round, "organisations", [said])
    hand_in_slips(round, "individuals", [said] * 7)
    hand_in_slips(round, "retired", [said] * 2)
    open_slips(w, round)
    for comment in comments_of(round):
        placing.ask_set_aside(comment, reason="nothing_said", by=w.counter_one, at=NOW)
        placing.confirm_set_aside(comment, by=w.counter_two, at=NOW)
    actions.finish_triage(round, by=w.counter_one, at=NOW)
    text = text_of(SYNTHESIS, round).splitlines()
    table = [line for line in text if line.count(" | ") == 3]
    assert table == [
        "TT | Nhóm được hỏi ý kiến | Số được mời | Số phiếu thu về",
        "1 | Tổ chức liên quan | 3 | 1",
        "2 | Cá nhân liên quan, Nguyên cấp ủy viên, thủ trưởng đã nghỉ hưu | 15 | 9",
    ]


def test_the_synthesis_is_read_by_the_team_and_by_who_sees_issues_there():
    w = world()
    round = synthesised(w)
    for who, sees in [
        ("officer", True),
        ("leader", True),
        ("counter_one", True),
        ("secretary", False),
        ("viewer", False),
        ("member", False),
        ("stranger", False),
    ]:
        found = SYNTHESIS.things(w.campaign, w.accounts[who], NOW.date())
        assert (list(found) == [round]) is sees, who


def test_the_synthesis_waits_for_the_end_of_triage():
    w = world()
    round = opened_round(w)
    assert not SYNTHESIS.things(w.campaign, w.officer, NOW.date()).exists()
    with pytest.raises(Refused, match="chưa tổng hợp xong"):
        issue_from(SYNTHESIS, round, campaign=w.campaign, by=w.officer, at=NOW)
    actions.finish_triage(round, by=w.counter_one, at=NOW)
    with pytest.raises(Refused, match="quyền"):
        issue_from(SYNTHESIS, round, campaign=w.campaign, by=w.secretary, at=NOW)
    assert issue_from(SYNTHESIS, round, campaign=w.campaign, by=w.officer, at=NOW).number_symbol == "01-BC/QU"


def test_the_suggestions_name_theme_grounds_day_and_overseer():
    w = world()
    text = text_of(SUGGESTION, issued(w, points=2))
    assert "-CV/QU" in text
    assert "Kính gửi: Đảng ủy phường Một" in text
    assert "1. Nguyên nhân, vướng mắc, trở ngại trong tổ chức thực hiện" in text
    assert "- Nội dung gợi ý 2." in text
    assert text.count("Căn cứ: Báo cáo kiểm tra quý I.") == 2
    assert "trước ngày 20/08/2012" in text
    assert f"Đồng chí {w.people['dv-03'].name} được phân công theo dõi" in text
    assert "không phải là kết luận" in text


def test_suggestions_are_issued_with_a_number_once_they_are_sent():
    w = world()
    suggestions = drafted(w)
    with pytest.raises(Refused, match="chưa gửi"):
        issue_from(SUGGESTION, suggestions, campaign=w.campaign, by=w.officer, at=NOW)
    actions.approve_set(suggestions, by=w.leader, at=NOW)
    actions.assign_overseer(suggestions, person=w.people["dv-03"], by=w.leader, at=NOW)
    actions.issue_set(suggestions, by=w.officer, at=NOW)
    with pytest.raises(Refused, match="quyền"):
        issue_from(SUGGESTION, suggestions, campaign=w.campaign, by=w.secretary, at=NOW)
    document = issue_from(SUGGESTION, suggestions, campaign=w.campaign, by=w.officer, at=NOW)
    assert document.number_symbol == "01-CV/QU"
    assert (document.unit, document.about) == (w.units["quan"], w.units["phuong-mot"])


def test_nobody_issues_suggestions_about_the_own_collective():
    w = world()
    suggestions = issued(w)
    SuggestionSet.objects.update(subject=w.subjects["btv"])
    suggestions.refresh_from_db()
    with pytest.raises(Refused, match="hồ sơ của mình"):
        issue_from(SUGGESTION, suggestions, campaign=w.campaign, by=w.leader, at=NOW)


def test_who_sees_the_issued_suggestions():
    w = world()
    issue_from(SUGGESTION, issued(w), campaign=w.campaign, by=w.officer, at=NOW)
    on = at_noon(date(2012, 8, 1)).date()
    seen = {who for who, account in w.accounts.items() if IssuedDocument.objects.visible_to(account, on).exists()}
    assert seen == {"officer", "leader", "secretary", "committee_member", "overseer"}
