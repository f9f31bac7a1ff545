"""A refusal of what was typed stands on the form, so that nothing typed is lost."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.forms import Form

from tusoi.foundation.kernel.refusal import Refused

Done = TypeVar("Done")


def do(form: Form, verb: Callable[[], Done]) -> Done | None:
    """Do the verb; where it is refused, put reason, clause and way out on the form and return None."""
    try:
        return verb()
    except Refused as refused:
        clause = f"({refused.clause})" if refused.clause else ""
        text = ". ".join(part for part in [f"{refused.reason} {clause}".strip(), refused.way_out] if part)
        form.add_error(None, ValidationError(text))
        return None
