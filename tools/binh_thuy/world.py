"""The rows as they grow, the seeded chance, invented names, and writing the files."""

import csv
import hashlib
import io
import random
import unicodedata
from datetime import date, timedelta
from pathlib import Path

NOTICE = "Dữ liệu minh họa, không có thật"
SEED = 20120729

FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Phan",
    "Trương",
    "Đinh",
    "Mai",
    "Lâm",
    "Châu",
    "Tạ",
    "Quách",
    "Thái",
    "Kiều",
    "Tô",
]
MIDDLE = [
    "Văn",
    "Thị",
    "Minh",
    "Ngọc",
    "Thanh",
    "Hoài",
    "Xuân",
    "Thu",
    "Kim",
    "Bích",
    "Quang",
    "Đức",
    "Hữu",
    "Công",
    "Thành",
    "Phương",
    "Mỹ",
    "Trung",
    "Bảo",
    "Gia",
    "Khánh",
    "Diễm",
]
GIVEN = [
    "An",
    "Ân",
    "Bình",
    "Cẩm",
    "Chánh",
    "Chi",
    "Cúc",
    "Cường",
    "Danh",
    "Diệp",
    "Diệu",
    "Dung",
    "Duyên",
    "Đào",
    "Đạt",
    "Điền",
    "Đông",
    "Giang",
    "Giàu",
    "Hà",
    "Hải",
    "Hạnh",
    "Hậu",
    "Hiền",
    "Hiếu",
    "Hòa",
    "Hồng",
    "Huệ",
    "Hương",
    "Khoa",
    "Kiệt",
    "Lài",
    "Lan",
    "Lành",
    "Liên",
    "Linh",
    "Loan",
    "Lộc",
    "Lợi",
    "Luân",
    "Lý",
    "Mận",
    "Mến",
    "Miên",
    "Nga",
    "Ngà",
    "Ngân",
    "Nghi",
    "Nhàn",
    "Nhân",
    "Nhi",
    "Nhã",
    "Như",
    "Ngọt",
    "Oanh",
    "Phát",
    "Phấn",
    "Phúc",
    "Phước",
    "Quí",
    "Quyên",
    "Sang",
    "Sen",
    "Sơn",
    "Sương",
    "Tài",
    "Tâm",
    "Tân",
    "Thảo",
    "Thắm",
    "Thiện",
    "Thơ",
    "Thuận",
    "Thủy",
    "Tiên",
    "Tín",
    "Tòng",
    "Toàn",
    "Trà",
    "Trang",
    "Trâm",
    "Trinh",
    "Trúc",
    "Tuyền",
    "Út",
    "Vân",
    "Vẹn",
    "Vinh",
    "Vui",
    "Xuyến",
    "Yên",
    "Yến",
]

# Names that must not come out by chance, as hashes, so that the names themselves stand nowhere.
BANNED = {
    "0861dfd0e4cd", "0de448a9a69c", "1bad63dcfc1a", "1ddb6be7065c", "209dfc7062b7", "20e7499e5a00",
    "277ec78331b2", "287293f97223", "34fe5a00275a", "4a6661c642f3", "4c8994d33acf", "521b1a9f70e1",
    "5e8512b63f85", "688a73f975ae", "6dc19b62310c", "764838683db2", "7793794086aa", "7c7561f5a3cd",
    "862062144ce8", "866561da1a53", "a237e44777d6", "a3fe864edd6c", "b5f8479dae22", "c27b9d6e29af",
    "c6a19bacf2c3", "cdf9f5c4e3f0", "e6aa530417bd", "e8b54b0cbd86", "eb68e59a9571", "eb97043e2be9",
    "fb97710b66e4", "fca2a1fef2c8",
}  # fmt: skip


def fingerprint(name: str) -> str:
    plain = unicodedata.normalize("NFC", name).casefold()
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


class World:
    """All rows of the package by file, and a chance that falls alike every time."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = random.Random(seed)
        self.rows: dict[str, list[dict[str, object]]] = {}
        self._names: set[str] = set()

    def add(self, file: str, **cells: object) -> dict[str, object]:
        row = {name.rstrip("_"): cell for name, cell in cells.items()}
        self.rows.setdefault(file, []).append(row)
        return row

    def name(self) -> str:
        while True:
            name = " ".join(self.chance.choice(pool) for pool in (FAMILY, MIDDLE, GIVEN))
            if name not in self._names and fingerprint(name) not in BANNED:
                self._names.add(name)
                return name

    def taken(self, name: str) -> None:
        """Somebody has this name already."""
        self._names.add(name)

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.chance.randint(0, (last - first).days))

    def write(self, folder: Path, columns: dict[str, list[str]]) -> None:
        """Write each file that has rows with its notice, the header and the rows."""
        folder.mkdir(parents=True, exist_ok=True)
        for file, names in columns.items():
            if file not in self.rows:
                continue
            out = io.StringIO(newline="")
            lines = csv.writer(out, lineterminator="\n")
            lines.writerow([f"# {NOTICE}"])
            lines.writerow(names)
            for row in self.rows.get(file, []):
                assert set(row) == set(names), (file, set(row) ^ set(names))
                lines.writerow([_cell(row[name]) for name in names])
            (folder / file).write_bytes(out.getvalue().encode())


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def weekday(day: date) -> date:
    """The day, or the Monday after."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() >= 5 else 0)
