"""Draw every table of transitions into docs/states.md.

python tools/states.py          write the file
python tools/states.py check    exit 1 when it is not what the tables say
"""

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from django.apps import apps
from django.db import models
from django.utils import translation

FILE = Path(__file__).parents[1] / "docs" / "states.md"
HEAD = """# States

Drawn from the `TRANSITIONS` tables by `python tools/states.py`; a test fails when this file is not current.
Every change of state is one conditional UPDATE by `kernel.states.move`. On each arrow stands who may: a permission of a
role, or an assignment that the step's rules ask for.
"""


@dataclass(frozen=True)
class Table:
    """One table: where it stands, the enumeration of its states, and the rows."""

    place: str  # process.issues.SET_TRANSITIONS
    states: type[models.TextChoices]
    rows: dict[str, dict[str, str]]

    @property
    def initial(self) -> str:
        """The default of the model field that holds these states; the first state where no model does."""
        for model in apps.get_models():
            for field in model._meta.concrete_fields:
                if field.choices == self.states.choices and field.name == "state":
                    return str(field.default)
        return str(next(iter(self.states)))

    @property
    def terminal(self) -> set[str]:
        return {str(state) for state in self.states if not self.rows.get(state)}

    @property
    def reached(self) -> set[str]:
        """States that some history leads to."""
        seen, front = set(), [self.initial]
        while front:
            state = front.pop()
            if state not in seen:
                seen.add(state)
                front += [str(to) for to in self.rows.get(state, {})]
        return seen


def tables() -> Iterator[Table]:
    """Every table in a `states.py`, room by room in the order in which they are installed."""
    for config in apps.get_app_configs():
        if not config.name.startswith("tusoi.") or not (Path(config.path) / "states.py").exists():
            continue
        module = importlib.import_module(f"{config.name}.states")
        for name, rows in vars(module).items():
            if name.endswith("TRANSITIONS"):
                place = f"{config.name.removeprefix('tusoi.')}.{name}"
                yield Table(place, type(next(iter(rows))), rows)


def draw(table: Table) -> str:
    lines = [f"## {table.states.__name__}", "", f"`{table.place}`", "", "```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in table.states]
    lines.append(f"    [*] --> {table.initial}")
    for old, nexts in table.rows.items():
        lines += [f"    {old} --> {new}: {str(who).replace('_', ' ')}" for new, who in nexts.items()]
    lines += [f"    {state} --> [*]" for state in table.states if state in table.terminal]
    return "\n".join([*lines, "```", ""])


def render() -> str:
    with translation.override("vi"):
        return "\n".join([HEAD, *(draw(table) for table in tables())])


def main() -> int:
    django.setup()
    text = render()
    if sys.argv[1:] == ["check"]:
        if not FILE.exists() or FILE.read_text(encoding="utf-8") != text:
            print("docs/states.md is not current; run: python tools/states.py")
            return 1
        return 0
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
