"""Write examples/binh-thuy-2013 anew: the same bytes every time.

    DJANGO_SETTINGS_MODULE=tusoi.settings python -m tools.make_binh_thuy_2013 [FOLDER]

The campaign of the year after, on the units and people of examples/binh-thuy-2012, which it reads. All of it is invented.
"""

import sys
from importlib import import_module
from pathlib import Path

from tools.binh_thuy.world import NOTICE, World
from tools.binh_thuy_2013.between import make_between
from tools.binh_thuy_2013.followup import make_followup
from tools.binh_thuy_2013.immediate import make_immediate
from tools.binh_thuy_2013.ratings import make_ratings
from tools.binh_thuy_2013.reviews import Reviews
from tools.binh_thuy_2013.year import (
    CLOSED,
    CLOSED_BEFORE,
    COVERAGE_AS_OF,
    LEADER,
    OFFICER,
    OPENED,
    PLANNED,
    SEED,
    Year,
)

from tusoi.cli import set_up
from tusoi.web.demo.package.package import FILES, Package, columns_of

EXAMPLES = Path(__file__).parents[1] / "examples"
FOLDER = EXAMPLES / "binh-thuy-2013"

ABOUT = f"""# {NOTICE}
format = 1
code = "binh-thuy-2013"
title = "Kiểm điểm cuối năm 2013, quận Bình Thủy (tiếp đợt 2012)"
notice = "{NOTICE}"
procedure = "annual-2013"
unit = "quan-uy-binh-thuy"
today = 2013-11-19

[calendar]
planned = {PLANNED}
opened = {OPENED}
coverage_as_of = {COVERAGE_AS_OF}
closed = {CLOSED}

[actors]
officer = "{OFFICER}"
leader = "{LEADER}"

[follows]
package = "binh-thuy-2012"
closed_on = {CLOSED_BEFORE}
note = "Đã hết thời gian của đợt; khuyết điểm chưa khắc phục xong chuyển trong sổ, cam kết làm tiếp với người giám sát cũ."
by = "{OFFICER}"

[[assumption]]
text = "Không có bài báo nào về năm 2013: cả đợt này là bịa ra, để thấy khuyết điểm của đợt trước đi tiếp thế nào."

[[assumption]]
text = "Quy trình annual-2013 và cách xếp loại là giả định của gói mẫu; mọi mức xếp loại và số phiếu là bịa ra."

[[assumption]]
text = "Mọi thiếu sót nêu trong gói đều là việc thủ tục, vô hại; đối tượng cá nhân chỉ mang số thứ tự."
"""


def make(folder: Path, before: Package) -> None:
    """Write the whole package into a folder. before: the package of 2012."""
    year = Year(before, World(SEED))
    make_between(year)
    Reviews(year).make()
    make_ratings(year)
    make_followup(year)
    make_immediate(year)
    year.world.write(folder, {file: columns_of(spec.model) for file, spec in FILES.items()})
    (folder / "package.toml").write_text(ABOUT, encoding="utf-8")


if __name__ == "__main__":
    set_up()
    read = import_module("tusoi.web.demo.package.reader")  # needs Django made ready
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER, read.load(EXAMPLES / "binh-thuy-2012"))
