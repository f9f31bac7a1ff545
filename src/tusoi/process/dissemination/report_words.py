"""The report of a class speaks of the unit as a whole. Where it seems to name or count people, that is said; nothing is blocked."""

import re

from django.utils.translation import gettext as _

from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.process.dissemination.models import StudyClass

COUNTED = re.compile(r"\b(\d+|một|hai|ba|bốn|năm|vài|nhiều)\s+(người|đồng chí|ý kiến|đảng viên)\b", re.IGNORECASE)


def names_or_counts(study_class: StudyClass, text: str) -> str:
    """The remark on a paragraph that names somebody who was there, or counts who said something; '' for one that does not."""
    plain = f" {unaccent(text)} "
    people = Person.objects.filter(pk__in=study_class.attendances.standing().values("person"))
    named = [person.name for person in people if f" {person.search_key} " in plain]
    if named:
        return _("Đoạn này có tên %(name)s. Báo cáo của lớp không nêu tên ai; nên viết lại.") % {"name": named[0]}
    if counted := COUNTED.search(text):
        return _("Đoạn này có “%(words)s”. Báo cáo của lớp không đếm ai nói gì; nên viết lại.") % {"words": counted[0]}
    return ""
