"""Units with their sizes: they add up to 3,339 members."""

from dataclasses import dataclass

ROOT = "quan-uy-binh-thuy"
CITY = "thanh-uy-can-tho"


@dataclass(frozen=True)
class Base:
    """A base organisation. `cells` 0: its members are in it directly."""

    code: str
    name: str
    short: str
    size: int
    kind: str
    cells: int = 0
    classes: int = 0
    individuals: int = 0
    suggested: bool = False
    people: str = "đảng viên"

    @property
    def committee(self) -> str:
        """The code of the collective that is reviewed."""
        return f"ld-{self.code}" if self.kind == "office" else f"cu-{self.code}"


def _ward(code: str, name: str, size: int, cells: int, classes: int = 1) -> Base:
    return Base(code, f"Đảng bộ phường {name}", f"Phường {name}", size, "ward", cells, classes, 2, suggested=True)


WARDS = [
    _ward("an-thoi", "An Thới", 438, 12, 2),
    _ward("binh-thuy", "Bình Thủy", 402, 11, 2),
    _ward("bui-huu-nghia", "Bùi Hữu Nghĩa", 318, 9),
    _ward("long-hoa", "Long Hòa", 342, 10),
    _ward("long-tuyen", "Long Tuyền", 336, 10),
    _ward("thoi-an-dong", "Thới An Đông", 288, 9),
    _ward("tra-an", "Trà An", 186, 7),
    _ward("tra-noc", "Trà Nóc", 344, 10),
]


def _office(code: str, name: str, size: int) -> Base:
    return Base(code, f"Chi bộ {name}", name, size, "office")


OFFICES = [
    _office("ban-to-chuc", "Ban Tổ chức Quận ủy", 12),
    _office("ban-tuyen-giao", "Ban Tuyên giáo Quận ủy", 11),
    _office("ban-dan-van", "Ban Dân vận Quận ủy", 9),
    _office("uy-ban-kiem-tra", "Ủy ban Kiểm tra Quận ủy", 12),
    _office("van-phong-quan-uy", "Văn phòng Quận ủy", 18),
    _office("phong-noi-vu", "Phòng Nội vụ", 14),
    _office("phong-tai-chinh", "Phòng Tài chính - Kế hoạch", 15),
    _office("phong-tu-phap", "Phòng Tư pháp", 10),
]


def _cell(code: str, name: str, size: int) -> Base:
    return Base(code, f"Chi bộ {name}", name, size, "department")


DEPARTMENTS = [
    _cell("van-phong-ubnd", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", 24),
    _cell("phong-giao-duc", "Phòng Giáo dục và Đào tạo", 16),
    _cell("phong-y-te", "Phòng Y tế", 9),
    _cell("phong-lao-dong", "Phòng Lao động - Thương binh và Xã hội", 12),
    _cell("phong-tai-nguyen", "Phòng Tài nguyên và Môi trường", 13),
    _cell("phong-kinh-te", "Phòng Kinh tế", 12),
    _cell("phong-do-thi", "Phòng Quản lý đô thị", 13),
    _cell("phong-van-hoa", "Phòng Văn hóa và Thông tin", 10),
    _cell("thanh-tra", "Thanh tra quận", 8),
    _cell("mat-tran", "Mặt trận Tổ quốc quận", 10),
    _cell("doan-thanh-nien", "Quận đoàn", 9),
    _cell("hoi-phu-nu", "Hội Liên hiệp Phụ nữ quận", 8),
]

OTHERS = [
    Base("trung-tam-y-te", "Đảng bộ Trung tâm Y tế quận", "Trung tâm Y tế", 84, "health", 3, 1, 2, suggested=True),
    Base("chi-cuc-thue", "Đảng bộ Chi cục Thuế quận", "Chi cục Thuế", 62, "tax", 3, 1, 1, suggested=True),
    Base("truong-so-1", "Chi bộ Trường trung học phổ thông số 1", "Trường số 1", 48, "school", 0, 1, 1, suggested=True),
    Base("truong-so-2", "Chi bộ Trường trung học phổ thông số 2", "Trường số 2", 44, "school", 0, 1),
    Base("doanh-nghiep-1", "Đảng bộ Doanh nghiệp số 1", "Doanh nghiệp số 1", 66, "enterprise", 3, 1, 2, suggested=True),
    Base("doanh-nghiep-2", "Đảng bộ Doanh nghiệp số 2", "Doanh nghiệp số 2", 52, "enterprise", 2, 1),
    Base("ban-quan-ly-du-an", "Chi bộ Ban Quản lý dự án", "Ban Quản lý dự án", 38, "project", 0, 1, 1, suggested=True),
    Base("don-vi-cong-ich", "Chi bộ Đơn vị công ích", "Đơn vị công ích", 46, "public", 0, 1, 1, suggested=True),
]

BASES = [*OFFICES, *WARDS, *DEPARTMENTS, *OTHERS]
SUGGESTED = [base for base in BASES if base.suggested]
assert sum(base.size for base in BASES) == 3339
assert sum(base.classes for base in BASES) == 18
assert (len(SUGGESTED), sum(base.individuals for base in BASES)) == (14, 24)


def cells_of(base: Base) -> list[tuple[str, str]]:
    """(code, name) of the cells of a base organisation; the first one is that of its office."""
    if not base.cells:
        return []
    office = f"Chi bộ cơ quan {base.short[0].lower()}{base.short[1:]}" if base.kind == "ward" else "Chi bộ văn phòng"
    found = [(f"{base.code}-co-quan", office)]
    for number in range(1, base.cells):
        named = f"khu vực {number}" if base.kind == "ward" else f"số {number}"
        found.append((f"{base.code}-{number:02d}", f"Chi bộ {named}"))
    if base.code == "long-tuyen":
        found[-1] = ("long-tuyen-binh-pho-b", "Chi bộ khu vực Bình Phó B")
    return found
