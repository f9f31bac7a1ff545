"""The files that a class works with: checked and kept as every file that people hand in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.documents.uploads import Kept, forget, keep
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.dissemination import rules_class
from tusoi.process.dissemination.models import ClassMaterial, StudyClass
from tusoi.process.dissemination.states import Act


def add_material(
    study_class: StudyClass, content: bytes, *, title: str, by: Account | None, at: datetime
) -> ClassMaterial:
    """Keep a file under a title. The page has asked whether it is classified: such a one is named in words alone.

    Raises Refused for who may not, and for what is no plain PDF, .docx or .odt. The file is on disk before its row says so.
    """
    rules_class.check_can_add_material(study_class, title=title, by=by, at=at)
    kept = keep(content)
    try:
        return _write(study_class, kept, title=title, by=by, at=at)
    except Exception:
        forget(kept)
        raise


@transaction.atomic
def _write(study_class: StudyClass, kept: Kept, *, title: str, by: Account | None, at: datetime) -> ClassMaterial:
    material = ClassMaterial.objects.create(
        study_class=study_class,
        title=title.strip(),
        kind=kept.kind,
        size=kept.size,
        digest=kept.digest,
        stored_as=kept.stored_as,
        by=by,
        on=at.date(),
    )
    scope = study_class.campaign_id
    record(Act.MATERIAL_ADDED, study_class, by=by, at=at, scope=scope, size=kept.size, digest=kept.digest)
    return material


@transaction.atomic
def withdraw_material(material: ClassMaterial, *, reason: str, by: Account | None, at: datetime) -> ClassMaterial:
    """It was the wrong file: nobody gets it here any more, and that it was there stays."""
    rules_class.check_can_withdraw_material(material, reason=reason, by=by, at=at)
    rows = ClassMaterial.objects.filter(pk=material.pk, withdrawn_on=None)
    if not rows.update(withdrawn_on=at.date(), withdrawn_for=reason.strip()):
        raise Refused(_("Tài liệu này đã rút"))
    material.refresh_from_db()
    record(Act.MATERIAL_WITHDRAWN, material.study_class, by=by, at=at, scope=material.study_class.campaign_id)
    return material
