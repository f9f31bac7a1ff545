"""The token pairs that pages use, computed after WCAG 2: running text AAA (7), states and controls AA (4.5), edges 3."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "static" / "ui" / "tokens.css").read_text(encoding="utf-8")
THEMES = {"light": 0, "dark": 1, "contrast": 2}
STATES = ("done", "soon", "late", "waiting", "sealed", "plain")


def tokens(theme):
    """The colours in force under a theme: the light ones, overwritten by the theme's own block."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    assert len(blocks) == len(THEMES)
    read = [dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", block)) for block in blocks]
    return read[0] | read[THEMES[theme]]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *((text, ground, 7.0) for text in ("ink", "ink-soft") for ground in ("paper", "sheet", "wash")),
    *((state, ground, 4.5) for state in STATES for ground in ("paper", "sheet", "wash")),
    *((state, f"{state}-wash", 4.5) for state in ("done", "soon", "late", "sealed")),
    *(("ink", f"{state}-wash", 7.0) for state in ("done", "soon", "late", "sealed")),
    ("on-fill", "fill", 4.5),
    ("on-fill", "fill-deep", 4.5),
    ("accent", "paper", 4.5),
    ("accent-deep", "paper", 7.0),
    *(("edge", ground, 3.0) for ground in ("paper", "sheet", "wash")),
    *(("focus", ground, 3.0) for ground in ("paper", "sheet", "wash")),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_contrast(theme, text, ground, least):
    colours = tokens(theme)
    assert contrast(colours[text], colours[ground]) >= least


def test_the_measure_itself():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_no_style_sheet_names_a_colour_of_its_own():
    """Colours live in tokens.css; paper and print know only black, white and greys."""
    for sheet in ("base", "components", "forms", "frame"):
        text = (Path(__file__).parents[1] / "static" / "ui" / f"{sheet}.css").read_text(encoding="utf-8")
        assert not re.search(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(", text), sheet
