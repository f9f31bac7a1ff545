"""The chain of guidance: each level registers its own, cites the one above, and keeps the file unless it is classified."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.factories import draft_campaign, signed_in, world

from tusoi.foundation.documents.tests.files import PDF, docx
from tusoi.foundation.documents.uploads import LIMIT
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns import actions_files
from tusoi.process.campaigns.actions import register_guidance
from tusoi.process.campaigns.actions_files import add_file
from tusoi.process.campaigns.documents import bases_of
from tusoi.process.campaigns.models import GuidanceDocument, GuidanceFile

pytestmark = pytest.mark.django_db
AT = at_noon(date(2012, 7, 29))
INPUT = {
    "kind": "plan",
    "symbol": "05-KH/ĐU",
    "issuer": "Đảng ủy phường Một",
    "issued_on": "10/04/2012",
    "subject_line": "Kế hoạch kiểm điểm của phường",
}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def url(home, name, **more):
    return reverse(f"campaigns:{name}", kwargs={"campaign": home.campaign.code, **more})


def registered(home, symbol="01-NQ", unit=None, **more):
    words = {"kind": "resolution", "issuer": "Quận ủy", "issued_on": date(2012, 3, 1), "subject_line": "Nghị quyết"}
    return register_guidance(
        home.campaign, symbol=symbol, unit=home.units[unit] if unit else None, by=home.officer, at=AT, **(words | more)
    )


def upload(content, name="ke-hoach.pdf"):
    return {"file": SimpleUploadedFile(name, content, content_type="application/pdf")}


def stored(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


# each level its own


def test_a_secretary_registers_the_wards_own_and_cites_the_one_above():
    home = world()
    top = registered(home)
    client = signed_in(home.secretary)
    page = client.get(url(home, "register")).text
    assert 'name="to_acknowledge"' not in page
    reply = client.post(url(home, "register"), {**INPUT, "basis": top.pk})
    document = GuidanceDocument.objects.get(symbol="05-KH/ĐU")
    assert reply.headers["Location"] == url(home, "document", document=document.pk)
    assert (document.unit, document.basis) == (home.units["phuong-mot"], top)
    assert not document.lacks_basis


def test_the_officer_chooses_the_level_and_the_campaigns_own_comes_first():
    home = world()
    client = signed_in(home.officer)
    client.post(url(home, "register"), {**INPUT, "symbol": "1"})
    client.post(url(home, "register"), {**INPUT, "symbol": "2", "unit": home.units["phuong-hai"].pk})
    levels = dict(GuidanceDocument.objects.values_list("symbol", "unit__code"))
    assert levels == {"1": "quan", "2": "phuong-hai"}


@pytest.mark.parametrize("who", ["member", "viewer", "leader", "overseer"])
def test_others_may_not(who):
    home = world()
    reply = signed_in(home.accounts[who]).post(url(home, "register"), INPUT)
    assert reply.status_code == 403
    assert not GuidanceDocument.objects.exists()


def test_the_rules_of_the_chain():
    home = world()
    ward, other = registered(home, "02", "phuong-mot"), registered(home, "03", "phuong-hai")
    with pytest.raises(Refused, match="cấp trên hoặc của chính đơn vị"):
        registered(home, "04", "phuong-mot", basis=other)
    with pytest.raises(Refused, match="cấp trên hoặc của chính đơn vị"):
        registered(home, "05", basis=ward)
    with pytest.raises(Refused, match="gửi các nơi xác nhận"):
        registered(home, "06", "phuong-mot", to_acknowledge=True)
    assert registered(home, "07", "khu-vuc-1", basis=ward).basis == ward


def test_below_the_top_only_once_the_campaign_runs():
    home = world()
    draft = draft_campaign(home)
    with pytest.raises(Refused, match="chưa mở"):
        register_guidance(
            draft,
            unit=home.units["phuong-mot"],
            kind="plan",
            symbol="1",
            issuer="x",
            issued_on=date(2012, 3, 1),
            subject_line="x",
            by=home.officer,
            at=AT,
        )


def test_another_wards_document_is_not_there():
    home = world()
    ward = registered(home, "02", "phuong-mot")
    file = add_file(ward, PDF, by=home.secretary, at=AT)
    pages = [url(home, "document", document=ward.pk), url(home, "file", document=ward.pk, number=file.number)]
    for who, seen in ((home.member, 200), (home.viewer, 200), (home.secretary_two, 404), (home.board_member, 404)):
        assert [signed_in(who).get(page).status_code for page in pages] == [seen, seen], who.username
    assert (
        "02"
        not in signed_in(home.secretary_two).get(url(home, "index")).text.split('id="can-cu"')[1].split("</section>")[0]
    )


def test_a_paper_cites_what_its_own_unit_goes_by():
    home = world()
    registered(home, "01-NQ")
    registered(home, "02-KH", "phuong-mot")
    registered(home, "03-KH", "phuong-hai")
    cited = " ".join(bases_of(home.campaign, home.units["khu-vuc-1"], date(2012, 7, 1)))
    assert "01-NQ" in cited
    assert "02-KH" in cited
    assert "03-KH" not in cited


def test_what_cites_nothing_above_is_remarked():
    home = world()
    top = registered(home)
    plan = registered(home, "02-KH", kind="plan")
    ward = registered(home, "03-NQ", "phuong-mot")
    assert [row.lacks_basis for row in (top, plan, ward)] == [False, True, True]
    remark = "Chưa ghi căn cứ vào văn bản nào của cấp trên"
    assert remark in signed_in(home.officer).get(url(home, "document", document=plan.pk)).text
    assert remark not in signed_in(home.officer).get(url(home, "document", document=top.pk)).text
    assert signed_in(home.officer).get(url(home, "index")).text.count(remark) == 2


# files


def test_the_question_comes_before_the_field():
    home = world()
    document = registered(home)
    client = signed_in(home.officer)
    page = url(home, "add-file", document=document.pk)
    asked = client.get(page).text
    assert "Văn bản này có mật không?" in asked
    assert 'type="file"' not in asked
    assert 'type="file"' not in client.get(f"{page}?mat=co").text
    assert "Không tải văn bản mật" in client.get(f"{page}?mat=co").text
    assert 'type="file"' in client.get(f"{page}?mat=khong").text


@pytest.mark.parametrize("answer", ["", "?mat=co", "?mat=x"])
def test_without_the_answer_no_file_is_taken(answer, settings):
    home = world()
    document = registered(home)
    signed_in(home.officer).post(url(home, "add-file", document=document.pk) + answer, upload(PDF))
    assert not stored(settings)
    assert not GuidanceFile.objects.exists()


def test_a_file_is_kept_and_given_back_as_it_was(settings):
    home = world()
    document = registered(home)
    client = signed_in(home.officer)
    page = url(home, "add-file", document=document.pk) + "?mat=khong"
    assert client.post(page, upload(PDF, "../../../etc/pass<wd>.exe")).status_code == 302
    file = GuidanceFile.objects.get()
    assert [path.name for path in stored(settings)] == [file.stored_as]
    reply = signed_in(home.member).get(url(home, "file", document=document.pk, number=1))
    assert reply.content == PDF
    assert reply.headers["Content-Disposition"].startswith('attachment; filename="01-nq-ban-1.pdf"')
    assert reply.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Tải tệp" in signed_in(home.member).get(url(home, "index")).text
    assert Entry.objects.filter(act="campaign.guidance_file_added", facts__digest=file.digest).exists()


def test_a_new_version_replaces_and_deletes_nothing(settings):
    home = world()
    document = registered(home)
    add_file(document, PDF, by=home.officer, at=AT)
    add_file(document, docx(), by=home.officer, at=AT)
    text = signed_in(home.officer).get(url(home, "document", document=document.pk)).text
    assert "Các bản trước" in text
    assert "Thay bằng bản mới" in text
    assert len(stored(settings)) == 2
    client = signed_in(home.member)
    assert client.get(url(home, "file", document=document.pk, number=1)).content == PDF
    assert client.get(url(home, "file", document=document.pk, number=2)).content == docx()
    assert client.get(url(home, "file", document=document.pk, number=3)).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>alert(1)</script></html>", "xem nội dung, không xem tên tệp"),
        (PDF + docx(), "còn là một loại tệp khác"),
        (docx(("word/vbaProject.bin", b"x")), "macro"),
        (b"", "rỗng"),
    ],
)
def test_what_is_no_document_is_said_on_the_form(content, said, settings):
    home = world()
    document = registered(home)
    reply = signed_in(home.officer).post(url(home, "add-file", document=document.pk) + "?mat=khong", upload(content))
    assert reply.status_code == 200
    assert said in reply.text
    assert not stored(settings)
    document.refresh_from_db()
    assert document.file_versions == 0


def test_too_large_is_said_on_the_form(settings):
    home = world()
    document = registered(home)
    big = PDF + b" " * LIMIT
    reply = signed_in(home.officer).post(url(home, "add-file", document=document.pk) + "?mat=khong", upload(big))
    assert "Tệp lớn hơn 20 MB" in reply.text
    assert not stored(settings)


def test_a_classified_document_takes_no_file(settings):
    home = world()
    secret = registered(home, "MẬT-01", is_classified=True, subject_line="")
    reply = signed_in(home.officer).post(url(home, "add-file", document=secret.pk) + "?mat=khong", upload(PDF))
    assert reply.status_code == 403
    assert "Văn bản mật không lưu tệp" in reply.text
    with pytest.raises(Refused, match="Văn bản mật không lưu tệp"):
        add_file(secret, PDF, by=None, at=AT)
    assert not stored(settings)


def test_the_database_refuses_it_too(settings, monkeypatch):
    """Even where the rule is not asked: nothing is counted, no row stays, and the file is taken back."""
    home = world()
    secret = registered(home, "MẬT-01", is_classified=True, subject_line="")
    monkeypatch.setattr(actions_files, "check_can_add_file", lambda *_args, **_words: None)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_file(secret, PDF, by=home.officer, at=AT)
    assert not GuidanceFile.objects.exists()
    assert not stored(settings)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidanceDocument.objects.filter(pk=secret.pk).update(subject_line="Nội dung")
    document = registered(home)
    add_file(document, PDF, by=home.officer, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidanceDocument.objects.filter(pk=document.pk).update(is_classified=True, subject_line="")


def test_two_at_once_do_not_overwrite_each_other():
    home = world()
    document = registered(home)
    same = GuidanceDocument.objects.get(pk=document.pk)
    add_file(document, PDF, by=home.officer, at=AT)
    with pytest.raises(Refused, match="Vừa có người khác"):
        add_file(same, docx(), by=home.officer, at=AT)
    assert GuidanceFile.objects.count() == 1


def test_only_who_registers_adds_a_file():
    home = world()
    top, ward = registered(home), registered(home, "02", "phuong-mot")
    pages = [url(home, "add-file", document=row.pk) for row in (top, ward)]
    for who, said in ((home.officer, [200, 200]), (home.secretary, [403, 200]), (home.member, [403, 403])):
        assert [signed_in(who).get(page).status_code for page in pages] == said, who.username
    assert signed_in(home.secretary_two).get(pages[1]).status_code == 404
    text = signed_in(home.member).get(url(home, "document", document=ward.pk)).text
    assert "Chưa có tệp; xem bản giấy" in text
    assert "Thêm tệp" not in text


def test_the_level_is_asked_only_where_there_is_a_choice_and_then_is_no_option():
    home = world()
    asked = signed_in(home.officer).get(url(home, "register")).text.split('name="unit"')[0].rsplit("<label", 1)[1]
    assert "Văn bản của cấp nào" in asked
    assert "không bắt buộc" not in asked
    assert 'name="unit"' not in signed_in(home.secretary).get(url(home, "register")).text
