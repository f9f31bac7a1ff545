"""The organisation as it stands before the first campaign: tree, roll, collectives, seats, accounts."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from tusoi.foundation.access import actions as access
from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Role
from tusoi.foundation.directory import actions as directory
from tusoi.foundation.directory.models import Level, Unit
from tusoi.web.demo.package.rows import AccountRow, UnitRow
from tusoi.web.demo.play.stage import Act, Stage


def acts(stage: Stage) -> Iterator[Act]:
    if stage.package.before is not None:
        return
    day = stage.package.about.calendar.planned
    yield Act(day, "lập cây tổ chức", partial(_found_units, stage))
    yield Act(day, "nhập danh sách đảng viên", partial(_enter_people, stage))
    yield Act(day, "lập các tập thể", partial(_seat_people, stage))
    yield Act(day, "mở tài khoản, giao việc", partial(_open_accounts, stage))


def _top_down(rows: list[UnitRow]) -> Iterator[UnitRow]:
    """Parents before their children, otherwise in the order of the file."""
    below: dict[str, list[UnitRow]] = {}
    for row in rows:
        below.setdefault(row.parent, []).append(row)
    waiting = list(reversed(below.get("", [])))
    while waiting:
        row = waiting.pop()
        yield row
        waiting.extend(reversed(below.get(row.code, [])))


def _found_units(stage: Stage, at: datetime) -> None:
    levels = {
        row.code: Level.objects.create(code=row.code, name=row.name, rank=row.rank) for row in stage.package.levels
    }
    units: dict[str, Unit] = {}
    for row in _top_down(stage.package.units):
        units[row.code] = directory.found_unit(
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            level=levels[row.level],
            parent=units.get(row.parent),
            is_base=row.is_base,
            since=row.since,
        )


def _enter_people(stage: Stage, at: datetime) -> None:
    on_roll = []
    for row in stage.package.people:
        if row.unit and row.status and row.since:
            unit = stage.units[row.unit]
            on_roll.append(directory.RollRow(row.code, row.name, unit, row.since, row.status, row.birth_year))
        else:
            directory.add_person(code=row.code, name=row.name, birth_year=row.birth_year)
    directory.enter_on_roll(on_roll)


def _seat_people(stage: Stage, at: datetime) -> None:
    for row in stage.package.collectives:
        directory.set_up_collective(unit=stage.units[row.unit], code=row.code, name=row.name, kind=row.kind)
    directory.give_seats(
        directory.SeatRow(
            stage.collectives[row.collective],
            stage.people[row.person],
            row.position,
            row.rank,
            row.order,
            row.since,
        )
        for row in stage.package.seats
    )


def _open_accounts(stage: Stage, at: datetime) -> None:
    rows: dict[str, list[AccountRow]] = {}
    for row in stage.package.accounts:
        rows.setdefault(row.username, []).append(row)
    for username, roles in rows.items():
        account = access.open_account(username=username, person=stage.people.get(roles[0].person))
        for row in roles:
            give_role(stage, account, row, at)


def give_role(stage: Stage, account: Account, row: AccountRow, at: datetime) -> None:
    access.give_role(
        account,
        Role(row.role),
        unit=stage.units.get(row.unit),
        collective=stage.collectives.get(row.collective),
        since=row.since,
        by=None,
        at=at,
    )
