"""Workbooks that people download: everything in them is text, so that numbers keep their zeros and nothing is a formula."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

WIDE = 24


def workbook(sheets: Sequence[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """An .xlsx of (name, headings, rows). Columns are formatted as text below the rows too: what is typed there stays text."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        bold, text = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "@"})
        for name, headings, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.set_column(0, max(len(headings) - 1, 0), WIDE, text)
            sheet.freeze_panes(1, 0)
            for place, heading in enumerate(headings):
                sheet.write_string(0, place, heading, bold)
            for number, row in enumerate(rows, start=1):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, cell, text)
    return stream.getvalue()
