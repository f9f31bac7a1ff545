"""tusoi bounces"""

from typing import BinaryIO

import click
from django.views.decorators.debug import sensitive_variables

from tusoi.foundation.kernel.clock import office_now
from tusoi.process.feedback.bounces import failed_recipients, mark_everywhere


@click.command("bounces")
@click.argument("files", nargs=-1, required=True, type=click.File("rb"))
@sensitive_variables()
def command(files: tuple[BinaryIO, ...]) -> None:
    """Đọc thư báo không đến (.eml) và ghi theo nhóm; chỉ đọc địa chỉ, không đọc mã trong thư.

    Xong thì xóa các thư đó: trong thư trả lại còn nguyên mã.

    Ví dụ: tusoi bounces thu-tra-lai/*.eml
    """
    addresses = set()
    for file in files:
        addresses |= failed_recipients(file.read())
    counts = mark_everywhere(addresses, at=office_now())
    for name, count in sorted(counts.items()):
        click.echo(f"{name}: {count} thư không đến")
    known = sum(counts.values())
    click.echo(f"{len(addresses)} địa chỉ trong {len(files)} thư; {known} thuộc đợt đang lấy ý kiến", err=True)
