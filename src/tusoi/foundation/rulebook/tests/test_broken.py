"""Broken procedures: each fault is told with its line, its key and its cure, all of a file at once."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.actions import available, load, shelf
from tusoi.foundation.rulebook.faults import faults_of, name_of
from tusoi.foundation.rulebook.places import line_of, lines_of

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.toml"))


def expected(path: Path) -> list[tuple[int, str, str]]:
    """What the file's first lines say is to be found: `#! line | key | words of the cure`."""
    marks = [line[2:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#!")]
    rows = [[part.strip() for part in mark.split("|")] for mark in marks]
    return [(int(line), key, cure) for line, key, cure in rows]


def test_there_are_more_than_ten():
    assert len(BROKEN) > 10


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_told_with_line_key_and_cure(path):
    found = faults_of(path.read_text(encoding="utf-8"))
    wanted = expected(path)
    assert [(fault.line, fault.key) for fault in found] == [(line, key) for line, key, _cure in wanted]
    for fault, (line, key, cure) in zip(found, wanted, strict=True):
        assert cure in fault.cure
        assert f"dòng {line}" in str(fault)
        assert key in str(fault)
        assert fault.text
    with pytest.raises(Refused, match=path.name):
        load(path)


def test_a_broken_file_does_not_hide_the_others(tmp_path, settings):
    for path in (settings.PROCEDURES / "nq-tw4-2012.toml", BROKEN[0]):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    settings.PROCEDURES = tmp_path
    assert list(available()) == ["nq-tw4-2012"]
    assert {row.code for row in shelf() if row.faults} == {BROKEN[0].stem}


def test_a_file_under_another_name_is_a_fault(tmp_path, settings):
    text = (settings.PROCEDURES / "nq-tw4-2012.toml").read_text(encoding="utf-8")
    (tmp_path / "khac.toml").write_text(text, encoding="utf-8")
    settings.PROCEDURES = tmp_path
    assert available() == {}
    assert "khac.toml" in str(shelf()[0].faults[0])


def test_a_mark_of_byte_order_is_no_fault_and_another_encoding_is_said(tmp_path):
    text = (settings.PROCEDURES / "nq-tw4-2012.toml").read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text, encoding="utf-8-sig")
    assert load(tmp_path / "a.toml").code == "nq-tw4-2012"
    (tmp_path / "b.toml").write_bytes(text.encode("utf-16"))
    with pytest.raises(Refused, match="UTF-8"):
        load(tmp_path / "b.toml")


@pytest.mark.parametrize("path", sorted(settings.PROCEDURES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_key_of_a_file_has_its_own_line(path):
    """The locator against the reader of the standard library: each key is on a line that begins with it."""
    text = path.read_text(encoding="utf-8")
    lines = lines_of(text)
    written = text.splitlines()

    def walk(value, place):
        if isinstance(value, dict):
            for key, inner in value.items():
                here = (*place, key)
                if not isinstance(inner, dict | list) or (
                    inner and not isinstance(inner, dict) and not isinstance(inner[0], dict)
                ):
                    assert written[lines[here] - 1].startswith(f"{key} ="), name_of(here)
                walk(inner, here)
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                if isinstance(inner, dict):
                    assert written[lines[*place, number] - 1].startswith("[[")
                    walk(inner, (*place, number))

    walk(tomllib.loads(text), ())


def test_a_place_without_a_line_has_that_of_what_is_around_it():
    text = 'a = [\n  "x", # ] not here\n  """]\n  """,\n]\n[b.c]\nd.e = 1\n[[f]]\n[[f]]\n[f.g]\nh = { i = 1 }\n'
    lines = lines_of(text)
    assert tomllib.loads(text)["f"][1]["g"]["h"] == {"i": 1}
    wanted = {("a", 1): 1, ("b", "c"): 6, ("b", "c", "d", "e"): 7, ("f", 1): 9, ("f", 1, "g", "h", "i"): 11, ("z",): 1}
    assert {place: line_of(place, lines) for place in wanted} == wanted
