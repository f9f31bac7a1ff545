"""Write a paper as PDF by its edition's layout, from the same content as the Word file. Made in memory, no file."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from tusoi.foundation.documents.content import Heading, Paper, to_data
from tusoi.foundation.documents.docx_writer import ordinal
from tusoi.foundation.documents.layout import Layout, editions

TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"
FONTS = ("Times New Roman", "Tinos", "Libertinus Serif")  # the last one is inside the typesetter and has every letter


def write_pdf(paper: Paper) -> bytes:
    """The paper as a PDF file. Raises KeyError for an edition that is not known."""
    layout = editions()[paper.edition]
    data = {"paper": _ready(paper, layout), "layout": _plain(layout), "fonts": FONTS}
    made = typst.Compiler().compile(TEMPLATE.read_bytes(), sys_inputs={"data": json.dumps(data)}, format="pdf")
    assert isinstance(made, bytes)
    return made


def _plain(layout: Layout) -> dict[str, Any]:
    return {name: value for name, value in asdict(layout).items() if name not in {"provenance", "since"}}


def _ready(paper: Paper, layout: Layout) -> dict[str, Any]:
    """The paper's data with the lines that the layout words: number, date, bases, headings with their numbers."""
    marks = ((layout.draft_mark,) if paper.draft else ()) + paper.marks
    data = to_data(paper) | {
        "number_line": layout.number_line(paper.number, paper.symbol),
        "date_line": layout.date_line(paper.place, paper.issued_on),
        "marks": list(marks),
        "bases": _ended(paper.bases, layout.base_form, layout.base_end, layout.base_last_end),
        "recipients": _ended(
            paper.recipients, layout.recipients_form, layout.recipients_end, layout.recipients_last_end
        ),
    }
    counts = [0, 0, 0]
    for block, row in zip(paper.blocks, data["blocks"], strict=True):
        if isinstance(block, Heading):
            row["text"] = _heading(block, counts, layout, form=paper.form)
    return data


def _ended(texts: tuple[str, ...], form: str, end: str, last: str) -> list[str]:
    return [form.format(text=text) + (last if n == len(texts) else end) for n, text in enumerate(texts, start=1)]


def _heading(heading: Heading, counts: list[int], layout: Layout, *, form: bool) -> str:
    level, text = heading.level - 1, heading.text
    if heading.numbered:
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        text = f"{ordinal(layout, level, counts[level], form=form)} {text}"
    return text.upper() if level == 0 and layout.heading_1_caps and not form else text
