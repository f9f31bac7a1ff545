"""Translations without gettext's programs: Vietnamese is the language of the source, English a catalogue.

python tools/translations.py check      exit 1 when an English text is missing or stale
python tools/translations.py update     write new texts (empty) into the catalogue and drop stale ones
python tools/translations.py compile    .po -> .mo
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1] / "src" / "tusoi"
PO = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}

HEADER = "# English texts of Tự Soi; Vietnamese is the language of the source."
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # an update that changes no text changes no line


def sources() -> Catalog:
    """Every translatable text of the code and the templates."""
    settings.configure(USE_I18N=True)
    catalog = Catalog(
        locale="en", project="tusoi", version="1", fuzzy=False, header_comment=HEADER, creation_date=NO_DAY
    )
    catalog.revision_date = NO_DAY
    for path in sorted([*ROOT.rglob("*.py"), *ROOT.rglob("*.html")]):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # what is left of the template is no Python: without its indentation the tokenizer takes it
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
        place = str(path.relative_to(ROOT))
        stream = BytesIO(text.encode())
        for _line, message, _comments, context in extract("python", stream, KEYWORDS, options={"encoding": "utf-8"}):
            catalog.add(message, locations=[(place, 0)], context=context)
    return catalog


def read() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as stream:
        return read_po(stream, locale="en")


def untranslated(catalog: Catalog, known: Catalog) -> tuple[list[str], list[str]]:
    """(texts without English, texts in the catalogue that nothing uses)."""

    def key(message: Message) -> tuple[str | None, str]:
        return (message.context, message.id if isinstance(message.id, str) else message.id[0])

    have = {key(m): m for m in known if m.id}
    want = {key(m) for m in catalog if m.id}
    missing = [text for context, text in want if (context, text) not in have or not have[(context, text)].string]
    stale = [text for context, text in have if (context, text) not in want]
    return sorted(missing), sorted(stale)


def update() -> None:
    catalog, known = sources(), read()
    for message in catalog:
        if message.id and (old := known.get(message.id, message.context)):
            message.string = old.string
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as stream:
        write_po(stream, catalog, width=120, sort_output=True, omit_header=False, no_location=True)


def compile_all() -> None:
    """Both catalogues: the English one, and the Vietnamese one that gives the framework's sentences better words."""
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, read_po(source, locale=path.parts[-3]))


def check() -> int:
    missing, stale = untranslated(sources(), read())
    for text in missing:
        print(f"no English text: {text}", file=sys.stderr)
    for text in stale:
        print(f"no longer used:  {text}", file=sys.stderr)
    if missing or stale:
        print("run: .venv/bin/python tools/translations.py update, then fill in", PO, file=sys.stderr)
    return 1 if missing or stale else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["check"]:
            sys.exit(check())
        case ["count"]:
            missing, stale = untranslated(sources(), read())
            print(f"translations: {len(missing)} texts without English, {len(stale)} stale")
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case _:
            sys.exit(__doc__)
