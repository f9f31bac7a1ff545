"""No template of the project carries inline code, inline style or an address of another host."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
STYLES = sorted([*SOURCE.rglob("static/**/*.css"), *SOURCE.rglob("static/**/*.js")])
FAULTS = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an inline style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(r"""(?:https?:|["'(])//[\w.]""", re.IGNORECASE),
}


def faults(text: str) -> list[str]:
    return [name for name, pattern in FAULTS.items() if pattern.search(text)]


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_has_nothing_inline_and_nothing_from_outside(template):
    assert faults(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", STYLES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_styles_and_scripts_ask_no_other_host(file):
    text = file.read_text(encoding="utf-8")
    assert not FAULTS["another host"].search(text)
    assert "@import" not in text


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "<style>",
        '<p style="x">',
        '<p onclick="x">',
        '<a href="javascript:x">',
        '<img src="//cdn.example/x">',
        '<a href="https://example.com">',
    ],
)
def test_the_check_finds_what_it_looks_for(text):
    assert faults(text)


def test_own_javascript_stays_small():
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in STYLES if file.suffix == ".js") <= 1200
