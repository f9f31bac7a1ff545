"""Vietnamese text: keys for sorting and searching, because no engine here does it by itself.

Order of letters and of tones as in Vietnamese dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
"""

import unicodedata

_LETTERS = {letter: f"{rank:02d}" for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=20)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn belong to the letter


def unaccent(text: str) -> str:
    """'Phương Ân' -> 'phuong an': lower case, no marks, single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(plain.replace("đ", "d").split())


def tidy(text: str) -> str:
    """Composed letters, single spaces, nothing invisible: as a name is stored, however the office's program wrote it."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(c for c in composed if unicodedata.category(c) not in {"Cc", "Cf"} or c.isspace()).split())


def phone_key(text: str) -> str:
    """'+84 912.345.678' -> '0912345678': digits alone, the country's 84 as 0."""
    digits = "".join(c for c in text if c in "0123456789")
    return "0" + digits[2:] if digits.startswith("84") and len(digits) > 10 else digits


def sort_key(text: str) -> str:
    """A key that sorts by letters first, by tones where the letters are equal; numbers by value.

    Digits alone, so that every collation of every engine agrees; a word sorts before those it begins.
    """
    letters, tones, digits = [], [], ""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    base = ""

    def flush(base: str) -> str:
        return _LETTERS.get(unicodedata.normalize("NFC", base), "10" if base.isspace() else "11") if base else ""

    for char in decomposed:
        if char.isdigit():
            letters.append(flush(base))
            base, digits = "", digits + char
            continue
        if digits:
            letters.append("12" + digits.zfill(6))
            digits = ""
        if char in _TONES:
            tones.append(f"{len(letters):03d}{_TONES[char]}")
        elif char in _SHAPES:
            base += char
        else:
            letters.append(flush(base))
            base = char
    letters.append(flush(base))
    if digits:
        letters.append("12" + digits.zfill(6))
    return "".join(letters) + "00" + "".join(tones)


def person_sort_key(name: str) -> str:
    """People are sorted by given name (the last word), then family name, then the rest: An, Nguyễn Văn."""
    words = name.split()
    return sort_key(" ".join([words[-1], *words[:-1]])) if words else ""
