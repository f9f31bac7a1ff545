"""tusoi sign-in-link"""

from datetime import timedelta

import click

from tusoi.foundation.access.actions import make_sign_in_link
from tusoi.foundation.access.models import Account


@click.command("sign-in-link")
@click.argument("username")
@click.option("--hours", default=24, show_default=True, type=click.IntRange(1, 168), help="How long it is valid.")
@click.option("--base", default="http://127.0.0.1:8000", show_default=True, help="The address people use.")
def command(username: str, hours: int, base: str) -> None:
    """Liên kết đăng nhập dùng một lần.

    Ví dụ: tusoi sign-in-link bi-thu-long-tuyen --hours 2
    """
    account = Account.objects.filter(username=username).first()
    if account is None:
        click.echo(f"Không có tài khoản “{username}”", err=True)
        raise SystemExit(1)
    click.echo(f"{base}/dang-nhap/{make_sign_in_link(account, valid=timedelta(hours=hours))}/")
