"""Minutes on what became of the paper: numbers that close, no name but the team's, no code."""

from datetime import date

import pytest
from tests.factories import ROUND_OPENS, TODAY, go_to, hand_out_the_rest, open_round, open_slips, world

from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import issue_from, paper_of
from tusoi.process.feedback import actions, paper, sheets
from tusoi.process.feedback.documents import SOURCES
from tusoi.process.feedback.slips import open_slips as team_opens
from tusoi.process.feedback.states import VoidReason

pytestmark = pytest.mark.django_db
[DESTRUCTION] = SOURCES
AT, LATE = at_noon(ROUND_OPENS), at_noon(TODAY)


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


def things(home, name):
    return list(DESTRUCTION.things(home.campaign, home.accounts[name], TODAY))


def test_the_minutes_say_what_became_of_every_sheet_and_envelope(home):
    round = open_round(home)
    group = round.groups.get(code="individuals")
    codes = [code for code, _label in actions.print_slips(group, count=12, by=home.officer, at=AT)]
    sheets.hand_out(group, 10, by=home.officer, at=AT)
    asked = sheets.ask_to_void(group, VoidReason.LEFT_OVER, codes[:2], by=home.officer, at=AT)
    sheets.confirm_void(asked, 2, by=home.counter_one, at=AT)
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=LATE)
    go_to(TODAY)
    btv = round.subjects.get(code="btv").pk
    for who in (home.counter_one, home.counter_two):
        paper.type_slip(round, codes[5], {btv: {"proposal": "Lời rất riêng"}}, by=who, at=LATE)
    told = {"received": 4, "spoilt": 2, "missing": 1, "note": "mưa ướt"}
    paper.tell_envelopes(round, **told, by=home.counter_one, at=LATE)
    assert things(home, "officer") == []
    for name in ("counter_one", "counter_two"):
        phrase = {"counter_one": "sông Hậu mùa nước nổi", "counter_two": "cầu Trà Nóc buổi sáng"}[name]
        team_opens(round, phrase, by=home.accounts[name], at=LATE)
    assert things(home, "officer") == things(home, "counter_one") == [round]
    assert things(home, "leader") == things(home, "member") == things(home, "viewer") == []
    text = "\n".join(lines_of(write_docx(paper_of(DESTRUCTION, round, at=LATE))))
    assert "Cá nhân liên quan | 12 | 10 | 0 | 2 | 0" in text
    assert "Nhận 4 phong bì dán kín, gồm: 1 phiếu có ý kiến, 0 phiếu để trống, 2 phiếu hỏng, 1 phong bì" in text
    assert "mưa ướt" in text
    assert "hai thành viên lần lượt gõ" in text
    assert home.people["dv-05"].name in text
    assert "Lời rất riêng" not in text
    assert not any(code in text for code in codes)


def test_a_round_without_paper_has_no_minutes_and_a_sealed_one_none_yet(home):
    round = open_round(home)
    open_slips(home, round, day=date(2012, 7, 29))
    assert things(home, "officer") == []
    text = "\n".join(lines_of(write_docx(paper_of(DESTRUCTION, round, at=LATE))))
    assert "Không in phiếu giấy." in text
    assert "Không nhận phong bì phiếu giấy nào." in text


def test_only_who_runs_the_round_issues_them_and_not_before_opening(home):
    round = open_round(home)
    with pytest.raises(Refused, match="Phiếu chưa mở"):
        DESTRUCTION.check_can_issue(round, by=home.officer, at=AT)
    open_slips(home, round)
    with pytest.raises(Refused, match="cần quyền"):
        issue_from(DESTRUCTION, round, campaign=home.campaign, by=home.counter_one, at=LATE)
    issued = issue_from(DESTRUCTION, round, campaign=home.campaign, by=home.officer, at=LATE)
    assert issued.number == 1
