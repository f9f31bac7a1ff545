"""A program of its own that opens one file handed in by somebody, with little memory and little time, and dies with it.

Run as `python -I cell.py pdf|photo SIDE < file`: a file that swells, hangs or breaks the library that reads it takes
this process down and not the server. Exit code 0: taken (a photo comes out on stdout, drawn anew); else a code of `Fault`.
It knows nothing of the rest of the program, so that it starts at once.
"""

import io
import resource
import sys
from collections.abc import Iterator
from enum import IntEnum
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 15
PIXELS = 100_000_000  # the largest phone cameras; a drawing of so many pixels fits in MEMORY
QUALITY = 85
DEEPEST = 60


class Fault(IntEnum):
    PROGRAMS = 3
    PASSWORD = 4
    DAMAGED = 5
    TOO_LARGE = 6


# What a plain paper never holds: code, other files, forms that send, media players (ISO 32000-2, 12.6.4 and 7.11.4).
KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/RichMedia", "/RichMediaContent", "/XFA"}
ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Movie", "/Sound", "/Rendition",
    "/RichMediaExecute", "/GoTo3DView", "/ResetForm",
}  # fmt: skip
TYPES = {"/EmbeddedFile", "/Filespec", "/RichMedia"}
NOTES = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D", "/Sound"}


def _is_bad(part: Any) -> bool:
    keys = set(part.keys())
    said = {name: str(part.get(name)) for name in ("/S", "/Type", "/Subtype") if name in keys}
    return bool(keys & KEYS or said.get("/S") in ACTIONS or said.get("/Type") in TYPES or said.get("/Subtype") in NOTES)


def _parts(thing: Any, pikepdf: Any, depth: int = 0) -> Iterator[Any]:
    """Every dictionary written in this object; those it only points to are objects of their own."""
    if depth > DEEPEST:
        raise ValueError("too deep")
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.Dictionary):
        yield thing
        inside = [thing.get(key) for key in thing.keys()]  # noqa: SIM118
    else:
        inside = list(thing) if isinstance(thing, pikepdf.Array) else []
    for one in inside:
        if isinstance(one, pikepdf.Object) and not one.is_indirect:
            yield from _parts(one, pikepdf, depth + 1)


def check_pdf(content: bytes) -> Fault | None:
    """Every object is read, also those in compressed parts, under any spelling of its names."""
    import pikepdf  # noqa: PLC0415  a photo does not wait for it

    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as paper:
            if paper.is_encrypted:
                return Fault.PASSWORD
            if not len(paper.pages):
                return Fault.DAMAGED
            for thing in paper.objects:
                if any(_is_bad(part) for part in _parts(thing, pikepdf)):
                    return Fault.PROGRAMS
    except pikepdf.PasswordError:
        return Fault.PASSWORD
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return Fault.DAMAGED
    return None


def draw_anew(content: bytes, side: int) -> bytes | Fault:
    """The picture alone: upright, at most `side` pixels long, without place, camera, thumbnail or anything after its end."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is unpacked
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as found:
            if found.width * found.height > PIXELS:
                return Fault.TOO_LARGE
            found.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail((side, side))
            flat = Image.new("RGB", upright.size, "white")
            clear = upright.convert("RGBA")
            flat.paste(clear, mask=clear.getchannel("A"))
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        ArithmeticError,
        TypeError,
        AttributeError,
        IndexError,
        KeyError,
    ):
        return Fault.DAMAGED
    made = io.BytesIO()
    flat.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


def main(what: str, side: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    content = sys.stdin.buffer.read()
    try:
        if what == "pdf":
            return int(check_pdf(content) or 0)
        made = draw_anew(content, side)
    except (MemoryError, RecursionError):
        return int(Fault.TOO_LARGE)
    if isinstance(made, Fault):
        return int(made)
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
