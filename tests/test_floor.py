"""The floor itself: what must hold before anything else does."""

import pytest
from django.db import connection

from tusoi.foundation.kernel.ids import new_id, random_key
from tusoi.foundation.kernel.vietnamese import person_sort_key, sort_key, unaccent


def test_unaccent_finds_phuong_an():
    assert unaccent("Phương  Ân Đỏ") == "phuong an do"


def test_vietnamese_order_of_letters_and_tones():
    words = ["ba", "bà", "bả", "bã", "bá", "bạ", "băng", "bâng", "da", "de", "đa", "đê", "êm", "ơn", "ưa"]
    assert sorted(words, key=sort_key) == words


def test_numbers_sort_by_value():
    assert sorted(["Khu vực 10", "Khu vực 2", "Khu vực 1"], key=sort_key) == ["Khu vực 1", "Khu vực 2", "Khu vực 10"]


def test_people_sort_by_given_name():
    names = ["Bùi Văn Bình", "Lê Thị Ân", "Trần Văn An"]
    assert sorted(names, key=person_sort_key) == ["Trần Văn An", "Lê Thị Ân", "Bùi Văn Bình"]


def test_a_word_sorts_before_those_it_begins():
    assert sorted(["Hạnh", "Hà", "Hàn", "Hả"], key=sort_key) == ["Hà", "Hả", "Hàn", "Hạnh"]
    assert sort_key("Khu vực 12, phường Hạ").isdigit()


def test_ids_never_repeat():
    assert len({new_id() for _ in range(50_000)}) == 50_000
    assert all(0 < random_key() < 1 << 63 for _ in range(1000))


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for():
    assert connection.vendor in {"sqlite", "postgresql"}
