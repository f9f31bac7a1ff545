"""Read procedure files, say what is wrong with them in words, and freeze one."""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.faults import Fault, faults_of
from tusoi.foundation.rulebook.models import FrozenProcedure
from tusoi.foundation.rulebook.procedure import Procedure


@dataclass(frozen=True)
class Shelved:
    """A file of the folder of procedures: what it says, or why it cannot be used."""

    code: str
    procedure: Procedure | None
    faults: list[Fault]


@lru_cache(maxsize=64)
def _sound(text: str) -> Procedure | None:
    """The procedure that a text says, None when it has faults. Kept, because every page of a draft campaign reads the folder."""
    return None if faults_of(text) else Procedure.model_validate(tomllib.loads(text))


def read(text: str, name: str) -> Procedure:
    """The procedure that a file's text says. Raises Refused with all its faults, each with line, key and cure."""
    procedure = _sound(text)
    if procedure is None:
        said = {"name": name, "faults": "; ".join(map(str, faults_of(text)))}
        raise Refused(_("Quy trình %(name)s chưa dùng được: %(faults)s") % said, way_out=_("Sửa tệp rồi thử lại"))
    return procedure


def text_of(content: bytes) -> str:
    """The text of a file; a mark of byte order, which some editors write, is no fault. Raises Refused if it is no UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("Tệp không ở bảng mã UTF-8"), way_out=_("Lưu lại tệp với bảng mã UTF-8")) from error


def load(path: Path) -> Procedure:
    """Read a procedure file. Raises Refused with all its faults."""
    return read(text_of(path.read_bytes()), path.name)


def shelf() -> list[Shelved]:
    """Every file of the folder of procedures, sound or not: one broken file does not hide the others."""
    rows = []
    for path in sorted(settings.PROCEDURES.glob("*.toml")):
        text = text_of(path.read_bytes())
        procedure = _sound(text)
        faults = [] if procedure else faults_of(text)
        if procedure and procedure.code != path.stem:
            faults = [Fault(1, "code", _("mã khác tên tệp %(name)s") % {"name": path.name}, _("đặt hai tên như nhau"))]
        rows.append(Shelved(path.stem, None if faults else procedure, faults))
    return rows


def available() -> dict[str, Procedure]:
    """The sound procedures of the folder, by code."""
    return {row.code: row.procedure for row in shelf() if row.procedure}


def digest_of(procedure: Procedure) -> str:
    """SHA-256 over the content in one order of keys: the same rules have the same mark."""
    content = json.dumps(procedure.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def freeze(procedure: Procedure) -> FrozenProcedure:
    """Keep a procedure as it is now; the same content is kept once."""
    frozen, _new = FrozenProcedure.objects.get_or_create(
        code=procedure.code, digest=digest_of(procedure), defaults={"content": procedure.model_dump(mode="json")}
    )
    return frozen
