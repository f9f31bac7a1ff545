"""tusoi serve"""

import click

from tusoi.web.keeping.server import serve


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def command(host: str, port: int) -> None:
    """Chạy máy chủ cùng tiến trình nền.

    Ví dụ: tusoi serve --host 0.0.0.0 --port 8080
    """
    serve(host=host, port=port)
