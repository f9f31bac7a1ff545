"""Write a paper as .docx by its edition's layout. The same paper always gives the same bytes."""

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm

from tusoi.foundation.documents.content import (
    Block,
    BulletList,
    Heading,
    KeyValue,
    PageBreak,
    Paper,
    Paragraph,
    Signatures,
    Table,
)
from tusoi.foundation.documents.docx_parts import (
    clean,
    fix_table,
    keep_rows_whole,
    page_field,
    rule_below,
    same_bytes,
    set_font,
    shape,
    write,
)
from tusoi.foundation.documents.layout import Layout, editions

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
PT_MM = 0.3528
TITLE_LENGTH_EM = 13.8  # the length of "ĐẢNG CỘNG SẢN VIỆT NAM" in bold Times, in ems
CAPITAL_EM = 0.67  # the mean width of a bold capital in Times, in ems
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]


def write_docx(paper: Paper) -> bytes:
    """The paper as a Word file. Raises KeyError for an edition that is not known."""
    return _Writer(paper, editions()[paper.edition]).bytes()


def _balanced(text: str, size_pt: float, width_mm: float) -> str:
    """Break a head line that does not fit near its middle, so that no single word is left on the second line."""
    spaces = [place for place, char in enumerate(text) if char == " "]
    if not spaces or len(text) * CAPITAL_EM * size_pt * PT_MM <= width_mm:
        return text
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"


def ordinal(layout: Layout, level: int, count: int, *, form: bool) -> str:
    """How the count-th heading of a level (from 0) is numbered: I-, 1., a); in a prescribed form I. at the top."""
    if level == 0:
        return f"{ROMAN[count - 1]}." if form else layout.heading_1.replace("I", ROMAN[count - 1])
    if level == 1:
        return layout.heading_2.replace("1", str(count))
    return layout.heading_3.replace("a", "abcdefghijklmnopqrstuvwxyz"[(count - 1) % 26])


class _Writer:
    def __init__(self, paper: Paper, layout: Layout) -> None:
        self.paper, self.layout = paper, layout
        self.document: Any = Document()
        self.width = PAGE_WIDTH_MM - layout.margin_left_mm - layout.margin_right_mm
        self.counts = [0, 0, 0]

    def bytes(self) -> bytes:
        self._page()
        self._head()
        self._title()
        for base_number, text in enumerate(self.paper.bases, start=1):
            last = base_number == len(self.paper.bases)
            end = self.layout.base_last_end if last else self.layout.base_end
            self._body(self.layout.base_form.format(text=text) + end)
        for block in self.paper.blocks:
            self._block(block)
        self._foot()
        self._properties()
        out = io.BytesIO()
        self.document.save(out)
        return same_bytes(out.getvalue())

    def _page(self) -> None:
        layout, section = self.layout, self.document.sections[0]
        set_font(self.document.styles["Normal"], layout.font, layout.body_pt)
        section.page_width, section.page_height = Mm(PAGE_WIDTH_MM), Mm(PAGE_HEIGHT_MM)
        section.top_margin, section.bottom_margin = Mm(layout.margin_top_mm), Mm(layout.margin_bottom_mm)
        section.left_margin, section.right_margin = Mm(layout.margin_left_mm), Mm(layout.margin_right_mm)
        section.header_distance = section.footer_distance = Mm(10)
        section.different_first_page_header_footer = True
        page_field(shape(section.header.paragraphs[0], align="center"), layout.page_number_pt)
        shape(section.first_page_header.paragraphs[0])
        for footer in (section.first_page_footer, section.footer):
            line = shape(footer.paragraphs[0], align="center")
            if self.paper.banner:
                write(line, self.paper.banner, size_pt=10, italic=True)

    def _line(self, cell: Any, text: str, *, first: bool = False, before_pt: float = 0, **look: Any) -> Any:
        paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
        return write(shape(paragraph, align="center", before_pt=before_pt), text, **look)

    def _head(self) -> None:
        layout, paper = self.layout, self.paper
        right_mm = 86.0
        table = self.document.add_table(rows=1, cols=2)
        fix_table(table, [self.width - right_mm, right_mm], padding_mm=0)
        left, right = table.rows[0].cells
        above, issuer = (
            _balanced(text.upper(), layout.head_pt, self.width - right_mm)
            for text in (paper.issuer_above, paper.issuer)
        )
        if above:
            self._line(left, above, first=True, size_pt=layout.head_pt)
        self._line(left, issuer, first=not above, size_pt=layout.head_pt, bold=True)
        self._line(left, layout.star, size_pt=layout.head_pt)
        number_line = layout.number_line(paper.number, paper.symbol)
        if number_line:
            self._line(left, number_line, size_pt=layout.head_pt)
        if not paper.kind_name:
            self._line(left, paper.subject_line, size_pt=layout.letter_subject_pt, italic=True)
        for mark in ((layout.draft_mark,) if paper.draft else ()) + paper.marks:
            self._line(left, mark, size_pt=layout.head_pt, bold=True)
        title = self._line(right, layout.party_title, first=True, size_pt=layout.party_title_pt, bold=True)
        length_mm = TITLE_LENGTH_EM * layout.party_title_pt * PT_MM
        rule_below(title, side_mm=max(0, (right_mm - length_mm) / 2))
        day = layout.date_line(paper.place, paper.issued_on)
        self._line(right, day, before_pt=6, size_pt=layout.head_pt, italic=True)

    def _title(self) -> None:
        layout, paper = self.layout, self.paper
        if paper.kind_name:
            self._centred(paper.kind_name.upper(), before_pt=18, size_pt=layout.kind_pt, bold=True)
            self._centred(paper.subject_line, size_pt=layout.subject_pt, bold=True)
            self._centred(layout.subject_rule, size_pt=layout.subject_pt)
        if paper.addressee:
            self._centred(paper.addressee, before_pt=6, size_pt=layout.body_pt, italic=True)
        shape(self.document.add_paragraph(), line_pt=8)

    def _centred(self, text: str, *, before_pt: float = 0, **look: Any) -> None:
        write(shape(self.document.add_paragraph(), align="center", before_pt=before_pt), text, **look)

    def _body(
        self,
        text: str,
        *,
        align: str = "justify",
        bold: bool = False,
        italic: bool = False,
        keep: bool = False,
        before_pt: float = 0,
    ) -> Any:
        layout = self.layout
        paragraph = shape(
            self.document.add_paragraph(),
            align=align,
            before_pt=before_pt,
            after_pt=layout.paragraph_after_pt,
            line_pt=layout.line_pt,
            first_line_mm=layout.first_line_mm if align in {"justify", "left"} else 0,
            keep_with_next=keep,
        )
        return write(paragraph, text, size_pt=layout.body_pt, bold=bold, italic=italic)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                for text in block.text.replace("\r\n", "\n").split("\n"):
                    if text.strip():
                        self._body(text.strip(), align=block.align, bold=block.bold, italic=block.italic)
            case BulletList():
                for item in block.items:
                    self._body(f"{self.layout.bullet} {item}")
            case Table():
                self._table(block)
            case KeyValue():
                for name, value in block.rows:
                    write(self._body(f"{name}: "), value, size_pt=self.layout.body_pt)
            case PageBreak():
                self.document.add_page_break()
            case Signatures():
                self._two_signatures(block)

    def _heading(self, heading: Heading) -> None:
        level = heading.level - 1
        text = heading.text
        if heading.numbered:
            self.counts[level] += 1
            self.counts[level + 1 :] = [0] * (2 - level)
            text = f"{ordinal(self.layout, level, self.counts[level], form=self.paper.form)} {text}"
        if level == 0 and self.layout.heading_1_caps and not self.paper.form:
            text = text.upper()
        self._body(text, bold=level < 2, italic=level == 2, keep=True, before_pt=6 if level == 0 else 0)

    def _table(self, block: Table) -> None:
        shares = block.widths or (1,) * len(block.columns)
        table = self.document.add_table(rows=1, cols=len(block.columns))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
            write(shape(cell.paragraphs[0], align="center", before_pt=2, after_pt=2), name, size_pt=12, bold=True)
        for row in block.rows:
            for number, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
                align = "right" if number in block.numeric else "left"
                write(shape(cell.paragraphs[0], align=align, before_pt=2, after_pt=2), text, size_pt=12)
        fix_table(table, [self.width * share / sum(shares) for share in shares], padding_mm=1.5)
        keep_rows_whole(table, repeat_first=True)
        shape(self.document.add_paragraph(), line_pt=8)

    def _signed(self, cell: Any, lines: list[tuple[str, bool]], name: str) -> None:
        for number, (text, bold) in enumerate(lines):
            line = self._line(cell, text, first=number == 0, size_pt=self.layout.capacity_pt, bold=bold)
            line.paragraph_format.keep_with_next = True
        for _blank in range(self.layout.signature_gap_lines):
            self._line(cell, "", size_pt=self.layout.capacity_pt).paragraph_format.keep_with_next = True
        self._line(cell, name, size_pt=self.layout.capacity_pt, bold=True)

    def _two_signatures(self, block: Signatures) -> None:
        shape(self.document.add_paragraph(), line_pt=8, keep_with_next=True)
        table = self.document.add_table(rows=1, cols=2)
        fix_table(table, [self.width / 2, self.width / 2], padding_mm=1)
        left, right = table.rows[0].cells
        self._signed(left, [(block.left_title.upper(), True)], block.left_name)
        self._signed(right, [(block.right_title.upper(), True)], block.right_name)
        keep_rows_whole(table, repeat_first=False)

    def _foot(self) -> None:
        paper, layout = self.paper, self.layout
        if paper.signature is None and not paper.recipients:
            return
        shape(self.document.add_paragraph(), line_pt=8, keep_with_next=True)
        table = self.document.add_table(rows=1, cols=2)
        fix_table(table, [self.width / 2 - 4, self.width / 2 + 4], padding_mm=1)
        left, right = table.rows[0].cells
        if paper.recipients:
            write(shape(left.paragraphs[0]), layout.recipients_title, size_pt=layout.body_pt, underline=True)
            for number, name in enumerate(paper.recipients, start=1):
                last = number == len(paper.recipients)
                end = layout.recipients_last_end if last else layout.recipients_end
                text = layout.recipients_form.format(text=name) + end
                write(shape(left.add_paragraph()), text, size_pt=layout.recipients_pt)
        if paper.signature:
            lines = [(paper.signature.capacity.upper(), True), (paper.signature.title.upper(), False)]
            self._signed(right, [(text, bold) for text, bold in lines if text], paper.signature.name)
        keep_rows_whole(table, repeat_first=False)

    def _properties(self) -> None:
        paper, core = self.paper, self.document.core_properties
        day = paper.issued_on
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
        core.author = core.last_modified_by = clean(paper.issuer)
        core.title = clean(f"{paper.kind_name} {paper.subject_line}".strip())[:250]
        core.created = core.modified = moment
        core.comments, core.language, core.revision = "", "vi-VN", 1
