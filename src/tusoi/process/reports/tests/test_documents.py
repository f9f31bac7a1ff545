"""The report papers: by the outline, with answers, as handed in; who may read and issue them."""

import pytest
from tests.factories import world

from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import issue_from, paper_of
from tusoi.process.issues import actions as issues
from tusoi.process.issues.tests.cast import NOW, put
from tusoi.process.reports import actions
from tusoi.process.reports.documents import SOURCES
from tusoi.process.reports.tests.cast import started, submitted, written

pytestmark = pytest.mark.django_db
COLLECTIVE, INDIVIDUAL, RESPONSE = SOURCES
SUGGESTED = "IV. Tiếp thu, giải trình những vấn đề được gợi ý, góp ý"


def lines(source, report):
    return lines_of(write_docx(paper_of(source, report, at=NOW)))


def answer(w, issue, text="Tiếp thu; gửi trước ba ngày"):
    issues.answer(issue, kind="accept", text=text, cause="Chủ quan", measure="Lập lịch", by=w.secretary, at=NOW)


def test_the_collective_report_follows_the_outline_of_the_form():
    text = lines(COLLECTIVE, submitted(world()))
    headings = [line for line in text if line.split(".")[0] in {"I", "II", "III", "IV", "V", "VI"}]
    assert headings[0] == "I. Ưu điểm, kết quả đạt được"
    assert len(headings) == 6
    assert text[headings_at(text, headings[0]) + 1].startswith("Phần 0. ")
    assert text[1:3] == ["BÁO CÁO", "kiểm điểm tập thể Đảng ủy phường Một"]
    assert "T/M ĐẢNG ỦY / BÍ THƯ" in text[-1]


def headings_at(text, heading):
    return text.index(heading)


def test_the_part_on_suggestions_is_left_out_where_nothing_was_put():
    assert SUGGESTED not in lines(COLLECTIVE, started(world()))


def test_answers_stand_in_their_part_with_cause_and_measure():
    w = world()
    issue = put(w)
    report = started(w)
    assert "(Chưa tiếp thu, giải trình: Gửi tài liệu họp trễ.)" in lines(COLLECTIVE, report)
    answer(w, issue)
    text = lines(COLLECTIVE, report)
    at = headings_at(text, SUGGESTED)
    assert text[at + 1 : at + 5] == [
        "1. Gửi tài liệu họp trễ.",
        "Tiếp thu: Tiếp thu; gửi trước ba ngày",
        "Nguyên nhân: Chủ quan",
        "Biện pháp: Lập lịch",
    ]


def test_what_was_handed_in_is_printed_even_if_the_answer_changes_later():
    w = world()
    issue = put(w)
    answer(w, issue)
    report = submitted(w)
    answer(w, issue, text="Lời mới hơn")
    assert "Tiếp thu: Tiếp thu; gửi trước ba ngày" in lines(COLLECTIVE, report)
    actions.return_for_revision(report, remarks="Bổ sung", by=None, at=NOW)
    assert "Tiếp thu: Lời mới hơn" not in lines(COLLECTIVE, report)
    actions.submit(report, by=None, at=NOW)
    assert "Tiếp thu: Lời mới hơn" in lines(COLLECTIVE, report)


def test_the_individual_form_names_the_person_and_is_signed_by_that_person():
    text = lines(INDIVIDUAL, submitted(world(), "phuong-mot-1"))
    assert "BẢN TỰ KIỂM ĐIỂM CÁ NHÂN" in text
    assert "Chức vụ: Bí thư" in text
    assert "Năm sinh: 1963" in text
    assert text[-1].split(" | ")[1].startswith("NGƯỜI TỰ KIỂM ĐIỂM / Trần Thử")
    assert "Số" not in text[0]


def test_the_response_counts_what_was_put():
    w = world()
    answer(w, put(w))
    text = lines(RESPONSE, submitted(w))
    assert "Đảng ủy phường Một đã nhận 1 nội dung cần tiếp thu, giải trình, trong đó 0 nội dung từ phiếu" in "\n".join(
        text
    )
    assert list(RESPONSE.things(w.campaign, w.secretary, NOW.date()))
    assert not RESPONSE.things(w.campaign, w.viewer, NOW.date()).exists()


def test_who_sees_a_draft_and_who_sees_it_handed_in():
    w = world()
    report = written(w, "phuong-mot-2")
    on = NOW.date()

    def readers():
        return {who for who, account in w.accounts.items() if INDIVIDUAL.things(w.campaign, account, on).exists()}

    assert readers() == {"committee_member"}
    actions.submit(report, by=w.committee_member, at=NOW)
    assert readers() == {"committee_member", "secretary", "officer", "leader"}


def test_it_is_issued_by_who_speaks_for_the_subject_once_handed_in():
    w = world()
    report = written(w)
    with pytest.raises(Refused, match="chưa nộp"):
        issue_from(COLLECTIVE, report, campaign=w.campaign, by=w.secretary, at=NOW)
    actions.submit(report, by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="bí thư hoặc người đứng đầu"):
        issue_from(COLLECTIVE, report, campaign=w.campaign, by=w.officer, at=NOW)
    document = issue_from(COLLECTIVE, report, campaign=w.campaign, by=w.secretary, at=NOW)
    assert document.number_symbol == "01-BC/ĐU"
    seen = {
        who for who, account in w.accounts.items() if IssuedDocument.objects.visible_to(account, NOW.date()).exists()
    }
    assert seen == {"secretary", "committee_member", "officer", "leader"}
