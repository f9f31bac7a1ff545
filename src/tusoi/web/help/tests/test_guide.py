"""The manual opens for anybody, is whole in both languages, and says the sentence about slips to the letter."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db
TEXTS = Path(__file__).parents[1] / "templates" / "help"


def read(language):
    return (TEXTS / f"guide_{language}.html").read_text(encoding="utf-8")


def test_vietnamese_for_anybody(client):
    page = client.get("/huong-dan/")
    assert page.status_code == 200
    assert (
        "Chương trình không ghi ai viết phiếu này. Lời văn, chữ viết tay hoặc thư điện tử vẫn có thể làm lộ."
        in page.text
    )


def test_english_when_chosen(client):
    client.cookies["django_language"] = "en"
    page = client.get("/huong-dan/").text
    assert '<html lang="en">' in page
    assert "The program does not record who wrote this slip." in page


@pytest.mark.parametrize("shape", ["h2", "h3", "li", "tr", "dt"])
def test_both_languages_say_as_much(shape):
    counts = [len(re.findall(rf"<{shape}\b", read(language))) for language in ("vi", "en")]
    assert counts[0] == counts[1] > 0


def test_the_attackers_not_covered_are_named():
    for word in ("mật khẩu", "thư điện tử", "Phiếu giấy", "sao lưu", "Cách viết"):
        assert word in read("vi").split('id="con-so"')[0].split("không che được")[1]
