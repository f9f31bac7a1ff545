"""What goes on paper, as PDF made in memory: never a file, since the codes are in it.

Like every paper it is Vietnamese whatever the reader's language is, so its words do not pass through gettext.
"""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
import segno
import typst
from django.utils.formats import date_format
from django.views.decorators.debug import sensitive_variables

from tusoi.process.feedback.models import Round
from tusoi.process.feedback.states import Box

TEMPLATE = Path(__file__).parent / "typst" / "slips.typ"
FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"

UNCOVERED = (
    "Chương trình không ghi ai viết phiếu nào. Nhưng lời văn, nét chữ, dấu vân tay trên giấy, bì thư gửi bưu điện "
    "vẫn có thể cho biết người viết. Muốn kín hơn thì gửi qua trang mạng và không viết điều gì chỉ mình mới biết."
)
LETTER_STEPS = (
    "Bốc một tập phiếu bất kỳ trong số các tập đã gấp kín. Không ai ghi tập nào đưa cho ai; không nhận tập phiếu đưa riêng.",
    "Gửi ý kiến theo một trong hai cách: quét mã trong tập bằng điện thoại rồi viết trên trang mạng; hoặc viết vào các "
    "tờ giấy trong tập, bỏ vào phong bì dán kín không ghi gì bên ngoài, nộp vào hòm phiếu.",
    "Mỗi mã chỉ dùng một lần: đã gửi qua mạng thì không nộp giấy nữa.",
    "Phong bì chỉ mở sau khi hết hạn, trước mặt tổ mở phiếu. Không có ý kiến về ai thì để trống tờ đó.",
)
REMINDER_STEPS = (
    "Thư này gửi cho cả nhóm, vì chương trình không biết ai đã gửi phiếu. Nếu đã gửi, xin bỏ qua.",
    "Nếu chưa gửi, xin dùng tập phiếu đã nhận: quét mã bằng điện thoại, hoặc viết vào giấy, bỏ phong bì dán kín, nộp vào "
    "hòm phiếu.",
    "Nếu không còn tập phiếu, xin báo để được cấp lại; không ai ghi ai đã nhận tập nào.",
)
COVER_STEPS = (
    "Không ghi tên, không ký. Tập phiếu này không mang dấu hiệu gì cho biết đã đưa cho ai.",
    "Gửi qua mạng: quét hình vuông dưới đây bằng điện thoại, hoặc mở trang mạng ghi bên dưới rồi gõ mã. Chữ hoa, chữ "
    "thường, dấu cách gõ thế nào cũng được.",
    "Hoặc viết vào các tờ sau, mỗi tờ về một tập thể hoặc cá nhân; gấp cả tập, bỏ phong bì dán kín, nộp vào hòm phiếu. "
    "Các tờ cùng mang một mã nên không cần kẹp riêng.",
)
OWN_STEPS = (
    "Phiếu này mang tên tổ chức; tổ mở phiếu thấy tên đó, người được góp ý thì không.",
    "Gửi qua mạng: quét hình vuông dưới đây, hoặc mở trang mạng ghi bên dưới rồi gõ mã.",
    "Hoặc viết vào các tờ sau và gửi lại trong phong bì dán kín. Mỗi mã chỉ dùng một lần.",
)


def letters_pdf(round: Round, names: Sequence[str], address: str, *, reminder: bool = False) -> bytes:
    """One named letter a page: the invitation, or a reminder, which goes to the whole group. There is no code on them."""
    words = _words(round, date_format(round.closes_on, "d/m/Y"))
    if reminder:
        words |= {"letter": "Thư nhắc góp ý", "letter_steps": list(REMINDER_STEPS)}
    return _pdf("letters", round, address, names=list(names), words=words)


@sensitive_variables()
def sheets_pdf(round: Round, sheets: Sequence[tuple[str, str]], address: str, *, cut: bool) -> bytes:
    """Sheets of (code, organisation or ""), in the order given. cut: codes alone, twelve on a page, to be cut apart."""
    rows = [{"code": code, "label": label, "qr": _qr(address, code)} for code, label in sheets]
    return _pdf("codes" if cut else "slips", round, address, sheets=rows)


@sensitive_variables()
def _qr(address: str, code: str) -> str:
    """The code stands behind "#": browsers do not send that part, so no log gets it."""
    drawn = io.BytesIO()
    segno.make(f"{address}#{code}", error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()


@sensitive_variables()
def _pdf(kind: str, round: Round, address: str, **parts: Any) -> bytes:
    day = date_format(round.closes_on, "d/m/Y")
    data = {
        "kind": kind,
        "title": round.title,
        "asker": round.campaign_unit.name,
        "notice": round.campaign.sample_notice,
        "address": address,
        "subjects": [
            {"name": s.name, "office": ", ".join(filter(None, [s.position, s.office])), "whole": str(s)}
            for s in round.subjects.all()
        ],
        "boxes": ["Ưu điểm", "Hạn chế, khuyết điểm (việc gì, khi nào, ảnh hưởng ra sao)", "Đề nghị"],
        "names": [],
        "sheets": [],
        "words": _words(round, day),
    } | parts
    assert len(data["boxes"]) == len(Box)
    compiler = typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)
    made = compiler.compile(TEMPLATE.read_bytes(), sys_inputs={"data": json.dumps(data)}, format="pdf")
    assert isinstance(made, bytes)
    return made


def _words(round: Round, day: str) -> dict[str, Any]:
    contact = round.campaign.rules.help_contact
    return {
        "letter": "Thư mời góp ý",
        "dear": "Kính gửi:",
        "ask": f"{round.campaign_unit.name} kính mời góp ý, đến hết ngày {day}, về các tập thể, cá nhân sau đây:",
        "letter_steps": list(LETTER_STEPS),
        "uncovered_title": "Điều chương trình không che được",
        "uncovered": UNCOVERED,
        "contact": f"Nếu bị gây khó khăn vì đã góp ý, xin liên hệ: {contact}.",
        "cover": f"Phiếu góp ý, nhận đến hết ngày {day}",
        "cover_steps": list(COVER_STEPS),
        "own_steps": list(OWN_STEPS),
        "open_page": "hoặc mở trang",
        "sheet": "Tờ",
        "paper_foot": "Không ghi tên. Viết thêm ở mặt sau nếu thiếu chỗ. Không cần viết đủ các ô.",
        "strip": f"Không ghi tên. Đến hết ngày {day}, quét hình bên hoặc gõ mã ở trang:",
    }
