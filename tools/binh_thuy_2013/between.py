"""The months between, and the beginning: changes on the roll and on collectives, guidance, classes, subjects."""

from datetime import date, timedelta

from tools.binh_thuy.places import BASES, ROOT, Base
from tools.binh_thuy.world import weekday
from tools.binh_thuy_2013.year import GIVES_UP_SEAT, NEW_MEMBER, OFFICER, Year

from tusoi.web.demo.package.fields import Status
from tusoi.web.demo.package.rows import PersonRow

JOINED = 6
MISSED = 45  # of those who must attend
SEAT_CHANGES = "cu-mat-tran"


def make_between(year: Year) -> None:
    moved = _changes(year)
    _seats(year, moved)
    _papers(year)
    _classes(year, moved)
    _subjects(year)


def _plain(year: Year) -> list[PersonRow]:
    """Members without a seat, an account or a part in follow-through."""
    before = year.before
    busy = {seat.person for seat in before.seats} | {row.person for row in before.accounts}
    busy |= {row.owner for row in before.commitments} | {row.supervisor for row in before.commitments}
    busy |= {row.person for row in before.left_out} | {row.person for row in before.subjects}
    return [row for row in before.people if row.unit and row.code not in busy]


def _changes(year: Year) -> dict[str, str]:
    """Joins, leaves, transfers, the probationary become full. Returns person -> unit of those who are elsewhere now."""
    world, chance, plain = year.world, year.world.chance, _plain(year)
    plain = [row for row in plain if not row.key_cadre]
    cells = sorted({row.unit for row in plain if row.unit.split("-")[0] in {"an", "long", "tra", "bui"}})
    for row in year.before.people:
        world.taken(row.name)
    moved: dict[str, str] = {}
    for number in range(JOINED):
        code, unit, since = f"bt-{3340 + number}", chance.choice(cells), date(2013, 7, 8) + timedelta(days=number * 3)
        birth = since.year - chance.randint(21, 30)
        _person(year, code, world.name(), birth, unit=unit, status="probationary", since=since)
        moved[code] = unit
    _person(year, NEW_MEMBER, "Ủy viên số 12", 1966, unit="ban-dan-van", status="full", since=date(2013, 7, 15))
    moved[NEW_MEMBER] = "ban-dan-van"
    picked = chance.sample([row for row in plain if row.status == Status.FULL and row.unit in cells], 8)
    for row, reason in zip(picked[:3], ["Chuyển ra ngoài quận", "Chuyển ra ngoài thành phố", "Xin ra"], strict=True):
        _change(year, row.code, "left", date(2013, 7, 22), reason=reason)
        moved[row.code] = ""
    for row in picked[3:]:
        unit = chance.choice([cell for cell in cells if cell != row.unit])
        _change(year, row.code, "transferred", date(2013, 7, 24), unit=unit)
        moved[row.code] = unit
    young = [row for row in year.before.people if row.status == Status.PROBATIONARY and row.code not in moved]
    for row in young[:40]:
        _change(year, row.code, "status", date(2013, 7, 30), status="full")
    return moved


def _person(year: Year, code: str, name: str, birth: int, *, unit: str, status: str, since: date) -> None:
    year.world.add(
        "people.csv",
        code=code,
        name=name,
        birth_year=birth,
        unit=unit,
        status=status,
        since=since,
        key_cadre=False,
    )


def _change(year: Year, person: str, act: str, on: date, **more: object) -> None:
    empty = {"unit": "", "collective": "", "status": "", "reason": ""}
    year.world.add("changes.csv", person=person, act=act, on=on, **{**empty, **more}, by=OFFICER)


def _seats(year: Year, moved: dict[str, str]) -> None:
    """One of the board gives up both seats to a newcomer; one of a small committee to a member of the unit."""
    year.seats = {code: [seat.person for seat in seats] for code, seats in year.before.seats_of.items()}
    old = year.before.subject[GIVES_UP_SEAT].person
    for collective in ("btv-quan-uy", "bch-quan-uy"):
        position = "Ủy viên Ban Thường vụ" if collective == "btv-quan-uy" else "Ủy viên Ban Chấp hành"
        _seat(year, collective, old, NEW_MEMBER, position)
    world = year.world
    world.add(
        "accounts.csv",
        username="uy-vien-12",
        person=NEW_MEMBER,
        role="member",
        unit=ROOT,
        collective="",
        since=date(2013, 8, 2),
        cast="",
    )
    unit = next(row.unit for row in year.before.collectives if row.code == SEAT_CHANGES)
    new = next(row.code for row in _plain(year) if row.unit == unit and row.code not in moved)
    _seat(year, SEAT_CHANGES, year.seats[SEAT_CHANGES][-1], new, "Chi ủy viên")


def _seat(year: Year, collective: str, old: str, new: str, position: str) -> None:
    _change(year, old, "unseated", date(2013, 7, 31), collective=collective)
    order = max(seat.order for seat in year.before.seats_of[collective]) + 1
    year.world.add(
        "seats.csv",
        collective=collective,
        person=new,
        position=position,
        rank="member",
        order=order,
        since=date(2013, 8, 1),
    )
    year.seats[collective] = [person for person in year.seats[collective] if person != old] + [new]


def _papers(year: Year) -> None:
    world = year.world
    world.add(
        "documents.csv",
        code="hd-2013",
        kind="guidance",
        symbol="MH05-HD/BTCQU",
        issuer="Ban Tổ chức Quận ủy",
        unit=ROOT,
        issued_on=date(2013, 8, 14),
        subject="Hướng dẫn kiểm điểm cuối năm 2013 (số ký hiệu minh họa)",
        basis="",
        classified=False,
        acknowledge_by=date(2013, 8, 30),
    )
    text = "Họp phổ biến hướng dẫn, rà từng khuyết điểm của đợt trước còn lại, phân công viết phần III của báo cáo."
    for base in BASES:
        by = _secretary(year, base)
        received = weekday(world.day(date(2013, 8, 15), date(2013, 8, 28)))
        world.add("acknowledgements.csv", document="hd-2013", unit=base.code, on=received, by=by)
        met = weekday(world.day(date(2013, 9, 16), date(2013, 9, 27)))
        world.add("preparations.csv", unit=base.code, on=met, text=text, by=by)


def _secretary(year: Year, base: Base) -> str:
    return f"bi-thu-{base.code}"


def _classes(year: Year, moved: dict[str, str]) -> None:
    """Each base organisation teaches its own members; a few miss it."""
    world, above = year.world, {unit.code: unit.parent for unit in year.before.units}
    there: dict[str, list[str]] = {base.code: [] for base in BASES}
    units = {row.code: row.unit for row in year.before.people if row.must_attend} | moved
    for person, unit in units.items():
        if unit:
            there[unit if unit in there else above[unit]].append(person)
    missing = set(world.chance.sample(sorted(code for codes in there.values() for code in codes), MISSED))
    for place, base in enumerate(BASES):
        code = f"lop-13-{base.code}"
        world.add(
            "classes.csv",
            code=code,
            unit=base.code,
            title=f"Quán triệt hướng dẫn kiểm điểm năm 2013, {base.name}",
            audience="members",
            held_on=weekday(date(2013, 8, 20) + timedelta(days=place * 22 // len(BASES))),
            place="Hội trường của đơn vị",
            makeup=False,
            by=_secretary(year, base),
        )
        for person in sorted(set(there[base.code]) - missing):
            world.add("attendance.csv", class_=code, person=person)


def _subjects(year: Year) -> None:
    """The same as before; the newcomer on the board stands in the place of who gave up the seat."""
    world = year.world
    for code, name, order, opens, closes in [
        ("standing-board", "Ban Thường vụ Quận ủy", 1, date(2013, 10, 1), date(2013, 10, 31)),
        ("committee-and-offices", "Ban Chấp hành đảng bộ và tập thể lãnh đạo cơ quan, đơn vị", 2, date(2013, 10, 1), date(2013, 11, 15)),
        ("base", "Cấp ủy của các chi bộ, đảng bộ trực thuộc", 3, date(2013, 11, 16), date(2013, 12, 31)),
    ]:  # fmt: skip
        world.add("tiers.csv", code=code, name=name, order=order, opens_on=opens, closes_on=closes)
    for row in year.before.subjects:
        one = row
        if row.code == GIVES_UP_SEAT:
            one = row.model_copy(update={"code": "uv-12", "person": NEW_MEMBER})
        year.subjects.append(one)
        world.add("subjects.csv", **one.model_dump(exclude={"row"}))
