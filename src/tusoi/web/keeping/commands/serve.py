"""tusoi serve"""

import click
from django.conf import settings
from django.core.management import call_command

from tusoi.foundation.secrecy.sweeping import statements_logged
from tusoi.web.keeping.server import serve


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def command(host: str, port: int) -> None:
    """Chạy máy chủ cùng tiến trình nền; tạo hoặc nâng cấp các bảng trước.

    Ví dụ: tusoi serve --host 0.0.0.0 --port 8080
    """
    if settings.SECRET_KEY == settings.OPEN_SECRET_KEY and not settings.DEMO:
        click.echo("Chưa đặt TUSOI_SECRET_KEY: không chạy với khóa ai cũng biết. Tạo khóa rồi giữ kín:", err=True)
        click.echo('  python3 -c "import secrets; print(secrets.token_urlsafe(50))"', err=True)
        raise SystemExit(1)
    call_command("migrate", verbosity=0)
    for setting in statements_logged():
        click.echo(f"Nhật ký của máy chủ PostgreSQL ghi lại câu lệnh ({setting}).", err=True)
        click.echo("Trong đó có giờ nhận từng phiếu, và lời văn khi mở phiếu. Tắt trước khi lấy ý kiến.", err=True)
    serve(host=host, port=port)
