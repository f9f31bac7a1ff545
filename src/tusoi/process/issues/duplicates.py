"""Comments that probably say the same. Proposed to the team; the program never merges anything."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from tusoi.process.feedback.models import Comment

ALIKE = 72  # of 100: word order and repetition do not count (token_set_ratio)
MOST = 3


@dataclass(frozen=True)
class Alike:
    """place: the issue that the other comment is filed under, as (pk, title); None while it is elsewhere."""

    comment: Comment
    place: tuple[int, str] | None


def alike(comment: Comment, others: Iterable[Comment], places: dict[int, tuple[int, str]]) -> list[Alike]:
    """The most alike first. others: comments about the same subject. places: {comment: (issue, title)}."""
    rest = {other.pk: other for other in others if other.pk != comment.pk}
    texts = {pk: other.text for pk, other in rest.items()}
    found = process.extract(
        comment.text,
        texts,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        score_cutoff=ALIKE,
        limit=MOST,
    )
    return [Alike(rest[pk], places.get(pk)) for _text, _score, pk in found]
