"""Find, read, download, issue and withdraw, as each person may."""

import io

import pytest
from django.urls import reverse
from docx import Document
from tests.factories import signed_in, world

from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.process.campaigns.documents import issue_from
from tusoi.process.issues.tests.cast import NOW, issued
from tusoi.web.archive import presenters
from tusoi.web.archive.sources import SOURCES

pytestmark = pytest.mark.django_db
SUGGESTION = "issues.suggestion"
PROGRESS = "progress.report"


def address(name, w, *args):
    return reverse(f"archive:{name}", args=[w.campaign.code, *args])


def text(response):
    return response.content.decode()


@pytest.fixture
def home():
    """A published progress report of the district, and suggestions to a ward in its circle."""
    w = world()
    issue_from(SOURCES[PROGRESS], w.unit("quan"), campaign=w.campaign, by=w.officer, at=NOW)
    issue_from(SOURCES[SUGGESTION], issued(w), campaign=w.campaign, by=w.officer, at=NOW)
    return w


def test_the_list_shows_what_one_may_see(home):
    seen = {}
    for who in ("officer", "secretary", "viewer", "member", "committee_member"):
        page = text(signed_in(home.accounts[who]).get(address("index", home)))
        seen[who] = ("01-BC/QU" in page, "01-CV/QU" in page)
    assert seen == {
        "officer": (True, True),
        "secretary": (True, True),
        "viewer": (True, False),
        "member": (True, False),
        "committee_member": (True, True),
    }


def test_somebody_without_a_part_in_the_campaign_finds_no_archive(home):
    assert signed_in(home.stranger).get(address("index", home)).status_code == 404
    assert signed_in(home.administrator).get(address("index", home)).status_code == 404


def test_find_without_accents_and_by_kind(home):
    client = signed_in(home.officer)
    page = text(client.get(address("index", home), {"q": "goi y phuong mot"}))
    assert "01-CV/QU" in page
    assert "01-BC/QU" not in page
    page = text(client.get(address("index", home), {"kind": PROGRESS}))
    assert ("01-BC/QU" in page, "01-CV/QU" in page) == (True, False)
    assert "Không tìm thấy" in text(client.get(address("index", home), {"q": "khong co"}))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(rows, django_assert_num_queries):
    w = world()
    for _turn in range(rows):
        issue_from(SOURCES[PROGRESS], w.unit("quan"), campaign=w.campaign, by=w.officer, at=NOW)
    with django_assert_num_queries(5):  # grants, memberships, kinds, count, page
        documents = presenters.seen_by(w.viewer, w.campaign, NOW)
        presenters.kinds_in(documents)
        page = presenters.find(documents, words="", kind="", page="1")
        assert [row.unit.short_name for row in page] == ["Quận Mẫu"] * rows


def test_download_what_was_issued(home):
    document = IssuedDocument.objects.get(kind=SUGGESTION)
    response = signed_in(home.secretary).get(address("download", home, document.pk))
    assert "Kính gửi: Đảng ủy phường Một" in lines_of(response.content)
    assert "minh họa" in Document(io.BytesIO(response.content)).sections[0].first_page_footer.paragraphs[0].text
    assert "filename*=UTF-8''" in response["Content-Disposition"]
    for name in ("download", "document"):
        assert signed_in(home.viewer).get(address(name, home, document.pk)).status_code == 404


def test_a_document_that_was_changed_behind_the_program_is_not_handed_out(home):
    document = IssuedDocument.objects.get(kind=PROGRESS)
    IssuedDocument.objects.filter(pk=document.pk).update(content=document.content | {"place": "Nơi khác"})
    response = signed_in(home.officer).get(address("download", home, document.pk))
    assert response.status_code == 403
    assert "không còn khớp" in text(response)


def test_withdraw_with_a_reason(home):
    document = IssuedDocument.objects.get(kind=PROGRESS)
    client, url = signed_in(home.officer), address("withdraw", home, document.pk)
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Sai số liệu"}, follow=True).status_code == 200
    page = text(client.get(address("document", home, document.pk)))
    assert "đã thu hồi" in page
    assert "Sai số liệu" in page
    assert client.post(url, {"reason": "Lần nữa"}).status_code == 403
    assert signed_in(home.viewer).post(url, {"reason": "Không được"}).status_code == 403
    assert client.get(url).status_code == 405


def test_who_may_not_withdraw_is_not_offered_it(home):
    document = IssuedDocument.objects.get(kind=PROGRESS)
    assert "Thu hồi văn bản này" in text(signed_in(home.officer).get(address("document", home, document.pk)))
    assert "Thu hồi văn bản này" not in text(signed_in(home.viewer).get(address("document", home, document.pk)))


def test_what_can_be_written_is_listed_by_kind():
    w = world()
    suggestions = issued(w)
    page = text(signed_in(w.officer).get(address("index", w)))
    assert address("things", w, SUGGESTION) in page
    assert address("things", w, "issues.synthesis") not in page
    page = text(signed_in(w.officer).get(address("things", w, SUGGESTION)))
    assert "Đảng ủy phường Một" in page
    assert address("draft", w, SUGGESTION, suggestions.pk) in page
    assert "Chưa có gì" in text(signed_in(w.officer).get(address("things", w, SUGGESTION), {"q": "phuong hai"}))
    assert "Chưa có gì" in text(signed_in(w.viewer).get(address("things", w, SUGGESTION)))


def test_a_draft_says_that_it_is_one_and_takes_no_number():
    w = world()
    suggestions = issued(w)
    response = signed_in(w.secretary).get(address("draft", w, SUGGESTION, suggestions.pk))
    assert "Dự thảo" in lines_of(response.content)[0]
    assert not IssuedDocument.objects.exists()
    assert signed_in(w.viewer).get(address("draft", w, SUGGESTION, suggestions.pk)).status_code == 404
    assert signed_in(w.officer).get(address("draft", w, "khong.co", suggestions.pk)).status_code == 404


def test_issue_gives_a_number_once():
    w = world()
    suggestions = issued(w)
    url = address("issue", w, SUGGESTION, suggestions.pk)
    assert signed_in(w.viewer).post(url).status_code == 404
    refused = signed_in(w.secretary).post(url)
    assert refused.status_code == 403
    client = signed_in(w.officer)
    assert "Đã ban hành, số 01-CV/QU" in text(client.post(url, follow=True))
    assert client.post(url).status_code == 403
    assert "Đã ban hành 01-CV/QU" in text(client.get(address("things", w, SUGGESTION)))
    assert IssuedDocument.objects.count() == 1
