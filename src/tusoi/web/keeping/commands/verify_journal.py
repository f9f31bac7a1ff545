"""tusoi verify-journal"""

import click

from tusoi.foundation.journal.actions import first_broken
from tusoi.foundation.journal.models import Entry


@click.command("verify-journal")
def command() -> None:
    """Soát nhật ký; mã thoát 1 khi có mục bị sửa, bị xóa.

    Ví dụ: tusoi verify-journal
    """
    broken = first_broken()
    if broken is not None:
        click.echo(f"Nhật ký bị sửa từ mục số {broken}", err=True)
        raise SystemExit(1)
    sealed = Entry.objects.exclude(position=None).count()
    waiting = Entry.objects.filter(position=None).count()
    click.echo(f"Nhật ký nguyên vẹn: {sealed} mục đã niêm, {waiting} mục chờ niêm")
