"""A kind of notice is one entry with a fixed sentence, so that no text of a review can travel in a notice."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class NoticeKind:
    """code: "reports.due". what: a fixed sentence, lazily translated ("Nộp báo cáo kiểm điểm tập thể")."""

    code: str
    what: str | Promise
    by_mail: bool = True
