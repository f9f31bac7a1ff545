"""Write examples/binh-thuy-2012 anew: `python -m tools.make_binh_thuy [FOLDER]`. The same seed gives the same bytes.

The figures are those of the article; what the article does not say is invented and listed in package.toml.
"""

import sys
from pathlib import Path

from tools.binh_thuy.feedback import make_feedback, round_toml
from tools.binh_thuy.followup import make_followup
from tools.binh_thuy.plan import about, make_plan
from tools.binh_thuy.reviews import Reviews
from tools.binh_thuy.roll import make_roll
from tools.binh_thuy.world import World

from tusoi.web.demo.package.package import FILES, columns_of

FOLDER = Path(__file__).parents[1] / "examples" / "binh-thuy-2012"


def make(folder: Path) -> None:
    """Write the whole package into a folder."""
    world = World()
    roll = make_roll(world)
    subjects = make_plan(world, roll)
    issues = make_feedback(world, roll, subjects)
    upheld = Reviews(world, roll, subjects, issues).make()
    make_followup(world, roll, upheld)
    world.write(folder, {file: columns_of(spec.model) for file, spec in FILES.items()})
    (folder / "package.toml").write_text(about(), encoding="utf-8")
    (folder / "round.toml").write_text(round_toml(subjects), encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
