"""Levels, units, people, collectives, seats, accounts."""

from dataclasses import dataclass, field
from datetime import date

from tools.binh_thuy.places import BASES, CITY, DEPARTMENTS, OFFICES, OTHERS, ROOT, WARDS, Base, cells_of
from tools.binh_thuy.world import World

FOUNDED = date(2004, 1, 2)
TERM = date(2010, 8, 1)
GRANTED = date(2012, 3, 1)
KEY_CADRES = 428
BOARD = 11


@dataclass
class Roll:
    """Who is where: what the later parts look people up in."""

    members: dict[str, list[str]] = field(default_factory=dict)  # base -> people codes in order
    cell_heads: list[str] = field(default_factory=list)
    seats: dict[str, list[str]] = field(default_factory=dict)  # collective -> people codes in order
    board: list[str] = field(default_factory=list)
    individuals: dict[str, list[str]] = field(default_factory=dict)  # base -> people codes
    key_cadres: set[str] = field(default_factory=set)
    account: dict[str, str] = field(default_factory=dict)  # person -> username
    staff: dict[str, list[str]] = field(default_factory=dict)  # office -> members without a seat


def make_roll(world: World) -> Roll:
    roll = Roll()
    _units(world)
    _members(world, roll)
    _name_the_board(world, roll)
    _collectives(world, roll)
    _mark_key_cadres(world, roll)
    _accounts(world, roll)
    return roll


def _units(world: World) -> None:
    for code, name, rank in [
        ("thanh-pho", "Đảng bộ thành phố", 1),
        ("quan", "Đảng bộ quận", 2),
        ("co-so", "Tổ chức cơ sở đảng", 3),
        ("chi-bo", "Chi bộ trực thuộc đảng ủy cơ sở", 4),
    ]:
        world.add("levels.csv", code=code, name=name, rank=rank)

    def add(code: str, parent: str, name: str, short: str, level: str, *, base: bool = False) -> None:
        world.add(
            "units.csv", code=code, parent=parent, name=name, short_name=short, level=level, is_base=base, since=FOUNDED
        )

    add(CITY, "", "Đảng bộ thành phố Cần Thơ", "Thành ủy Cần Thơ", "thanh-pho")
    add(ROOT, CITY, "Đảng bộ quận Bình Thủy", "Quận Bình Thủy", "quan")
    for base in BASES:
        add(base.code, ROOT, base.name, base.short, "co-so", base=True)
        for code, name in cells_of(base):
            full = name if base.short[1:] in name else f"{name}, {base.short if base.kind == 'ward' else base.name}"
            add(code, base.code, full, name, "chi-bo")


def _members(world: World, roll: Roll) -> None:
    """Each base organisation gets its members; the cells share them as evenly as chance allows."""
    number = 0
    for base in BASES:
        cells = [code for code, _name in cells_of(base)] or [base.code]
        sizes = _shares(world, base.size, len(cells))
        roll.members[base.code] = []
        for cell, size in zip(cells, sizes, strict=True):
            for place in range(size):
                number += 1
                code = f"bt-{number:04d}"
                since = world.day(date(2004, 2, 1), date(2011, 12, 31))
                probationary = world.chance.random() < 0.04
                if probationary:
                    since = world.day(date(2011, 6, 1), date(2012, 2, 28))
                world.add(
                    "people.csv",
                    code=code,
                    name=world.name(),
                    birth_year=since.year - world.chance.randint(20, 27 if probationary else 48),
                    unit=cell,
                    status="probationary" if probationary and place > 4 else "full",
                    since=since,
                    key_cadre=False,
                )
                roll.members[base.code].append(code)
                if place == 0 and base.cells:
                    roll.cell_heads.append(code)


def _shares(world: World, size: int, parts: int) -> list[int]:
    cuts = [size // parts] * parts
    for place in range(size - sum(cuts)):
        cuts[place] += 1
    for place in range(0, parts - 1, 2):
        moved = world.chance.randint(0, max(0, cuts[place] - 16))
        cuts[place], cuts[place + 1] = cuts[place] - moved, cuts[place + 1] + moved
    return cuts


def _person(world: World, code: str) -> dict[str, object]:
    return world.rows["people.csv"][int(code[3:]) - 1]


def _name_the_board(world: World, roll: Roll) -> None:
    """Subjects carry numbers instead of names: an invented criticism must not point to anybody."""
    homes = ["van-phong-quan-uy"] * 3 + ["ban-to-chuc", "ban-tuyen-giao", "ban-dan-van", "uy-ban-kiem-tra"]
    homes += ["phong-noi-vu", "phong-tai-chinh", "phong-tu-phap", "van-phong-quan-uy"]
    taken: dict[str, int] = {}
    for number, home in enumerate(homes, start=1):
        place = taken.get(home, 0)
        taken[home] = place + 1
        code = roll.members[home][place]
        _person(world, code).update(name=f"Ủy viên số {number}", status="full")
        roll.board.append(code)
    number = 0
    for base in BASES:
        for place in range(base.individuals):
            number += 1
            code = roll.members[base.code][place + 3]
            _person(world, code).update(name=f"Cán bộ số {number}", status="full")
            roll.individuals.setdefault(base.code, []).append(code)


def _seat(world: World, roll: Roll, collective: str, people: list[str], head: str, deputy: str, member: str) -> None:
    roll.seats[collective] = people
    for order, person in enumerate(people, start=1):
        rank, position = {1: ("head", head), 2: ("deputy", deputy)}.get(order, ("member", member))
        world.add(
            "seats.csv", collective=collective, person=person, position=position, rank=rank, order=order, since=TERM
        )


def _collective(world: World, code: str, unit: str, name: str, kind: str) -> None:
    world.add("collectives.csv", code=code, unit=unit, name=name, kind=kind)


def _collectives(world: World, roll: Roll) -> None:
    _collective(world, "btv-quan-uy", ROOT, "Ban Thường vụ Quận ủy Bình Thủy", "standing_board")
    _seat(world, roll, "btv-quan-uy", roll.board, "Bí thư", "Phó Bí thư", "Ủy viên Ban Thường vụ")
    heads = []
    for base in BASES:
        own = [code for code in roll.members[base.code] if code not in roll.board]
        if base.kind == "office":
            _collective(world, base.committee, base.code, f"Tập thể lãnh đạo {base.short}", "leadership")
            people, titles = own[:4], ("Thủ trưởng", "Cấp phó", "Thành viên")
        elif base.kind == "department" or not base.cells:
            _collective(world, base.committee, base.code, f"Chi ủy {base.name}", "cell_committee")
            people, titles = own[: 5 if base.size > 10 else 3], ("Bí thư", "Phó Bí thư", "Chi ủy viên")
        else:
            _collective(world, base.committee, base.code, f"Ban Chấp hành {base.name}", "executive_committee")
            spread = own[:7] + own[20 : 20 + (6 if base.kind == "ward" else 0)]
            people, titles = spread, ("Bí thư", "Phó Bí thư", "Ủy viên Ban Chấp hành")
        _seat(world, roll, base.committee, people, *titles)
        heads.append(people[0])
        roll.staff[base.code] = [code for code in own if code not in people]
    _collective(world, "bch-quan-uy", ROOT, "Ban Chấp hành Đảng bộ quận Bình Thủy", "executive_committee")
    committee = roll.board + heads[:22]
    _seat(world, roll, "bch-quan-uy", committee, "Bí thư", "Phó Bí thư", "Ủy viên Ban Chấp hành")


def _mark_key_cadres(world: World, roll: Roll) -> None:
    """The offices and departments, the committees of wards and larger organisations, then secretaries of cells."""
    marked: dict[str, None] = {}
    for base in [*OFFICES, *DEPARTMENTS]:
        marked.update(dict.fromkeys(roll.members[base.code]))
    for base in [*WARDS, *OTHERS]:
        marked.update(dict.fromkeys(roll.seats[base.committee]))
    marked.update(dict.fromkeys(roll.cell_heads))
    for base in WARDS:
        marked.update(dict.fromkeys(roll.members[base.code][7:12]))
    roll.key_cadres = set(list(marked)[:KEY_CADRES])
    assert len(roll.key_cadres) == KEY_CADRES, len(marked)
    for code in roll.key_cadres:
        _person(world, code)["key_cadre"] = True


def _account(world: World, roll: Roll, username: str, person: str, role: str, unit: str, cast: str = "") -> None:
    if person:
        roll.account[person] = username
    world.add(
        "accounts.csv", username=username, person=person, role=role, unit=unit, collective="", since=GRANTED, cast=cast
    )


def _accounts(world: World, roll: Roll) -> None:
    world.add(
        "people.csv",
        code="ngoai-01",
        name="Cán bộ theo dõi số 1",
        birth_year="",
        unit="",
        status="",
        since="",
        key_cadre=False,
    )
    staff = roll.staff
    _account(
        world,
        roll,
        "can-bo-to-chuc",
        staff["ban-to-chuc"][0],
        "officer",
        ROOT,
        "Cán bộ Ban Tổ chức Quận ủy: lập kế hoạch, gửi phiếu, theo dõi tiến độ",
    )
    casts = {
        1: "Ủy viên số 1 (Bí thư): duyệt gợi ý, chủ trì hội nghị Ban Thường vụ",
        5: "Ủy viên số 5: được góp ý, theo dõi phường Long Tuyền",
        11: "Ủy viên số 11: ghi biên bản hội nghị Ban Thường vụ",
    }
    for number, person in enumerate(roll.board, start=1):
        _account(
            world,
            roll,
            f"uy-vien-{number:02d}",
            person,
            "leader" if number <= 2 else "member",
            ROOT,
            casts.get(number, ""),
        )
    _account(world, roll, "uy-vien-01", roll.board[0], "secretary", ROOT)
    for base in BASES:
        cast = (
            "Bí thư Đảng ủy phường Long Tuyền: viết báo cáo tập thể, chủ trì hội nghị"
            if base.code == "long-tuyen"
            else ""
        )
        _account(world, roll, f"bi-thu-{base.code}", roll.seats[base.committee][0], "secretary", base.code, cast)
    _accounts_of_followers(world, roll)


def _accounts_of_followers(world: World, roll: Roll) -> None:
    """A cell's secretary, the 24 individuals, the counting team, supervisors, the viewer, the administrator."""
    staff = roll.staff
    cell_head = next(row["code"] for row in world.rows["people.csv"] if row["unit"] == "long-tuyen-binh-pho-b")
    _account(
        world,
        roll,
        "bi-thu-binh-pho-b",
        str(cell_head),
        "secretary",
        "long-tuyen-binh-pho-b",
        "Bí thư Chi bộ khu vực Bình Phó B: họp chuẩn bị, theo dõi chi bộ",
    )
    number = 0
    for base in BASES:
        for person in roll.individuals.get(base.code, []):
            number += 1
            cast = "Cán bộ số 1: đảng viên được gợi ý kiểm điểm, viết bản tự kiểm điểm" if number == 1 else ""
            _account(world, roll, f"can-bo-{number:02d}", person, "member", base.code, cast)
    for office, cast in [
        ("uy-ban-kiem-tra", "Tổ mở phiếu, người thứ nhất (Ủy ban Kiểm tra)"),
        ("van-phong-quan-uy", "Tổ mở phiếu, người thứ hai (Văn phòng)"),
    ]:
        _account(world, roll, f"mo-phieu-{office}", staff[office][0], "member", office, cast)
    for office in ["uy-ban-kiem-tra", "ban-to-chuc", "ban-tuyen-giao", "ban-dan-van"]:
        cast = "Cán bộ Ủy ban Kiểm tra: giám sát việc khắc phục" if office == "uy-ban-kiem-tra" else ""
        _account(world, roll, f"giam-sat-{office}", supervisor(roll, office), "member", office, cast)
    _account(world, roll, "theo-doi-thanh-uy", "ngoai-01", "viewer", CITY, "Thành ủy theo dõi: xem số liệu, văn bản")
    _account(world, roll, "quan-tri", "", "administrator", CITY, "Quản trị máy: tài khoản, sao lưu")


def supervisor(roll: Roll, office: str) -> str:
    """The person of an office who supervises commitments."""
    return roll.staff[office][-1]


def committee_of(base: Base, roll: Roll) -> list[str]:
    return roll.seats[base.committee]
