"""Versions with who, when and the differences; the signed scan; who may enter for whom."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import signed_in, world

from tusoi.foundation.documents.tests.files import PDF
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues import actions as issues
from tusoi.process.issues import actions_proxy
from tusoi.process.issues.tests.cast import NOW, put
from tusoi.process.reports import actions
from tusoi.process.reports.models import Report, ReportVersion, SignedCopy
from tusoi.process.reports.tests.cast import started, submitted, written
from tusoi.process.reports.tests.test_editor_page import url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def scan(content=PDF):
    return {"file": SimpleUploadedFile("ký.pdf", content)}


def test_versions_are_listed_with_who_and_when_and_what_changed():
    w = world()
    report = submitted(w)
    ReportVersion.objects.update(by=w.secretary)
    actions.return_for_revision(report, remarks="Thiếu", by=w.officer, at=NOW)
    actions.save_section(report, key="limitations", text="Phần 1. Đã làm rõ hơn nhiều.", revision=1, by=None, at=NOW)
    actions.submit(report, by=w.secretary, at=NOW)
    page = signed_in(w.officer).get(url(w)).text
    assert "Bản nộp thứ 2, 29/07/2012" in page
    assert str(w.secretary) in page
    changes = signed_in(w.officer).get(url(w, "changes", number=2))
    assert "<ins>hơn nhiều." in changes.text
    assert signed_in(w.officer).get(url(w, "changes", number=1)).status_code == 404
    assert signed_in(w.member).get(url(w, "changes", number=2)).status_code == 404


def test_the_signed_scan_is_attached_to_the_version_handed_in_last():
    w = world()
    submitted(w)
    secretary = signed_in(w.secretary)
    assert signed_in(w.officer).post(url(w, "attach", number=1), scan()).status_code == 403
    assert secretary.get(url(w, "signed", number=1)).status_code == 404
    assert secretary.post(url(w, "attach", number=1), scan(b"not a paper")).status_code == 403
    assert secretary.post(url(w, "attach", number=1), {}).status_code == 403
    assert secretary.post(url(w, "attach", number=1), scan()).status_code == 302
    assert SignedCopy.objects.get().kept.digest
    got = signed_in(w.officer).get(url(w, "signed", number=1))
    assert b"".join([got.content]) == PDF
    assert signed_in(w.member).get(url(w, "signed", number=1)).status_code == 404
    actions.return_for_revision(Report.objects.get(), remarks="Thiếu", by=w.officer, at=NOW)
    assert secretary.post(url(w, "attach", number=1), scan()).status_code == 403


def test_a_person_with_an_account_writes_alone_unless_asked_for():
    w = world()
    report = written(w, "phuong-mot-2")
    with pytest.raises(Refused, match="có tài khoản nên tự viết"):
        actions.submit(report, by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="chính cá nhân đó"):
        actions_proxy.ask_for_proxy(report.subject, by=w.secretary, at=NOW)
    own = signed_in(w.committee_member)
    assert own.post(url(w, "proxy", "phuong-mot-2"), {"viec": "nho"}).status_code == 302
    assert "Thôi nhờ nhập hộ" in own.get(url(w, subject="phuong-mot-2")).text
    assert actions.submit(report, by=w.secretary, at=NOW).by_proxy
    with pytest.raises(Refused, match="nhờ nhập hộ rồi"):
        actions_proxy.ask_for_proxy(report.subject, by=w.committee_member, at=NOW)
    assert own.post(url(w, "proxy", "phuong-mot-2"), {"viec": "thoi"}).status_code == 302
    with pytest.raises(Refused, match="Không nhờ ai"):
        actions_proxy.end_proxy(report.subject, by=w.committee_member, at=NOW)
    with pytest.raises(Refused, match="có tài khoản"):
        actions.save_section(report, key="limitations", text="x", revision=1, by=w.secretary, at=NOW)


def test_who_has_no_account_is_entered_for_marked_and_confirmed_by_signature():
    w = world()
    w.committee_member.is_active = False
    w.committee_member.save()
    report = started(w, "phuong-mot-2")
    for section in report.sections.all():
        actions.save_section(report, key=section.key, text=f"Phần {section.key}", revision=0, by=w.secretary, at=NOW)
    version = actions.submit(report, by=w.secretary, at=NOW)
    assert version.by_proxy
    page = signed_in(w.officer).get(url(w, subject="phuong-mot-2")).text
    assert "chưa có chữ ký xác nhận" in page
    signed_in(w.secretary).post(url(w, "attach", "phuong-mot-2", number=1), scan())
    assert "chưa có chữ ký xác nhận" not in signed_in(w.officer).get(url(w, subject="phuong-mot-2")).text


def test_the_secretary_answers_for_nobody_who_has_an_account():
    w = world()
    issue = put(w, "phuong-mot-2")
    with pytest.raises(Refused, match="có tài khoản nên tự viết"):
        issues.answer(issue, kind="accept", text="Tiếp thu", by=w.secretary, at=NOW)
    actions_proxy.ask_for_proxy(issue.subject, by=w.committee_member, at=NOW)
    assert issues.answer(issue, kind="accept", text="Tiếp thu", by=w.secretary, at=NOW).by_proxy
