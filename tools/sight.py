"""Print the table of who sees what into docs/who-sees-what.md.

python tools/sight.py          write the file
python tools/sight.py check    exit 1 when it is not what the table says
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.utils import translation

from tusoi.process.campaigns.sight import Standing
from tusoi.web.help.sights import tables

FILE = Path(__file__).parents[1] / "docs" / "who-sees-what.md"
HEAD = """# Who sees what, and when

Printed from the rows in each step's `sight.py` by `python tools/sight.py`; `make check` and a test fail when this file is
not current. The querysets and rules that guard the pages read the same rows, the manual shows them (page "Ai xem được gì"),
and `tests/test_who_sees_what.py` walks a whole review and asks after every step, for every person of the cast and every
page concerned, that exactly these cells are seen. What is not in a row is seen by nobody; a standing is held on one file
(of a unit, a collective, a person), never everywhere.
"""


def lines() -> Iterator[str]:
    yield HEAD
    yield "## As whom somebody looks\n"
    yield "| code | standing |\n|---|---|"
    yield from (f"| `{standing.value}` | {standing.label} |" for standing in Standing)
    yield ""
    for table in tables():
        yield f"## {table.name}\n\n`{table.code}`\n"
        yield "| giai đoạn | ai xem được |\n|---|---|"
        yield from (f"| {'; '.join(row.stages)} | {'<br>'.join(row.who)} |" for row in table.rows)
        yield ""


def render() -> str:
    with translation.override("vi"):
        return "\n".join(lines())


def main() -> int:
    django.setup()
    text = render()
    if sys.argv[1:] == ["check"]:
        if not FILE.exists() or FILE.read_text(encoding="utf-8") != text:
            print("docs/who-sees-what.md is not current; run: python tools/sight.py")
            return 1
        return 0
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
