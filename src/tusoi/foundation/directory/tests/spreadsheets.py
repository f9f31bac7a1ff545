"""Files as offices send them, made in memory."""

import io
import zipfile
from xml.sax.saxutils import escape

import xlsxwriter

HEADINGS = ["Số", "Họ và tên", "Năm sinh", "Điện thoại", "Đơn vị", "Tình trạng", "Từ ngày"]


def csv_text(*rows, headings=HEADINGS, delimiter=","):
    return "\r\n".join(delimiter.join(row) for row in [headings, *rows]) + "\r\n"


def xlsx(*rows, fill=None):
    """Cells keep their type: texts, numbers, days. fill: writes more into (book, sheet)."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if hasattr(cell, "year"):
                    sheet.write_datetime(number, place, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                else:
                    sheet.write(number, place, cell)
        if fill:
            fill(book, sheet)
    return stream.getvalue()


def ods(*rows):
    """The least that is an OpenDocument spreadsheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="A">{cells}</table:table></office:spreadsheet></office:body>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        content = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>{body}</office:document-content>'
        )
        packed.writestr("content.xml", content)
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        packed.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{manifest}"></manifest:manifest>')
    return stream.getvalue()
