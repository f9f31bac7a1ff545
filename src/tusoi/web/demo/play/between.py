"""Between two campaigns: the earlier one is closed, people join, leave and move, seats change hands, accounts are opened."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from tusoi.foundation.access import actions as access
from tusoi.foundation.access.models import Account
from tusoi.foundation.directory import actions as directory
from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.models import Level, Seat
from tusoi.process.campaigns.models import Campaign
from tusoi.process.supervision.actions_closing import close
from tusoi.web.demo.package.fields import RollChange
from tusoi.web.demo.package.following_rows import ChangeRow
from tusoi.web.demo.package.rows import AccountRow, CollectiveRow, LevelRow, PersonRow, SeatRow, UnitRow
from tusoi.web.demo.play.roll import give_role
from tusoi.web.demo.play.stage import Act, Stage
from tusoi.web.roll.rules import check_can_keep, check_can_keep_unit


def acts(stage: Stage) -> Iterator[Act]:
    """Only for a package that follows another; its own rows are what is new."""
    follows, own = stage.package.about.follows, stage.package.own
    if follows is None or stage.package.before is None:
        return
    yield Act(follows.closed_on, f"kết thúc đợt {follows.package}", partial(_close, stage))
    day = stage.package.about.calendar.planned
    for level in own["levels"]:
        assert isinstance(level, LevelRow)
        yield Act(day, f"thêm cấp {level.code}", partial(_add_level, level))
    for unit in own["units"]:
        assert isinstance(unit, UnitRow)
        yield Act(unit.since, f"lập đơn vị {unit.code}", partial(_found, stage, unit))
    for collective in own["collectives"]:
        assert isinstance(collective, CollectiveRow)
        yield Act(day, f"lập {collective.code}", partial(_set_up, stage, collective))
    for person in own["people"]:
        assert isinstance(person, PersonRow)
        yield Act(person.since or day, f"{person.code} vào danh sách", partial(_join, stage, person))
    for change in stage.package.changes:
        yield Act(change.on, f"{change.person}: {change.act}", partial(_change, stage, change))
    for seat in own["seats"]:
        assert isinstance(seat, SeatRow)
        yield Act(seat.since, f"{seat.person} nhận chức vụ", partial(_seat, stage, seat))
    for account in own["accounts"]:
        assert isinstance(account, AccountRow)
        yield Act(account.since, f"tài khoản {account.username}", partial(_open_account, stage, account))


def _close(stage: Stage, at: datetime) -> None:
    follows = stage.package.about.follows
    assert follows is not None, "asked only of a package that follows another"
    campaign = Campaign.objects.select_related("unit", "frozen").get(code=follows.package)
    close(campaign, note=follows.note, by=stage.account(follows.by), at=at)


def _add_level(row: LevelRow, at: datetime) -> None:
    Level.objects.create(code=row.code, name=row.name, rank=row.rank)


def _found(stage: Stage, row: UnitRow, at: datetime) -> None:
    directory.found_unit(
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        level=Level.objects.get(code=row.level),
        parent=stage.units.get(row.parent),
        is_base=row.is_base,
        since=row.since,
    )
    stage.look_again()


def _set_up(stage: Stage, row: CollectiveRow, at: datetime) -> None:
    directory.set_up_collective(unit=stage.units[row.unit], code=row.code, name=row.name, kind=row.kind)
    stage.look_again()


def _join(stage: Stage, row: PersonRow, at: datetime) -> None:
    """Joined by who keeps the roll of the campaign's unit; somebody from outside is only written down."""
    if not row.unit or not row.since:
        directory.add_person(code=row.code, name=row.name, birth_year=row.birth_year)
    else:
        unit, by = stage.units[row.unit], stage.officer
        check_can_keep_unit(unit, by=by, on=at.date())
        person = keep.enter_person(code=row.code, name=row.name, birth_year=row.birth_year, at=at)
        keep.join(person, unit, since=row.since, status=str(row.status), by=by, at=at)
    stage.look_again()


def _change(stage: Stage, row: ChangeRow, at: datetime) -> None:
    person, by = stage.people[row.person], stage.account(row.by)
    check_can_keep(person, by=by, on=at.date())
    if row.act == RollChange.TRANSFERRED:
        check_can_keep_unit(stage.units[row.unit], by=by, on=at.date())
        keep.transfer(person, stage.units[row.unit], on=row.on, by=by, at=at)
    elif row.act == RollChange.LEFT:
        keep.leave(person, on=row.on, reason=row.reason, by=by, at=at)
    elif row.act == RollChange.STATUS:
        keep.set_status(person, str(row.status), since=row.on, by=by, at=at)
    else:
        seat = Seat.objects.get(collective=stage.collectives[row.collective], person=person, until=None)
        keep.leave_seat(seat, on=row.on, by=by, at=at)


def _seat(stage: Stage, row: SeatRow, at: datetime) -> None:
    person, by = stage.people[row.person], stage.officer
    check_can_keep(person, by=by, on=at.date())
    keep.take_seat(
        stage.collectives[row.collective],
        person,
        position=row.position,
        rank=row.rank,
        since=row.since,
        by=by,
        at=at,
    )


def _open_account(stage: Stage, row: AccountRow, at: datetime) -> None:
    account = Account.objects.filter(username=row.username).first()
    if account is None:
        account = access.open_account(username=row.username, person=stage.people.get(row.person))
    give_role(stage, account, row, at)
