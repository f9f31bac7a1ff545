"""Documents, preparation, classes and attendance, tiers and subjects, package.toml."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from tools.binh_thuy.makeup import make_up
from tools.binh_thuy.places import BASES, DEPARTMENTS, OFFICES, OTHERS, ROOT, SUGGESTED, WARDS, Base
from tools.binh_thuy.roll import Roll
from tools.binh_thuy.world import NOTICE, World, weekday

REACHED = 3261
ROLL = 3339
UP_TO = date(2012, 4, 21)
OPENED = date(2012, 3, 30)

ABOUT = f"""# {NOTICE}
format = 1
code = "binh-thuy-2012"
title = "Kiểm điểm, tự phê bình và phê bình theo Nghị quyết Trung ương 4 khóa XI, quận Bình Thủy, 2012"
notice = "{NOTICE}"
procedure = "nq-tw4-2012"
unit = "{ROOT}"
today = 2012-07-29

[calendar]
planned = 2012-03-26
opened = {OPENED}
coverage_as_of = {UP_TO}
closed = 2013-06-28

[actors]
officer = "can-bo-to-chuc"
leader = "uy-vien-01"
"""
ASSUMPTIONS = [
    "Bài báo ngày 29/07/2012 là gốc của câu chuyện; mọi tên người, ý kiến, báo cáo, kết luận trong gói là bịa ra.",
    "Đối tượng cá nhân chỉ mang số thứ tự (Ủy viên số 3, Cán bộ số 7). Mọi thiếu sót nêu trong gói đều là việc thủ tục, vô hại.",
    "428 người dự hai lớp của quận nằm trong 3.261 đảng viên đã được quán triệt.",
    "Danh sách phải dự có 3.339 đảng viên: bài báo không nói; con số được chọn vì 3.261/3.339 làm tròn thành 97,66 %, gần số 97,67 % đã báo cáo nhất.",
    "Bài báo không nói phiếu góp ý có ghi tên hay không: gói giả định tổ chức ghi tên, cá nhân và người đã nghỉ hưu không ghi tên.",
    "Bài báo chỉ nêu Đảng ủy phường Long Tuyền trong số các tập thể được gợi ý; 13 tập thể và 24 cá nhân còn lại là giả định, đều ở tổ chức cơ sở đảng.",
    "Quy mô và tên các chi bộ, số ghế của mỗi tập thể, thứ tự và ngày họp của từng nơi là giả định trong khung thời gian bài báo nêu.",
    "Số ký hiệu văn bản của thành phố và quận (bắt đầu bằng MH) là số minh họa; ngày lập đơn vị là ngày chung cho cả gói.",
    "Ba lớp bổ sung sau ngày 21/04/2012 cho 78 người chưa dự, ai dự và hai người được đưa ra ngoài danh sách là giả định.",
    "Cam kết khắc phục, người giám sát và thời hạn sau hội nghị là giả định: bài báo chỉ nói sẽ giao các cơ quan liên quan giám sát.",
]


def about() -> str:
    return ABOUT + "".join(f'\n[[assumption]]\ntext = "{text}"\n' for text in ASSUMPTIONS)


@dataclass(frozen=True)
class Subject:
    """A subject as the later parts need it."""

    code: str
    base: Base | None
    collective: str  # whose meeting reviews it
    is_collective: bool
    person: str
    name: str
    tier: str


def make_plan(world: World, roll: Roll) -> list[Subject]:
    _documents(world, roll)
    _plans(world, roll)
    _preparations(world, roll)
    _classes(world, roll)
    return _subjects(world, roll)


def _secretary(roll: Roll, base: Base) -> str:
    return roll.account[roll.seats[base.committee][0]]


def _documents(world: World, roll: Roll) -> None:
    rows = [
        ("nq-12", "resolution", "12-NQ/TW", "Ban Chấp hành Trung ương", "", date(2012, 1, 16), "Một số vấn đề cấp bách về xây dựng Đảng hiện nay", ""),
        ("ct-15", "directive", "15-CT/TW", "Bộ Chính trị", "", date(2012, 2, 24), "Chỉ thị thực hiện Nghị quyết Trung ương 4 khóa XI", "nq-12"),
        ("kh-08", "plan", "08-KH/TW", "Bộ Chính trị", "", date(2012, 3, 12), "Kế hoạch thực hiện Nghị quyết Trung ương 4 khóa XI", "ct-15"),
        ("hd-11", "guidance", "11-HD/BTCTW", "Ban Tổ chức Trung ương", "", date(2012, 3, 14), "Hướng dẫn về kiểm điểm, tự phê bình và phê bình", "kh-08"),
        ("kh-tu", "plan", "MH01-KH/TU", "Thành ủy Cần Thơ", "thanh-uy-can-tho", date(2012, 3, 20), "Kế hoạch của Thành ủy (số ký hiệu minh họa)", "kh-08"),
        ("kh-qu", "plan", "MH02-KH/QU", "Quận ủy Bình Thủy", ROOT, date(2012, 3, 27), "Kế hoạch của Quận ủy (số ký hiệu minh họa)", "kh-tu"),
        ("hd-btctu", "guidance", "MH03-HD/BTCTU", "Ban Tổ chức Thành ủy", "thanh-uy-can-tho", date(2012, 6, 11), "Hướng dẫn của Ban Tổ chức Thành ủy (số ký hiệu minh họa)", "hd-11"),
        ("hd-btcqu", "guidance", "MH04-HD/BTCQU", "Ban Tổ chức Quận ủy", ROOT, date(2012, 6, 25), "Hướng dẫn kiểm điểm, tự phê bình và phê bình của quận (số ký hiệu minh họa)", "hd-btctu"),
    ]  # fmt: skip
    for code, kind, symbol, issuer, unit, issued_on, subject, basis in rows:
        world.add(
            "documents.csv",
            code=code,
            kind=kind,
            symbol=symbol,
            issuer=issuer,
            unit=unit,
            issued_on=issued_on,
            subject=subject,
            basis=basis,
            classified=False,
            acknowledge_by=date(2012, 7, 10) if code == "hd-btcqu" else None,
        )
    for base in BASES:
        day = world.day(date(2012, 6, 27), date(2012, 7, 13))
        world.add(
            "acknowledgements.csv", document="hd-btcqu", unit=base.code, on=weekday(day), by=_secretary(roll, base)
        )


def _plans(world: World, roll: Roll) -> None:
    """The cascade: to every base organisation; one receipt is late, one plan comes back; Long Tuyền sends on to a cell."""
    chance = random.Random(20120402)  # of its own, so that the rest of the package stays as it is
    officer = "can-bo-to-chuc"

    def act(unit: str, what: str, on: date, by: str, **more: object) -> None:
        empty = {"until": None, "opens_on": None, "closes_on": None, "text": ""}
        world.add("plans.csv", unit=unit, act=what, on=on, by=by, **{**empty, **more})

    def between(first: date, last: date) -> date:
        return weekday(first + timedelta(chance.randrange((last - first).days + 1)))

    for base in BASES:
        act(base.code, "sent", date(2012, 4, 2), officer, until=date(2012, 4, 12))
    for base in BASES:
        by = _secretary(roll, base)
        late = base.code == "truong-so-2"
        received = date(2012, 4, 17) if late else between(date(2012, 4, 3), date(2012, 4, 11))
        act(base.code, "acknowledged", received, by)
        submitted = date(2012, 4, 13) if base.code == "long-tuyen" else between(date(2012, 4, 18), date(2012, 4, 25))
        text = "Họp chuẩn bị, phân công soạn báo cáo tập thể và hẹn ngày góp ý dự thảo"
        window = {}
        if base in WARDS:
            window = {"opens_on": date(2012, 10, 3), "closes_on": date(2012, 10, 26)}
        act(base.code, "submitted", submitted, by, text=text, **window)
        if base.code == "doanh-nghiep-1":
            act(base.code, "returned", date(2012, 4, 26), officer, text="Ghi rõ ai chịu trách nhiệm từng việc.")
            act(base.code, "submitted", date(2012, 4, 27), by, text=f"{text}; bí thư chịu trách nhiệm", **window)
        approved = date(2012, 4, 16) if base.code == "long-tuyen" else between(date(2012, 5, 2), date(2012, 5, 11))
        act(base.code, "approved", approved, officer)
    above, head, cell = "bi-thu-long-tuyen", "bi-thu-binh-pho-b", "long-tuyen-binh-pho-b"
    act(cell, "sent", date(2012, 4, 18), above, until=date(2012, 4, 25))
    act(cell, "acknowledged", date(2012, 4, 20), head)
    window = {"opens_on": date(2012, 10, 8), "closes_on": date(2012, 10, 19)}
    act(cell, "submitted", date(2012, 4, 24), head, text="Họp chi bộ góp ý cho dự thảo của Đảng ủy phường", **window)
    act(cell, "approved", date(2012, 4, 26), above)


def _preparations(world: World, roll: Roll) -> None:
    texts = [
        "Họp phổ biến hướng dẫn của quận, phân công soạn báo cáo tập thể và hẹn ngày góp ý dự thảo.",
        "Rà lại việc đã hứa ở kỳ trước, phân công người chuẩn bị từng phần của báo cáo.",
        "Thống nhất lịch gửi tài liệu trước hội nghị ít nhất năm ngày làm việc.",
        "Lập danh mục việc còn lại sau hội nghị quán triệt, giao người theo dõi từng việc.",
    ]
    for base in BASES:
        early = base.code == "long-tuyen" or world.chance.random() < 0.6
        first, last = (date(2012, 7, 12), date(2012, 7, 27)) if early else (date(2012, 8, 1), date(2012, 8, 24))
        day = weekday(world.day(first, last))
        world.add(
            "preparations.csv", unit=base.code, on=day, text=world.chance.choice(texts), by=_secretary(roll, base)
        )
    head = "bi-thu-binh-pho-b"
    text = "Chi bộ khu vực họp bàn các bước chuẩn bị, thống nhất cách góp ý trên tinh thần xây dựng."
    world.add("preparations.csv", unit="long-tuyen-binh-pho-b", on=date(2012, 7, 26), text=text, by=head)


def _classes(world: World, roll: Roll) -> None:
    """Two classes of the district, eighteen of subordinate committees; together they reach 3,261 members."""
    cadres = sorted(roll.key_cadres)
    world.chance.shuffle(cadres)
    for number, (day, people) in enumerate(
        [(date(2012, 4, 3), cadres[:214]), (date(2012, 4, 5), cadres[214:])], start=1
    ):
        _class(
            world,
            f"lop-quan-{number}",
            ROOT,
            f"Lớp quán triệt của quận, đợt {number}",
            "key_cadres",
            day,
            "can-bo-to-chuc",
            people,
        )
    rest = {
        base.code: [code for code in roll.members[base.code] if code not in roll.key_cadres]
        for base in [*WARDS, *OTHERS]
    }
    missing = set(world.chance.sample(sorted(code for codes in rest.values() for code in codes), ROLL - REACHED))
    for place, base in enumerate([*WARDS, *OTHERS]):
        present = [code for code in rest[base.code] if code not in missing]
        world.chance.shuffle(present)
        size = -(-len(present) // base.classes)
        for number in range(base.classes):
            people = present[number * size : (number + 1) * size]
            if number == 0:  # some of the committee listen a second time, with their own members
                people = people + roll.seats[base.committee][:4]
            day = date(2012, 4, 7) + timedelta(days=(place * 3 + number * 5) % 15)
            title = f"Lớp quán triệt của {base.name}" + (f", đợt {number + 1}" if base.classes > 1 else "")
            _class(
                world, f"lop-{base.code}-{number + 1}", base.code, title, "members", day, _secretary(roll, base), people
            )
    make_up(world, {base.code: [code for code in rest[base.code] if code in missing] for base in [*WARDS, *OTHERS]})
    world.add(
        "declared.csv",
        unit=ROOT,
        measure="coverage",
        count=REACHED,
        total=None,
        percent="97,67",
        declared_on=UP_TO,
        source="Bài báo ngày 29/07/2012",
        by="can-bo-to-chuc",
    )


def _class(
    world: World, code: str, unit: str, title: str, audience: str, day: date, by: str, people: list[str]
) -> None:
    world.add(
        "classes.csv",
        code=code,
        unit=unit,
        title=title,
        audience=audience,
        held_on=day,
        place="Hội trường của đơn vị",
        makeup=False,
        by=by,
    )
    for person in sorted(people):
        world.add("attendance.csv", class_=code, person=person)


def _subjects(world: World, roll: Roll) -> list[Subject]:
    for code, name, order, opens, closes in [
        ("standing-board", "Ban Thường vụ Quận ủy", 1, date(2012, 8, 1), date(2012, 8, 31)),
        (
            "committee-and-offices",
            "Ban Chấp hành đảng bộ và tập thể lãnh đạo cơ quan, đơn vị",
            2,
            date(2012, 8, 1),
            date(2012, 9, 30),
        ),
        ("base", "Cấp ủy của các chi bộ, đảng bộ trực thuộc", 3, date(2012, 10, 1), date(2012, 10, 31)),
    ]:
        world.add("tiers.csv", code=code, name=name, order=order, opens_on=opens, closes_on=closes)
    names = {row["code"]: str(row["name"]) for row in world.rows["collectives.csv"]}
    made: list[Subject] = []

    def add(
        code: str, base: Base | None, collective: str, tier: str, person: str = "", position: str = "", order: int = 1
    ) -> None:
        world.add(
            "subjects.csv",
            code=code,
            unit=base.code if base else ROOT,
            collective="" if person else collective,
            person=person,
            office=names[collective],
            position=position,
            tier=tier,
            decided_by=collective,
            order=order,
        )
        who = str(world.rows["people.csv"][int(person[3:]) - 1]["name"]) if person else names[collective]
        made.append(Subject(code, base, collective, not person, person, who, tier))

    add("btv", None, "btv-quan-uy", "standing-board")
    for number, person in enumerate(roll.board, start=1):
        position = {1: "Bí thư", 2: "Phó Bí thư"}.get(number, "Ủy viên Ban Thường vụ")
        add(f"uv-{number:02d}", None, "btv-quan-uy", "standing-board", person, position, number + 1)
    add("bch", None, "bch-quan-uy", "committee-and-offices")
    for base in OFFICES:
        add(base.committee, base, base.committee, "committee-and-offices")
    number = 0
    for base in [*WARDS, *DEPARTMENTS, *OTHERS]:
        add(base.committee, base, base.committee, "base")
        for place, person in enumerate(roll.individuals.get(base.code, []), start=1):
            number += 1
            position = "Ủy viên Ban Chấp hành" if base.cells else "Chi ủy viên"
            add(f"cb-{number:02d}", base, base.committee, "base", person, position, place + 1)
    assert sum(1 for one in made if one.base in SUGGESTED and one.is_collective) == 14
    return made
