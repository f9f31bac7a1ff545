"""The editor: saving with and without a script, two windows, submitting; what others see in its place."""

import pytest
from django.urls import reverse
from tests.factories import CAST, signed_in, world

from tusoi.process.issues import actions as issues
from tusoi.process.issues.actions_proxy import ask_for_proxy
from tusoi.process.issues.tests.cast import NOW, in_a_fresh_world, issued, put, queries_for
from tusoi.process.reports import actions
from tusoi.process.reports.forms import seen_mark
from tusoi.process.reports.models import Report, ReportVersion
from tusoi.process.reports.states import ReportState
from tusoi.process.reports.tests.cast import started, submitted, written

pytestmark = pytest.mark.django_db
KEYS = ["strengths", "limitations", "earlier", "suggested", "responsibility", "measures"]


def url(w, name="report", subject="phuong-mot", **more):
    return reverse(f"reports:{name}", kwargs={"campaign": w.campaign.code, "subject": subject, **more})


def typed(key="limitations", text="Họp muộn", revision=0, before=""):
    return {f"text-{key}": text, f"revision-{key}": revision, f"seen-{key}": seen_mark(before)}


def test_the_author_saves_without_a_script():
    w = world()
    report = started(w)
    client = signed_in(w.secretary)
    assert "II. Hạn chế, khuyết điểm" in client.get(url(w)).text
    assert client.post(url(w, "save"), typed()).status_code == 302
    assert report.sections.get(key="limitations").text == "Họp muộn"
    assert "Họp muộn" in client.get(url(w)).text


def test_autosave_tells_the_page_the_new_revision():
    w = world()
    report = started(w)
    client = signed_in(w.secretary)
    reply = client.post(url(w, "save"), typed(), headers={"X-Autosave": "1"})
    values = reply.json()["values"]
    assert values == {"revision-limitations": 1, "seen-limitations": seen_mark("Họp muộn")}
    again = {"text-limitations": "Họp muộn hai lần", **values}
    assert client.post(url(w, "save"), again, headers={"X-Autosave": "1"}).status_code == 200
    assert report.sections.get(key="limitations").revision == 2


def test_a_section_that_was_not_touched_here_is_not_saved_from_here():
    w = world()
    report = started(w)
    client = signed_in(w.secretary)
    client.post(url(w, "save"), typed(text="Từ cửa sổ một"))
    stale = typed(text="", revision=0) | typed("measures", "Gửi trước ba ngày")
    assert client.post(url(w, "save"), stale).status_code == 302
    assert report.sections.get(key="limitations").text == "Từ cửa sổ một"
    assert report.sections.get(key="measures").text == "Gửi trước ba ngày"


def test_the_second_window_sees_both_texts_and_loses_nothing():
    w = world()
    report = started(w)
    client = signed_in(w.secretary)
    client.post(url(w, "save"), typed(text="Bản của cửa sổ một"))
    second = typed(text="Bản của cửa sổ hai") | typed("measures", "Phần khác vẫn lưu")
    quiet = client.post(url(w, "save"), typed(text="Bản của cửa sổ hai"), headers={"X-Autosave": "1"})
    assert quiet.status_code == 409
    assert "cửa sổ khác" in quiet.json()["message"]
    reply = client.post(url(w, "save"), second)
    assert reply.status_code == 409
    assert "Bản của cửa sổ một" in reply.text
    assert "Bản của cửa sổ hai</textarea>" in reply.text
    assert report.sections.get(key="measures").text == "Phần khác vẫn lưu"
    joined = typed(text="Ghép cả hai", revision=1, before="Bản của cửa sổ một")
    assert client.post(url(w, "save"), joined).status_code == 302
    assert report.sections.get(key="limitations").text == "Ghép cả hai"


def test_submitting_saves_first_and_is_refused_with_what_was_typed():
    w = world()
    report = started(w)
    reply = signed_in(w.secretary).post(url(w, "save"), typed(text="Vừa viết") | {"viec": "nop"})
    assert reply.status_code == 403
    assert "Vừa viết" in reply.text
    assert "Chưa thể nộp: chưa viết" in reply.text
    assert report.sections.get(key="limitations").text == "Vừa viết"
    assert Report.objects.get().state == ReportState.DRAFT


def test_the_button_is_disabled_with_the_refusal_while_something_is_unanswered():
    w = world()
    written(w)
    issue = put(w)
    client = signed_in(w.secretary)
    page = client.get(url(w)).text
    assert "Chưa thể nộp: còn 1 nội dung chưa tiếp thu, giải trình" in page
    assert "giả định của gói mẫu" in page
    assert client.post(url(w, "save"), {"viec": "nop"}).status_code == 403
    answer = {"kind": "accept", "text": "Tiếp thu", "tiep": url(w)}
    reply = client.post(reverse("issues:answer", args=[w.campaign.code, issue.code]), answer)
    assert reply["Location"] == url(w)
    assert "Chưa thể nộp" not in client.get(url(w)).text
    assert client.post(url(w, "save"), {"viec": "nop"}).status_code == 302
    assert ReportVersion.objects.count() == 1


def test_a_second_submission_from_another_window_is_refused():
    w = world()
    written(w)
    first, second = signed_in(w.secretary), signed_in(w.secretary)
    assert first.post(url(w, "save"), {"viec": "nop"}).status_code == 302
    reply = second.post(url(w, "save"), {"viec": "nop"})
    assert reply.status_code == 403
    assert "đã nộp ngày 29/07/2012" in reply.text
    assert ReportVersion.objects.count() == 1


def test_what_comes_after_submission_is_answered_as_a_supplement():
    w = world()
    submitted(w)
    late = put(w, title="Đến sau khi nộp")
    client = signed_in(w.secretary)
    assert "Đến sau khi nộp" in client.get(url(w)).text
    issues.answer(late, kind="accept", text="Bổ sung", by=w.secretary, at=NOW)
    assert "Đã trả lời đủ" in client.get(url(w)).text


def test_remarks_are_for_the_author_alone():
    w = world()
    report = written(w)
    actions.save_section(report, key="limitations", text="Không có.", revision=1, by=w.secretary, at=NOW)
    assert "Chưa nêu hạn chế" in signed_in(w.secretary).get(url(w)).text
    assert "Chưa nêu hạn chế" not in signed_in(w.committee_member).get(url(w)).text
    actions.submit(report, by=w.secretary, at=NOW)
    assert "Chưa nêu hạn chế" not in signed_in(w.officer).get(url(w)).text


def test_entering_for_somebody_else_is_said_and_marked():
    w = world()
    ask_for_proxy(written(w, "phuong-mot-2").subject, by=w.committee_member, at=NOW)
    client = signed_in(w.secretary)
    assert "nhập hộ" in client.get(url(w, subject="phuong-mot-2")).text
    client.post(url(w, "save", "phuong-mot-2"), {"viec": "nop"})
    assert ReportVersion.objects.get().by_proxy
    assert "nhập hộ" in signed_in(w.officer).get(url(w, subject="phuong-mot-2")).text


@pytest.mark.parametrize("who", [name for name, _person, _roles in CAST])
@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_who_may_read_and_who_may_write(who, state):
    w = world()
    if state == "draft":
        started(w)
    else:
        submitted(w)
    issued(w)
    client = signed_in(w.accounts[who])
    reading = {"secretary", "committee_member"}
    if state == "submitted":
        reading |= {"officer", "leader", "overseer"}
    expected = 200 if who in reading else 404
    assert client.get(url(w)).status_code == expected
    assert client.get(url(w, "preview")).status_code == expected
    saved = client.post(url(w, "save"), typed()).status_code
    may_write = who == "secretary" and state == "draft"
    assert saved == (302 if may_write else 403 if who in reading else 404)


def test_others_read_what_was_handed_in_while_it_is_rewritten():
    w = world()
    report = submitted(w)
    actions.return_for_revision(report, remarks="Nêu rõ nguyên nhân", by=w.officer, at=NOW)
    actions.save_section(report, key="limitations", text="Đang sửa dở", revision=1, by=w.secretary, at=NOW)
    for name in ("report", "preview"):
        page = signed_in(w.officer).get(url(w, name)).text
        assert "Đang sửa dở" not in page
        assert "Phần 1." in page
    editor = signed_in(w.secretary).get(url(w)).text
    assert "Nêu rõ nguyên nhân" in editor
    assert "Đang sửa dở" in editor


def test_a_version_stays_readable():
    w = world()
    submitted(w)
    page = signed_in(w.officer).get(url(w, "version", number=1))
    assert page.status_code == 200
    assert ReportVersion.objects.get().digest[:12] in page.text
    assert signed_in(w.officer).get(url(w, "version", number=2)).status_code == 404
    assert signed_in(w.member).get(url(w, "version", number=1)).status_code == 404


def test_the_text_is_written_out_and_not_run():
    w = world()
    report = started(w)
    text = "</textarea><script>alert(1)</script>"
    actions.save_section(report, key="limitations", text=text, revision=0, by=w.secretary, at=NOW)
    for name in ("report", "preview"):
        assert "<script>alert" not in signed_in(w.secretary).get(url(w, name)).text


def test_a_text_that_is_too_long_is_refused_in_words_and_not_cut():
    w = world()
    report = started(w)
    client = signed_in(w.secretary)
    huge = typed(text="a" * 200_001) | {"revision-limitations": "x"}
    reply = client.post(url(w, "save"), huge)
    assert reply.status_code == 403
    assert "dài 200.001 ký tự" in reply.text
    assert "a" * 200_001 in reply.text
    quiet = client.post(url(w, "save"), huge, headers={"X-Autosave": "1"})
    assert (quiet.status_code, "tối đa 200.000" in quiet.json()["message"]) == (422, True)
    assert report.sections.get(key="limitations").text == ""
    client.post(url(w, "save"), typed(text="a" * 200_000) | {"revision-limitations": "x"})
    assert len(report.sections.get(key="limitations").text) == 200_000


def test_autosave_after_submission_says_so_and_is_not_to_be_tried_again():
    w = world()
    report = written(w)
    client = signed_in(w.secretary)
    actions.submit(report, by=w.secretary, at=NOW)
    late = client.post(url(w, "save"), typed(text="Viết tiếp", revision=1), headers={"X-Autosave": "1"})
    assert late.status_code == 403
    assert late.json()["message"].startswith("Báo cáo đã nộp ngày 29/07/2012, không sửa được nữa")


def test_what_comes_from_word_is_kept_as_plain_text():
    w = world()
    report = started(w)
    word = '<html xmlns:o="urn:x"><head><style>p{}</style></head><body><p class=MsoNormal>Họp <b>muộn</b></p><ul><li>Ba lần</li></ul></body></html>'
    signed_in(w.secretary).post(url(w, "save"), typed(text=word) | typed("measures", "·\tGửi trước\u00a0ba ngày\u200b"))
    assert report.sections.get(key="limitations").text == "Họp muộn\n\n- Ba lần"
    assert report.sections.get(key="measures").text == "- Gửi trước ba ngày"


def test_the_number_of_queries_does_not_grow():
    def of(number):
        w = world()
        started(w)
        for point in issued(w, points=number * 2).points.all()[:number]:
            issues.answer(point, kind="accept", text="Được", by=w.secretary, at=NOW)
        return queries_for(w.secretary, url(w))

    assert in_a_fresh_world(lambda: of(1)) == in_a_fresh_world(lambda: of(3))
