"""What the pages after a sitting show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.process.reviews import rules_later
from tusoi.process.reviews.models import AgendaItem, Petition, ReReview


@dataclass(frozen=True)
class Later:
    """Of one agenda item: whether it is to be done again, and the ways from here for this account."""

    re_review: ReReview | None
    can_order: bool
    petitions: bool


def later_of(items: Sequence[AgendaItem], *, account: Account, at: datetime) -> dict[int, Later]:
    """By item, for the page of a concluded meeting. Their number does not change the number of queries."""
    files = rules_later.files_of(account, items, rules_later.local_day(at))
    read = partial(rules_later.check_can_read_petitions, by=account, at=at, files=files)
    return {
        item.pk: Later(
            re_review=getattr(item, "re_review", None),
            can_order=bool(ask(rules_later.check_can_order_again, item, reason="…", by=account, at=at)),
            petitions=bool(ask(read, item)) and _may_have(item),
        )
        for item in items
    }


def _may_have(item: AgendaItem) -> bool:
    return item.decides and item.state == "concluded"


@dataclass(frozen=True)
class PetitionRow:
    petition: Petition
    can_answer: Answer


@dataclass(frozen=True)
class PetitionPage:
    conclusion: str
    rows: list[PetitionRow]
    can_file: Answer


def petition_page(item: AgendaItem, *, account: Account, at: datetime) -> PetitionPage:
    petitions = item.petitions.select_related("filed_by__person", "answered_by__person")
    return PetitionPage(
        conclusion=item.conclusion if rules_later.sees_conclusion(item, by=account, at=at) else "",
        rows=[
            PetitionRow(row, ask(rules_later.check_can_answer_petition, row, by=account, at=at)) for row in petitions
        ],
        can_file=ask(rules_later.check_can_file, item, by=account, at=at),
    )
