"""How subjects are rated, where a procedure rates at all. The program never decides a rating (rule 9 of the product)."""

from typing import Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from tusoi.foundation.rulebook.parts import Code, Flag, Rule, Text, Whole, entry

NOT_YET = "not-yet"  # the fifth box of the ballot form; no level of a procedure can have this meaning
ONLY_KIND = "quality"


class RatingLevel(Rule):
    code: Code = entry(_("Mã"), "Chữ thường không dấu, số, gạch nối; không trùng nhau.")
    name: Text = entry(_("Tên"), "Tên mức xếp loại.")
    least_points: Whole = entry(_("Điểm ít nhất"), "Từ chừng này điểm; 0 cho mức thấp nhất.", ge=0, le=100)
    conditions: tuple[Text, ...] = entry(_("Điều kiện"), "Điều kiện kèm theo, ngoài điểm.", ())


class Quota(Rule):
    """A share that a page warns about, and never enforces."""

    level: Code = entry(_("Mức bị giới hạn"), "Mã mức, phải có trong [[rating.levels]].")
    base: tuple[Code, ...] = entry(_("Tính trên"), "Mã các mức làm mẫu số.", min_length=1)
    percent: Whole = entry(_("Nhiều nhất (%)"), "Tỷ lệ phần trăm nhiều nhất.", ge=1, le=100)
    most_percent: Whole | None = entry(
        _("Nhiều nhất khi nổi trội (%)"),
        "Khi đơn vị có thành tích nổi trội, có nêu căn cứ; bỏ nếu không có.",
        None,
        ge=1,
        le=100,
    )
    group: Text = entry(_("Trong nhóm"), "So trong nhóm nào: chức vụ tương đương…")
    rounding: Literal["half-up", "down"] = entry(_("Làm tròn"), "half-up: nửa thì lên; down: bỏ phần lẻ.")
    compared: Literal["position", "body"] = entry(
        _("So với ai"),
        "position: cùng chức vụ, ở các đơn vị có cùng cấp trên trực tiếp; body: cả tập thể quyết định về họ.",
        "position",
    )
    head_apart: Flag = entry(
        _("Người đứng đầu tính riêng"), "true: người đứng đầu không tính vào tỷ lệ của những người khác.", False
    )


class RatingKind(Rule):
    """One thing that is rated: an official's and a member's rating are two."""

    code: Code = entry(_("Mã"), "Chữ thường không dấu, số, gạch nối; không trùng nhau.")
    name: Text = entry(_("Tên"), "Xếp loại cán bộ, xếp loại đảng viên…")
    of: Literal["collective", "individual"] = entry(_("Của ai"), "collective: tập thể; individual: cá nhân.")


class Ballot(Rule):
    """A paper ballot at a meeting, and who counts it."""

    team: Whole = entry(
        _("Số người của tổ kiểm phiếu"), "Tổ kiểm phiếu có ít nhất chừng này người, kể cả tổ trưởng.", ge=2
    )


class Rating(Rule):
    decided_by: Text = entry(_("Ai quyết định"), "Nơi quyết định mức xếp loại.")
    announced: Literal["subject", "published"] = entry(
        _("Thông báo mức đến đâu"),
        "subject: chỉ báo cho nơi, người được xếp loại; published: mức của tập thể còn nêu trong thông báo kết quả đã "
        "công bố. Mức của cá nhân không nêu ở văn bản công bố; số phiếu không nêu ở thông báo nào.",
        "subject",
    )
    levels: tuple[RatingLevel, ...] = entry(_("Các mức"), "Từ cao xuống thấp.", min_length=2)
    quotas: tuple[Quota, ...] = entry(_("Tỷ lệ"), "Tỷ lệ giới hạn của một mức; chỉ nhắc, không tự sửa.", ())
    kinds: tuple[RatingKind, ...] = entry(
        _("Các loại xếp loại"), "Cán bộ, đảng viên…; bỏ nếu mỗi nơi, mỗi người chỉ một xếp loại.", ()
    )
    ballot: Ballot | None = entry(_("Bỏ phiếu"), "Phiếu giấy và tổ kiểm phiếu; bỏ nếu không bỏ phiếu.", None)

    def kinds_of(self, *, is_collective: bool) -> dict[str, str]:
        """What is rated of a collective or of an individual, by code: name. At least one thing."""
        of = "collective" if is_collective else "individual"
        found = {kind.code: kind.name for kind in self.kinds if kind.of == of}
        return found or {ONLY_KIND: gettext("Xếp loại chất lượng")}

    def level_name(self, code: str) -> str:
        """A level in words; also of NOT_YET, and of a code that an amended procedure no longer has."""
        if code == NOT_YET:
            return gettext("Chưa xếp loại")
        return next((level.name for level in self.levels if level.code == code), code)

    def place_of(self, code: str) -> int | None:
        """0 for the highest level; None where nobody is rated yet."""
        return next((place for place, level in enumerate(self.levels) if level.code == code), None)
