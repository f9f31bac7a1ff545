"""What people paste, from Word or from a page, as plain text: paragraphs, and a dash for each item of a list. Pure."""

import html
import re
import unicodedata

import nh3

BLOCKS = {"p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"}
UNSEEN = {"script", "style", "head", "title", "xml"}
_MARKUP = re.compile(r"<(html|body|meta|p|div|span|table|o:p|!--\s*\[if|!--StartFragment)\b[^>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<li[^>]*>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]>\s*(?=<t[dh])", re.IGNORECASE)
_BREAK = re.compile(r"</?(p|div|br|tr|h[1-6]|table|ul|ol)\b[^>]*>|</li>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_BULLET = re.compile(
    r"^[ \t]*(?:[\u2022\u00b7\u25cf\u25aa\u25e6\uf0a7\uf0b7\uf0d8\uf076]|o(?=\t)|[\u00a7\u00d8](?=[\t ]))[ \t]*",
    re.MULTILINE,
)
_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]")
_SPACES = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """A text as it is kept. Markup that came along is taken out, its paragraphs stay; nothing unseen is kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    if "<" in text and _MARKUP.search(text):
        text = _without_markup(text)
    text = _BULLET.sub("- ", unicodedata.normalize("NFC", text))
    lines = (_SPACES.sub(" ", line).strip() for line in _HIDDEN.sub("", text).split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def _without_markup(text: str) -> str:
    """Where markup is, line breaks of the source are only spaces."""
    clean = nh3.clean(text, tags=BLOCKS, attributes={}, clean_content_tags=UNSEEN)
    clean = _ITEM.sub("\n- ", _CELL.sub(" | ", clean.replace("\n", " ")))
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", clean)))
