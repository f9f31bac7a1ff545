"""The tree, the roll, seats and accounts."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from tusoi.web.demo.package.checks.base import fault, not_before
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import Role, SeatRank
from tusoi.web.demo.package.package import Package
from tusoi.web.demo.package.rows import AccountRow, SeatRow, UnitRow


def check_tree(package: Package) -> Iterator[Fault]:
    """One top, no cycle, levels going down, no unit older than the one above it."""
    units = {unit.code: unit for unit in package.units}
    ranks = {level.code: level.rank for level in package.levels}
    tops = [unit for unit in package.units if not unit.parent]
    for unit in tops[1:]:
        yield fault(
            unit,
            "parent",
            _("Cây tổ chức có hơn một gốc: “%(code)s”") % {"code": unit.code},
            _("mã của đơn vị cấp trên"),
        )
    for unit in package.units:
        if _in_cycle(unit, units):
            yield fault(
                unit,
                "parent",
                _("Đơn vị “%(code)s” nằm dưới chính nó") % {"code": unit.code},
                _("một đơn vị cấp trên khác"),
            )
            continue
        parent = units.get(unit.parent)
        if parent is None:
            continue
        if unit.level in ranks and parent.level in ranks and ranks[unit.level] <= ranks[parent.level]:
            yield fault(
                unit,
                "level",
                _("Cấp “%(level)s” không thấp hơn cấp của đơn vị cấp trên") % {"level": unit.level},
                _("một cấp dưới “%(level)s”") % {"level": parent.level},
            )
        yield from not_before(unit, "since", unit.since, parent.since, _("ngày lập của đơn vị cấp trên"))


def _in_cycle(unit: UnitRow, units: dict[str, UnitRow]) -> bool:
    seen: set[str] = set()
    above = units.get(unit.parent)
    while above is not None and above.code not in seen:
        if above.code == unit.code:
            return True
        seen.add(above.code)
        above = units.get(above.parent)
    return False


def check_people(package: Package) -> Iterator[Fault]:
    """A member has status and date, somebody from outside has neither."""
    for person in package.people:
        if person.unit:
            if person.status is None:
                yield fault(person, "status", _("Đảng viên chưa ghi diện"), "full, probationary, excused, suspended")
            if person.since is None:
                yield fault(person, "since", _("Đảng viên chưa ghi ngày vào đơn vị"), _("ngày như 2012-04-21"))
        else:
            if person.status is not None:
                yield fault(
                    person, "unit", _("Có diện đảng viên nhưng không có đơn vị"), _("một mã có trong units.csv")
                )
            if person.key_cadre:
                yield fault(person, "key_cadre", _("Người ngoài danh sách không thuộc diện lớp cán bộ chủ chốt"), "no")
        if person.birth_year and person.since and person.since.year - person.birth_year < 18:
            yield fault(person, "birth_year", _("Chưa đủ 18 tuổi khi vào đơn vị"), _("năm sinh đúng"))


def check_seats(package: Package) -> Iterator[Fault]:
    """Order without gaps in sense: each place once, one head, and the head first."""
    by_collective: dict[str, list[SeatRow]] = defaultdict(list)
    for seat in package.seats:
        by_collective[seat.collective].append(seat)
    for seats in by_collective.values():
        orders: dict[int, SeatRow] = {}
        for seat in seats:
            if seat.order in orders:
                yield fault(
                    seat,
                    "order",
                    _("Thứ tự %(order)s đã có ở dòng %(row)s") % {"order": seat.order, "row": orders[seat.order].row},
                    _("một thứ tự khác"),
                )
            orders.setdefault(seat.order, seat)
        heads = [seat for seat in seats if seat.rank == SeatRank.HEAD]
        for seat in heads[1:]:
            yield fault(seat, "rank", _("Tập thể có hơn một người đứng đầu"), "deputy, member")
        if not heads:
            yield fault(seats[0], "rank", _("Tập thể không có người đứng đầu"), _("một dòng có rank là head"))
        elif heads[0].order != min(orders):
            yield fault(heads[0], "order", _("Người đứng đầu không đứng đầu danh sách"), str(min(orders)))


def check_accounts(package: Package) -> Iterator[Fault]:
    """A role stands on a unit or on a collective; an account is one person's, and a person has one account."""
    people: dict[str, AccountRow] = {}
    accounts: dict[str, AccountRow] = {}
    for row in package.accounts:
        if bool(row.unit) == bool(row.collective):
            yield fault(row, "unit", _("Vai trò phải giao ở đúng một nơi"), _("hoặc unit, hoặc collective"))
        if not row.person and row.role != Role.ADMINISTRATOR:
            yield fault(row, "person", _("Tài khoản chưa gắn với người"), _("một mã có trong people.csv"))
        first = accounts.setdefault(row.username, row)
        if first.person != row.person:
            yield fault(
                row, "person", _("Tài khoản “%(name)s” đã gắn với người khác") % {"name": row.username}, first.person
            )
        elif row.person and people.setdefault(row.person, row).username != row.username:
            yield fault(
                row,
                "username",
                _("“%(code)s” đã có tài khoản khác") % {"code": row.person},
                people[row.person].username,
            )


CHECKS = [check_tree, check_people, check_seats, check_accounts]
