"""How subjects are rated, where a procedure rates at all. The program never decides a rating (rule 9 of the product)."""

from typing import Literal

from django.utils.translation import gettext_noop as _

from tusoi.foundation.rulebook.parts import Code, Rule, Text, Whole, entry


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


class Rating(Rule):
    decided_by: Text = entry(_("Ai quyết định"), "Nơi quyết định mức xếp loại.")
    levels: tuple[RatingLevel, ...] = entry(_("Các mức"), "Từ cao xuống thấp.", min_length=2)
    quotas: tuple[Quota, ...] = entry(_("Tỷ lệ"), "Tỷ lệ giới hạn của một mức; chỉ nhắc, không tự sửa.", ())
