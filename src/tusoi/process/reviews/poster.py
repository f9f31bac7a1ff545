"""The notice for a board in letters that are read standing, as PDF: the words of the issued notice, made large."""

import io
import json
from pathlib import Path

import fontpkg_be_vietnam_pro
import segno
import typst

from tusoi.foundation.documents.content import blocks_to_data
from tusoi.process.reviews.back import Back
from tusoi.process.reviews.documents_back import board_notice

TEMPLATE = Path(__file__).parent / "typst" / "poster.typ"
FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"


def poster_pdf(back: Back, address: str) -> bytes:
    """A3, on as many sheets as it takes. address: of the page that says the same, which the square code leads to."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    data = {
        "asker": back.round.campaign_unit.name,
        "notice": back.round.campaign.sample_notice,
        "heading": "Góp ý đã được trả lời thế nào",
        "title": back.round.title,
        "qr": drawn.getvalue().decode(),
        "scan": "Quét để xem trên điện thoại",
        "blocks": blocks_to_data(board_notice(back)),
    }
    compiler = typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)
    made = compiler.compile(TEMPLATE.read_bytes(), sys_inputs={"data": json.dumps(data)}, format="pdf")
    assert isinstance(made, bytes)
    return made
