"""The texts of a folder, read when they are needed."""

import os
from collections.abc import Iterator
from pathlib import Path

NO_TEXT = "\0"  # stands in no text; in pictures and in UTF-16 it does


class Folder:
    """names: of the text files, below the folder and in order, with / on every system; faults: sentences, one a file.

    Hidden files and folders are left out, and symbolic links, which may lead out of the folder or round in it.
    A file that is no text in UTF-8, or cannot be read, is a fault and counts as empty; a folder that cannot be read is a fault too.
    """

    def __init__(self, top: Path) -> None:
        self.top = top
        self._faults: dict[str, str] = {}
        self.names = sorted(self._walk())

    @property
    def compared(self) -> int:
        return sum(name not in self._faults for name in self.names)

    @property
    def faults(self) -> list[str]:
        return [self._faults[name] for name in sorted(self._faults)]

    def read(self, place: int) -> str:
        name = self.names[place]
        if name in self._faults:
            return ""
        try:
            text = (self.top / name).read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            text = NO_TEXT
        except OSError as fault:
            self._unread(name, fault)
            return ""
        if NO_TEXT in text:
            self._faults[name] = f"Không phải là chữ UTF-8, không so: {shown(name)}"
            return ""
        return text

    def _walk(self) -> Iterator[str]:
        for folder, folders, files in os.walk(self.top, onerror=self._no_entry):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in files:
                path = Path(folder, name)
                if not name.startswith(".") and path.is_file() and not path.is_symlink():
                    yield path.relative_to(self.top).as_posix()

    def _no_entry(self, fault: OSError) -> None:
        self._unread(Path(fault.filename).relative_to(self.top).as_posix(), fault)

    def _unread(self, name: str, fault: OSError) -> None:
        self._faults[name] = f"Không đọc được, không so: {shown(name)} ({fault.strerror})"


def shown(name: str) -> str:
    """A file's name as it can be printed, also where it is no UTF-8 itself."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
