"""Procedure files: read, said to be wrong in words, frozen once."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.actions import available, faults_of, freeze, load
from tusoi.foundation.rulebook.models import FrozenProcedure
from tusoi.foundation.rulebook.procedure import Procedure

FILES = sorted(settings.PROCEDURES.glob("*.toml"))


@pytest.fixture
def text():
    return (settings.PROCEDURES / "nq-tw4-2012.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_that_ships_is_sound_and_carries_its_own_name(path):
    assert faults_of(path.read_text(encoding="utf-8")) == []
    assert load(path).code == path.stem
    assert path.stem in available()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('mode = "block"', 'mode = "perhaps"', "gates.tier_order.mode"),
        ('code = "individuals"', 'code = "retired"', "groups"),
        ("format = 1", "format = 2", "format"),
        ("present = 2", "present = 0", "quorum.present"),
        ("threshold = 5", "threshold = 2", "counting.threshold"),
        ("draft = false", 'draft = false\ncolour = "red"', "colour"),
        ("[quorum]", "[quorum", "TOML"),
    ],
)
def test_a_fault_is_named_with_its_place(text, old, new, place):
    found = faults_of(text.replace(old, new, 1))
    assert found
    assert any(place in fault for fault in found)


def test_a_faulty_file_is_refused_with_its_name(text, tmp_path: Path):
    path = tmp_path / "sai.toml"
    path.write_text(text.replace("draft = false", ""), encoding="utf-8")
    with pytest.raises(Refused, match=r"sai\.toml"):
        load(path)


def test_a_clause_is_cited_only_where_its_text_was_checked(text):
    content = tomllib.loads(text)
    assumed = Procedure.model_validate(content).gates.quorum
    content["gates"]["quorum"]["checked"] = True
    checked = Procedure.model_validate(content).gates.quorum
    assert assumed.cited == f"giả định của gói mẫu: {assumed.clause}"
    assert checked.cited == checked.clause


@pytest.mark.django_db
def test_the_same_content_is_kept_once_and_a_change_is_a_new_version(text):
    procedure = Procedure.model_validate(tomllib.loads(text))
    first = freeze(procedure)
    assert freeze(procedure) == first
    changed = procedure.model_copy(update={"help_contact": "Ủy ban Kiểm tra Thành ủy"})
    second = freeze(changed, reason="đổi nơi liên hệ")
    assert (first.version, second.version) == (1, 2)
    assert FrozenProcedure.objects.get(pk=first.pk).rules == procedure
    assert second.rules.help_contact == "Ủy ban Kiểm tra Thành ủy"
