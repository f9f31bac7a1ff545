"""A refusal carries its reason, the clause behind it and the way out.

The same text disables a button (`ask`) and answers a POST (the middleware shows `Refused` as a 403 page).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Refused(Exception):
    """Raised by `rules.py` when a verb may not be done.

    reason: a full sentence in the reader's language, without the final full stop's need for context.
    clause: where the rule stands ("Hướng dẫn 11-HD/BTCTW"), or "giả định của gói mẫu"; "" where no rule but plain sense.
    way_out: what the person can do instead, as a sentence; "" when there is nothing.
    url: where the way out leads; "" when it is not a page.
    """

    def __init__(self, reason: str, *, clause: str = "", way_out: str = "", url: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.clause = clause
        self.way_out = way_out
        self.url = url


@dataclass(frozen=True)
class Answer:
    """Truthy when allowed; otherwise falsy, with the reason, clause and way out of the refusal."""

    reason: str = ""
    clause: str = ""
    way_out: str = ""
    url: str = ""

    def __bool__(self) -> bool:
        return not self.reason


def ask(check: Callable[..., Any], *args: Any, **kwargs: Any) -> Answer:
    """Ask a rule without doing the verb: `ask(check_can_submit, report, by=account, at=now)`."""
    try:
        check(*args, **kwargs)
    except Refused as refused:
        return Answer(str(refused.reason), str(refused.clause), str(refused.way_out), refused.url)
    return Answer()
