"""tusoi near-copies FOLDER"""

import json
import sys
from pathlib import Path

import click

from tusoi.foundation.likeness.folder import Folder, shown
from tusoi.foundation.likeness.pairs import near_copies_among


@click.command("near-copies")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In một danh sách JSON.")
def command(folder: Path, as_json: bool) -> None:
    """Tìm trong một thư mục tệp chữ (UTF-8) những bài gần như trùng nhau, bằng đúng bộ dò của các lưu ý thực chất.

    In từng cặp, theo thứ tự tên tệp, với phần của bài này có trong bài kia, từ 0 đến 1; câu mẫu mà nhiều bài cùng viết thì
    không kể. Tìm cả trong thư mục con; tệp và thư mục ẩn, đường dẫn tượng trưng thì bỏ qua.

    Tệp không đọc được hoặc không phải là chữ UTF-8 thì được nêu tên, các tệp khác vẫn được so. Mã thoát: 0 là đã so hết, 1 là
    có tệp không so được, 2 là gọi sai.

    \b
    Ví dụ: tusoi near-copies /tmp/bao-cao --json
    """
    texts = Folder(folder)
    pairs = near_copies_among(len(texts.names), texts.read)
    names = [shown(name) for name in texts.names]
    found = [{"a": names[p.one], "b": names[p.other], "containment": round(p.containment, 4)} for p in pairs]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        for row in found:
            click.echo(f"{row['a']}\t{row['b']}\t{row['containment']}")
    for fault in texts.faults:
        click.echo(fault, err=True)
    if not as_json:
        click.echo(f"{texts.compared} bài, {len(found)} cặp gần như trùng nhau", err=True)
    sys.exit(1 if texts.faults else 0)
