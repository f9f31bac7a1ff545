"""Small parts of Word's format that python-docx has no words for: borders, fields, cells without frames, fixed bytes."""

import io
import re
import zipfile
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def clean(text: str) -> str:
    """Text that XML can hold: what came in by a paste from elsewhere may carry control characters."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n"))


def set_font(style_or_run: Any, name: str, size_pt: float) -> None:
    """The font for every script, so that Vietnamese letters do not fall to another one."""
    style_or_run.font.name = name
    style_or_run.font.size = Pt(size_pt)
    fonts = style_or_run.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[theme]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), name)


def shape(
    paragraph: Any,
    *,
    align: str = "left",
    before_pt: float = 0,
    after_pt: float = 0,
    line_pt: float | None = None,
    first_line_mm: float = 0,
    left_mm: float = 0,
    keep_with_next: bool = False,
) -> Any:
    """Alignment, spacing and indents of a paragraph; line_pt sets exact lines."""
    form = paragraph.paragraph_format
    form.alignment = ALIGN[align]
    form.space_before, form.space_after = Pt(before_pt), Pt(after_pt)
    form.first_line_indent, form.left_indent = Mm(first_line_mm), Mm(left_mm)
    form.keep_with_next = keep_with_next
    form.widow_control = True
    if line_pt is not None:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line_pt)
    else:
        form.line_spacing = 1.0
    return paragraph


def write(
    paragraph: Any, text: str, *, size_pt: float, bold: bool = False, italic: bool = False, underline: bool = False
) -> Any:
    """Add a run to a paragraph; line ends inside the text become line breaks."""
    for number, line in enumerate(clean(text).split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)
        run.font.size = Pt(size_pt)
        run.bold, run.italic, run.underline = bold, italic, underline
    return paragraph


def rule_below(paragraph: Any, *, side_mm: float) -> None:
    """A line under a paragraph, drawn in from both sides so that it is as long as the text."""
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )
    paragraph.paragraph_format.left_indent = Mm(side_mm)
    paragraph.paragraph_format.right_indent = Mm(side_mm)


def page_field(paragraph: Any, size_pt: float) -> None:
    """The number of the page."""
    run = paragraph.add_run()
    run.font.size = Pt(size_pt)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run._r.append(part)


def fix_table(table: Any, widths_mm: list[float], *, padding_mm: float) -> None:
    """Fixed column widths and side padding."""
    table.autofit = False
    properties = table._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(round(padding_mm * 56.7)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties.append(margins)
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def keep_rows_whole(table: Any, *, repeat_first: bool) -> None:
    """Rows do not break over pages; the first one is repeated on each."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if repeat_first and number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def same_bytes(content: bytes) -> bytes:
    """The same archive with fixed times, so that equal papers are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, _ZIP_DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
