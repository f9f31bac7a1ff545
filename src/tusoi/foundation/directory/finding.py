"""Find a unit as people write it: its code, its name or its short name, with or without accents."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tusoi.foundation.directory.models import Unit
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.vietnamese import unaccent

NAMED = 4  # units that a sentence names


class UnitFinder:
    """Read the units once, then look up as many names as a spreadsheet has."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.by_code: dict[str, Unit] = {}
        self.by_name: dict[str, list[Unit]] = {}
        for unit in units:
            self.by_code[unit.code.casefold()] = unit
            for name in {unaccent(unit.name), unaccent(unit.short_name)}:
                self.by_name.setdefault(name, []).append(unit)

    def find(self, text: str) -> Unit:
        """The unit. A code may stand behind a name: "Chi bộ 1 (khu-vuc-1)". Raises Refused for none and for several."""
        written = text.strip()
        code = written.rsplit("(", 1)[-1].rstrip(") ").casefold()
        for one in (written.casefold(), code):
            if one in self.by_code:
                return self.by_code[one]
        found = self.by_name.get(unaccent(written), [])
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{unit.name} ({unit.code})" for unit in found[:NAMED])
            raise Refused(
                _("Có %(n)s đơn vị cùng tên “%(name)s”") % {"n": len(found), "name": written[:80]},
                way_out=_("Ghi mã đơn vị: %(names)s") % {"names": names},
            )
        raise Refused(
            _("Không có đơn vị “%(name)s” trong phạm vi đồng chí phụ trách") % {"name": written[:80]},
            way_out=_("Ghi tên hoặc mã đúng như trong cây tổ chức"),
        )
