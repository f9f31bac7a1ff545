"""tusoi near-copies FOLDER"""

import json
import sys
from pathlib import Path

import click

from tusoi.foundation.likeness.pairs import near_copies_among


class NotText(Exception):
    """A file of the folder that is no text."""


@click.command("near-copies")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In một danh sách JSON.")
def command(folder: Path, as_json: bool) -> None:
    """Tìm trong một thư mục tệp chữ (UTF-8) những bài gần như trùng nhau, bằng đúng bộ dò của các lưu ý thực chất.

    In từng cặp với phần của bài này có trong bài kia, từ 0 đến 1; câu mẫu mà bài nào cũng viết thì không kể.

    \b
    Ví dụ: tusoi near-copies /tmp/bao-cao --json
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path.relative_to(folder)))
    names = [path.relative_to(folder).as_posix() for path in files]
    try:
        pairs = near_copies_among(len(files), lambda place: _text(files[place]))
    except NotText as fault:
        click.echo(str(fault), err=True)
        sys.exit(1)
    found = [{"a": names[p.one], "b": names[p.other], "containment": round(p.containment, 4)} for p in pairs]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for row in found:
        click.echo(f"{row['a']}\t{row['b']}\t{row['containment']}")
    click.echo(f"{len(files)} bài, {len(found)} cặp gần như trùng nhau", err=True)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NotText(f"Tệp không phải là chữ UTF-8: {path}") from None
