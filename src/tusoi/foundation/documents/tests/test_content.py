"""A paper goes to JSON and back unchanged, and its digest finds a changed letter."""

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.foundation.documents.content import BulletList, Paragraph, Table, digest_of, from_data, to_data
from tusoi.foundation.documents.tests.helpers import sample

texts = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=40)


def through_json(paper):
    return from_data(json.loads(json.dumps(to_data(paper))))


def test_every_block_survives_json():
    assert through_json(sample()) == sample()


def test_an_unsigned_undated_paper_survives_json():
    paper = sample(signature=None, issued_on=None, number=None)
    assert through_json(paper) == paper


@given(texts, st.lists(texts, max_size=4))
def test_any_text_survives_json(text, items):
    paper = sample(subject_line=text, blocks=(Paragraph(text), BulletList(tuple(items))))
    assert through_json(paper) == paper


def test_every_field_is_in_the_data():
    assert set(to_data(sample())) == {entry.name for entry in fields(sample())}


def test_the_digest_does_not_depend_on_the_order_of_keys_but_on_every_letter():
    data = to_data(sample())
    assert digest_of(dict(reversed(data.items()))) == digest_of(data)
    assert digest_of(to_data(sample(blocks=(Paragraph("Dòng một!"),)))) != digest_of(
        to_data(sample(blocks=(Paragraph("Dòng một."),)))
    )


def test_a_table_with_a_short_row_is_refused():
    with pytest.raises(ValueError, match="as many cells"):
        Table(("a", "b"), (("1",),))
    with pytest.raises(ValueError, match="one width"):
        Table(("a", "b"), (), widths=(1,))
