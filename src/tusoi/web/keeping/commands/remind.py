"""tusoi remind"""

import json

import click
from django.utils import timezone

from tusoi.foundation.kernel.clock import office_now
from tusoi.foundation.notices.actions import is_quiet, send_due
from tusoi.foundation.notices.models import Notice
from tusoi.web.keeping.worker import remind_everybody

AT_ONCE = 500


@click.command("remind")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def command(as_json: bool) -> None:
    """Nhắc việc khắc phục đến hạn, quá hạn; gửi thư đang chờ. Cho cron, systemd; chạy lại không nhắc hai lần.

    Trong giờ yên lặng (TUSOI_QUIET_HOURS) chỉ ghi lời nhắc, thư chờ đến sáng. Mã thoát 1 khi có thư không gửi được.

    Ví dụ: tusoi remind
    """
    at, now = office_now(), timezone.now()
    reminded, sent, failed = remind_everybody(at), 0, 0
    while (done := send_due(at=at, now=timezone.now(), limit=AT_ONCE)).sent + done.failed + done.waiting:
        sent, failed = sent + done.sent, failed + done.failed
    told = {
        "reminded": reminded,
        "sent": sent,
        "failed": failed,
        "waiting": Notice.objects.waiting().count(),
        "quiet": is_quiet(now),
    }
    if as_json:
        click.echo(json.dumps(told))
    else:
        click.echo(f"Đã nhắc {reminded} việc; gửi {sent} thư, {failed} thư không gửi được, {told['waiting']} thư chờ.")
        if told["quiet"]:
            click.echo("Đang giờ yên lặng: thư chờ đến sáng.")
    raise SystemExit(1 if failed else 0)
