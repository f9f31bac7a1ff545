"""Read a procedure file, say what is wrong with it in words, and freeze it."""

import hashlib
import json
import tomllib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import ValidationError

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.models import FrozenProcedure
from tusoi.foundation.rulebook.procedure import Procedure


def faults_of(text: str) -> list[str]:
    """Every fault of a procedure file, each with its place; empty when it is sound."""
    try:
        Procedure.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return [_("Tệp không đọc được theo TOML: %(error)s") % {"error": error}]
    except ValidationError as error:
        return [f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()]
    return []


def load(path: Path) -> Procedure:
    """Read a procedure file. Raises Refused with all its faults."""
    text = path.read_text(encoding="utf-8")
    faults = faults_of(text)
    if faults:
        raise Refused(
            _("Quy trình %(name)s chưa dùng được: %(faults)s") % {"name": path.name, "faults": "; ".join(faults)}
        )
    return Procedure.model_validate(tomllib.loads(text))


def available() -> dict[str, Procedure]:
    """The procedures that ship with the program, by code."""
    return {procedure.code: procedure for procedure in map(load, sorted(settings.PROCEDURES.glob("*.toml")))}


def freeze(procedure: Procedure, *, reason: str = "") -> FrozenProcedure:
    """Keep a procedure as it is now; the same content is kept once."""
    content = procedure.model_dump(mode="json")
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    known = FrozenProcedure.objects.filter(code=procedure.code, digest=digest).first()
    if known:
        return known
    version = FrozenProcedure.objects.filter(code=procedure.code).count() + 1
    return FrozenProcedure.objects.create(
        code=procedure.code, version=version, content=content, digest=digest, reason=reason
    )
