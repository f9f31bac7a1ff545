"""What contributors hear: after it was announced to them; collectives alone; a group by name only above the threshold."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import signed_in, world
from tests.meetings import AT, conclude_all, discussing

from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import issue_from, paper_of
from tusoi.process.campaigns.models import Campaign
from tusoi.process.feedback.models import Round
from tusoi.process.issues import actions as issues
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState, SourceKind
from tusoi.process.issues.tests.cast import NOW, comments_of, opened_round
from tusoi.process.reviews import actions, poster
from tusoi.process.reviews.back import back_of
from tusoi.process.reviews.documents_back import SOURCES
from tusoi.process.reviews.states import Circle

pytestmark = pytest.mark.django_db
LETTER, POSTER = SOURCES
BOXES = [
    *[("phuong-mot", "individuals", "Họp muộn từng chữ", n) for n in range(6)],
    *[("phuong-mot", "retired", "Ít đi cơ sở từng chữ", n) for n in range(10, 12)],
    ("phuong-mot-1", "individuals", "Nóng nảy từng chữ", 20),
]
TITLES = {"H": "Họp hay muộn", "Í": "Ít đi cơ sở", "N": "Giữ bình tĩnh hơn"}


def reviewed(verdict=IssueState.UPHELD):
    """Slips about a ward and its secretary, triaged, answered, concluded. Late meetings are accepted, the rest explained."""
    w = world()
    round = opened_round(w, BOXES)
    by_word = {}
    for comment in comments_of(round):
        by_word.setdefault(comment.text[0], []).append(comment)
    for word, comments in by_word.items():
        issues.raise_issue(
            w.campaign,
            subject=comments[0].subject,
            title=TITLES[word],
            source=SourceKind.COMMENTS,
            comments=comments,
            by=w.counter_one,
            at=NOW,
        )
    issues.finish_triage(round, by=w.counter_one, at=NOW)
    for issue in Issue.objects.filter(round=round):
        kind = "accept" if issue.title == TITLES["H"] else "explain"
        issues.answer(issue, kind=kind, text="Lời đáp riêng", by=None, at=NOW)
    meeting = conclude_all(discussing(w).meeting, verdict)
    return w, Round.objects.get(pk=round.pk), meeting


def tell(meeting):
    actions.announce(meeting, audience=Circle.CONTRIBUTORS, by=None, at=AT)


def page(w):
    return Client().get(reverse("reviews:back", args=[w.campaign.code, "gop-y"]))


def test_nothing_before_it_is_announced_to_contributors():
    w, _round, meeting = reviewed()
    actions.announce(meeting, audience=Circle.UNIT, by=None, at=AT)
    assert "Chưa thông báo kết quả" in page(w).text
    assert TITLES["H"] not in page(w).text
    assert not POSTER.things(w.campaign, w.officer, AT.date()).exists()
    tell(meeting)
    assert TITLES["H"] in page(w).text


def test_what_was_accepted_and_explained_about_collectives_alone():
    w, round, meeting = reviewed()
    tell(meeting)
    back = back_of(round)
    (ward,) = back.subjects
    assert [row.title for row in ward.accepted] == [TITLES["H"]]
    assert [row.title for row in ward.explained] == [TITLES["Í"]]
    assert (back.people, back.waiting) == (1, 0)
    text = page(w).text
    assert page(w).cookies == {}
    assert TITLES["N"] not in text  # an individual's
    assert "từng chữ" not in text
    assert "Lời đáp riêng" not in text


def test_a_small_group_stands_by_no_issue():
    _w, round, meeting = reviewed()
    tell(meeting)
    assert [
        (group.name, [row.title for row in group.accepted], group.explained) for group in back_of(round).groups
    ] == [("Cá nhân liên quan", [TITLES["H"]], [])]


def test_what_was_not_upheld_is_no_longer_named_after_closing():
    _w, round, meeting = reviewed(IssueState.NOT_UPHELD)
    tell(meeting)
    assert [row.title for row in back_of(round).subjects[0].explained] == [TITLES["Í"]]
    Campaign.objects.update(state="closed")
    round = Round.objects.get(pk=round.pk)
    (ward,) = back_of(round).subjects
    assert (ward.accepted, ward.explained, ward.hidden) == ([], [], 2)
    assert back_of(round).groups == []


def test_letters_go_to_each_group_and_a_notice_on_the_wall():
    w, round, meeting = reviewed()
    tell(meeting)
    groups = list(LETTER.things(w.campaign, w.officer, AT.date()))
    assert [group.name for group in groups] == ["Cá nhân liên quan", "Nguyên cấp ủy viên đã nghỉ hưu"]
    first, second = ("\n".join(lines_of(write_docx(paper_of(LETTER, group, at=AT)))) for group in groups)
    assert "Kính gửi: Cá nhân liên quan" in first
    assert "NHỮNG NỘI DUNG QUÝ VỊ CÙNG NHIỀU NGƯỜI ĐÃ NÊU" in first
    assert "CÙNG NHIỀU NGƯỜI" not in second
    notice = "\n".join(lines_of(write_docx(paper_of(POSTER, round, at=AT))))
    for text in (first, second, notice):
        assert f"- {TITLES['H']} (hội nghị kết luận phải khắc phục)" in text
        assert TITLES["N"] not in text
        assert "từng chữ" not in text
    with pytest.raises(Refused):
        issue_from(POSTER, round, campaign=w.campaign, by=w.viewer, at=AT)
    assert issue_from(POSTER, round, campaign=w.campaign, by=w.officer, at=AT).number == 1


def test_the_meetings_page_leads_there():
    w, _round, meeting = reviewed()
    address = reverse("reviews:meeting", args=[w.campaign.code, meeting.code])
    back = reverse("reviews:back", args=[w.campaign.code, "gop-y"])
    assert back not in signed_in(w.officer).get(address).text
    tell(meeting)
    assert back in signed_in(w.officer).get(address).text


def test_the_poster_is_made_once_something_was_announced_and_kept_nowhere():
    _w, round, meeting = reviewed()
    url = reverse("reviews:poster", args=["nq-tw4", round.code])
    assert Client().get(url).status_code == 404
    tell(meeting)
    reply = Client().get(url)
    assert (reply["Content-Type"], reply["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert reply.content.startswith(b"%PDF")
    assert url in Client().get(reverse("reviews:back", args=["nq-tw4", round.code])).content.decode()


def test_the_poster_has_the_words_of_the_notice(monkeypatch):
    """What is set in large letters is what the issued notice says, block by block."""
    _w, round, meeting = reviewed()
    tell(meeting)
    given = {}
    real = poster.typst.Compiler.compile

    def compile_(self, template, *, sys_inputs, format):
        given.update(json.loads(sys_inputs["data"]))
        return real(self, template, sys_inputs=sys_inputs, format=format)

    monkeypatch.setattr(poster.typst.Compiler, "compile", compile_)
    poster.poster_pdf(back_of(round), "https://tusoi.example/phieu/ket-qua/")
    assert given["blocks"][:3] == [
        {"block": "heading", "text": "Góp ý về Đảng ủy phường Một", "level": 1, "numbered": True},
        {"block": "paragraph", "text": "Đã tiếp thu:", "bold": False, "italic": False, "align": "justify"},
        {"block": "bullets", "items": ["Họp hay muộn (hội nghị kết luận phải khắc phục)"]},
    ]
    said = json.dumps(given, ensure_ascii=False)
    assert not [hidden for hidden in ("từng chữ", "Giữ bình tĩnh", "Lời đáp riêng") if hidden in said]
