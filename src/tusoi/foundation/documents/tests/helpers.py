"""A sample paper with every block, and a reader of the .docx it becomes."""

import io
from datetime import date

from docx import Document
from docx.table import Table as DocxTable

from tusoi.foundation.documents.content import (
    BulletList,
    Heading,
    KeyValue,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from tusoi.foundation.documents.kinds import Audience, DocumentKind

BANNER = "Dữ liệu minh họa, không có thật"
REPORT = DocumentKind("test.report", "Báo cáo thử", "Báo cáo", "BC", audience=Audience.PUBLISHED)
NOTICE = DocumentKind("test.notice", "Thông báo thử", "Thông báo", "TB", audience=Audience.CIRCLE)


def sample(**also):
    values = {
        "edition": "hd-11-vptw-2004",
        "issuer_above": "Đảng bộ quận Bình Thủy",
        "issuer": "Đảng ủy phường Long Tuyền",
        "kind_name": "Báo cáo",
        "subject_line": "kiểm điểm tập thể",
        "place": "Long Tuyền",
        "issued_on": date(2012, 2, 5),
        "number": 5,
        "symbol": "BC/ĐU",
        "bases": ("Căn cứ kế hoạch", "Căn cứ hướng dẫn"),
        "blocks": (
            Heading("Ưu điểm"),
            Heading("Về nguyên tắc", 2),
            Heading("Tập trung dân chủ", 3),
            Paragraph("Dòng một.\nDòng hai."),
            BulletList(("ý một", "ý hai")),
            KeyValue((("Họ và tên", "Ủy viên số 3"),)),
            Table(("TT", "Nội dung"), (("1", "Gửi tài liệu chậm"),), widths=(1, 5), numeric=(0,)),
            PageBreak(),
            Heading("Hạn chế"),
            Heading("Không đánh số", 2, numbered=False),
            Signatures("Người ghi biên bản", "Ủy viên số 3", "Chủ trì hội nghị", "Bí thư"),
        ),
        "signature": Signature("T/M Ban Thường vụ", "Bí thư", "Ủy viên số 1"),
        "recipients": ("Quận ủy", "Lưu Đảng ủy"),
        "draft": False,
        "banner": BANNER,
    }
    return Paper(**(values | also))


def lines_of(content):
    """The text of a .docx from top to bottom; cells of a row are joined by ' | ', lines in a cell by ' / '."""
    lines = []
    for part in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, DocxTable):
            for row in part.rows:
                lines.append(" | ".join(" / ".join(p.text for p in cell.paragraphs if p.text) for cell in row.cells))
        elif part.text.strip():
            lines.append(part.text)
    return lines
