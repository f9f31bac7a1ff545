"""A key of a procedure that nothing reads would promise what the program does not do."""

import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from tusoi.foundation.rulebook.procedure import Procedure

SOURCE = Path(__file__).parent.parent / "src" / "tusoi"
# These say what a procedure is and on what it rests: they are told, on its page, and there is nothing to do about them.
TOLD = {"format", "source", "draft", "note", "group", "cited"}
ASKED_FOR = {"profiles", "off"}  # `Procedure.profile_without` reads them, and `check_step` asks it
READS = ("foundation/rulebook/", "process/campaigns/presenters_procedure.py", "/tests/", "/migrations/")


def parts_of(annotation):
    """The models inside an annotation such as `tuple[Tier, ...]` or `Rating | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts_of(inner)


def keys_of(model, seen):
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        yield name
        for part in parts_of(field.annotation):
            yield from keys_of(part, seen)


KEYS = sorted(set(keys_of(Procedure, set())) - {"clause", "checked"})


@cache
def text_of_the_program():
    files = [path for ending in ("*.py", "*.html") for path in SOURCE.rglob(ending)]
    return "\n".join(path.read_text("utf-8") for path in files if not any(part in str(path) for part in READS))


@pytest.mark.parametrize("key", sorted(set(KEYS) - TOLD - ASKED_FOR))
def test_something_other_than_the_page_of_the_procedure_reads_it(key):
    gates = re.search(rf'= "{key}", _\(', text_of_the_program())  # GateName, by its code
    assert gates or re.search(rf"\.{key}\b", text_of_the_program()), f"nothing reads {key!r} of a procedure"


def test_the_profiles_are_asked_for():
    assert "profile_without(" in text_of_the_program()


def test_what_is_only_told_is_told():
    page = (SOURCE / "process/campaigns/presenters_procedure.py").read_text("utf-8")
    pages = page + "".join(
        path.read_text("utf-8") for path in SOURCE.glob("process/campaigns/templates/campaigns/*.html")
    )
    for key in TOLD - {"format"}:  # the format is the checker's own
        assert re.search(rf"\.{key}\b", pages), key
