"""A state changes in one way: a conditional UPDATE. Zero rows is a refusal: somebody was faster."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from tusoi.foundation.kernel.refusal import Refused

Transitions = Mapping[str, Mapping[str, str]]


def move(thing: models.Model, to: str, *, table: Transitions, **also: Any) -> None:
    """Move `thing.state` to `to`, and set the fields in `also` in the same UPDATE.

    table: the room's TRANSITIONS, {state: {next: permission}}. Raises Refused when the table has no such step, or when
    the row is no longer in the state that this object was read in.
    """
    old = thing.state  # type: ignore[attr-defined]
    if to not in table.get(old, {}):
        raise Refused(_("Việc này không làm được ở trạng thái hiện tại của hồ sơ"))
    rows = type(thing)._default_manager.filter(pk=thing.pk, state=old).update(state=to, **also)
    if rows == 0:
        raise Refused(
            _("Hồ sơ vừa được người khác thay đổi"), way_out=_("Mở lại trang để xem trạng thái mới, rồi làm tiếp")
        )
    for name, value in {"state": to, **also}.items():
        setattr(thing, name, value)
