"""The keeper's commands: serve, worker, recount, verify-journal, sign-in-link."""

import signal
import threading
from datetime import timedelta
from types import FrameType

import click

from tusoi.foundation.access.actions import make_sign_in_link
from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import first_broken
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.tally.actions import recount
from tusoi.process.campaigns.models import Campaign
from tusoi.process.steps import raw_rows
from tusoi.web.keeping.server import serve as run_server
from tusoi.web.keeping.worker import work_until


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(host: str, port: int) -> None:
    """Run the web server with its worker. Example: tusoi serve --host 0.0.0.0 --port 80"""
    run_server(host=host, port=port)


@click.command()
def worker() -> None:
    """Seal the journal, fold the counters, send what is due, until stopped. Example: tusoi worker"""
    stop = threading.Event()

    def halt(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, halt)
    signal.signal(signal.SIGINT, halt)
    work_until(stop)


@click.command("recount")
def recount_all() -> None:
    """Rebuild every counter from the raw rows; exit 1 when some were wrong. Example: tusoi recount"""
    wrong = 0
    for campaign in Campaign.objects.all():
        found = recount(campaign.pk, raw_rows(campaign))
        click.echo(f"{campaign.code}: {found} số đếm sai, đã dựng lại")
        wrong += found
    raise SystemExit(1 if wrong else 0)


@click.command()
def verify_journal() -> None:
    """Walk the chained record; exit 1 at the first entry that was changed or removed. Example: tusoi verify-journal"""
    broken = first_broken()
    if broken is not None:
        click.echo(f"Nhật ký bị sửa từ mục số {broken}", err=True)
        raise SystemExit(1)
    sealed = Entry.objects.exclude(position=None).count()
    click.echo(f"Nhật ký nguyên vẹn: {sealed} mục đã niêm, {Entry.objects.count() - sealed} mục chờ niêm")


@click.command()
@click.argument("username")
@click.option("--hours", default=24, show_default=True, type=click.IntRange(1, 168), help="how long it is valid")
@click.option("--base", default="http://127.0.0.1:8000", show_default=True, help="address people use")
def sign_in_link(username: str, hours: int, base: str) -> None:
    """A link that signs an account in once. Example: tusoi sign-in-link bi-thu-long-tuyen --hours 2"""
    account = Account.objects.filter(username=username).first()
    if account is None:
        click.echo(f"Không có tài khoản “{username}”", err=True)
        raise SystemExit(1)
    click.echo(f"{base}/dang-nhap/{make_sign_in_link(account, valid=timedelta(hours=hours))}/")
