"""tusoi clock"""

import click
from django.db import transaction
from django.utils import timezone

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.clock import office_now
from tusoi.foundation.kernel.leaps import confirm, doubt
from tusoi.foundation.kernel.models import ClockMark
from tusoi.web.keeping.states import Act


@click.command("clock")
@click.option("--confirm", "by", metavar="USERNAME", help="This person has looked at a calendar: the clock is right.")
def command(by: str | None) -> None:
    """Đồng hồ máy chủ có tin được không; mã thoát 1 khi chương trình ngờ nó và không hủy gì theo ngày.

    Ví dụ: tusoi clock --confirm quan-tri
    """
    now = timezone.localtime()
    click.echo(f"Đồng hồ máy chủ: {now:%H:%M ngày %d/%m/%Y}")
    if by is not None:
        account = Account.objects.filter(username=by).first()
        if account is None:
            click.echo(f"Không có tài khoản “{by}”", err=True)
            raise SystemExit(1)
        with transaction.atomic():
            confirm(now)
            record(Act.CLOCK_CONFIRMED, ClockMark.objects.get(pk=1), by=account, at=office_now())
        click.echo("Đã xác nhận; việc hủy theo hạn tiếp tục")
    if text := doubt():
        click.echo(text, err=True)
        raise SystemExit(1)
