"""tusoi demo"""

import os
import socket
import sys
from datetime import date, timedelta

import click
from django.conf import settings

from tusoi.foundation.kernel.clock import move_office_day
from tusoi.web.demo.commands.options import Day, play_with_bar, refusals, stop
from tusoi.web.demo.play.player import acts_of
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.sample import (
    check_day,
    passphrases,
    remove_sqlite,
    sample,
    sign_in_ways,
    slips_to_try,
    story_until,
    use_sqlite,
)
from tusoi.web.keeping.worker import work_off

HOST = "127.0.0.1"


@click.command("demo")
@click.option("--at", type=Day(), help="Ngày đầu của bản minh họa (mặc định: ngày của bài báo).")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-serve", is_flag=True, help="Chỉ nạp gói và in các liên kết, không chạy máy chủ.")
def command(at: date | None, port: int, no_serve: bool) -> None:
    """Đợt kiểm điểm của bài báo, trong trình duyệt, với liên kết đăng nhập cho từng vai. Mỗi lần chạy là bắt đầu lại.

    Ngày sau khi đợt ấy kết thúc thì có cả đợt của năm sau, tiếp nối những việc còn lại.

    \b
    Ví dụ: tusoi demo --at 2012-10-05 --port 8123
           tusoi demo --at 2013-11-19
    """
    file = settings.VAR / "demo.sqlite3"
    with refusals():
        package = sample()
        day = at or package.about.today
        check_day(package, day)
        if not no_serve:
            _check_free(port)
        remove_sqlite(file)
        use_sqlite(file)
        stages = [Stage(one) for one in story_until(day)]
        for stage in stages:
            play_with_bar(acts_of(stage, until=day - timedelta(days=1)))
        move_office_day(day)
        work_off()
        _tell(stages[0], day, f"http://{HOST}:{port}")
    if not no_serve:
        environment = {
            "TUSOI_DEMO": "1",
            "TUSOI_DATABASE": f"sqlite:///{file.resolve()}",
            "TUSOI_URL": f"http://{HOST}:{port}",
        }
        sys.stdout.flush()
        os.execve(
            sys.executable,
            [sys.executable, "-m", "tusoi", "serve", "--host", HOST, "--port", str(port)],
            os.environ | environment,
        )


def _check_free(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            stop(f'Cổng {port} đang có chương trình khác dùng; chọn cổng khác: make demo ARGS="--port {port + 1}"')


def _tell(stage: Stage, day: date, url: str) -> None:
    say = click.echo
    say("=" * 96)
    say(
        "BẢN MINH HỌA. Dữ liệu minh họa, không có thật. Ai có liên kết dưới đây đều vào được: không dùng cho việc thật."
    )
    say("=" * 96)
    say(f"Đợt kiểm điểm quận Bình Thủy, sáng ngày {day:%d/%m/%Y}. Chuyển ngày: ô “Sang ngày” ở đầu mỗi trang.\n")
    say("Vào vai (mỗi liên kết một người; dùng nhiều trình duyệt hoặc cửa sổ riêng tư để có nhiều người cùng lúc):")
    for way in sign_in_ways(stage.package):
        say(f"  {way.words}\n    {url}{way.path}")
    slips = slips_to_try(stage, day)
    if slips:
        say("\nPhiếu góp ý để thử, không cần tài khoản (mỗi mã dùng một lần):")
    for way in slips:
        say(f"  {way.words}\n    {url}{way.path}")
    say("\nMật khẩu mở phiếu của tổ mở phiếu:")
    for username, passphrase in passphrases(stage.package):
        say(f"  {username}: {passphrase}")
    say(f"\nMở {url} (dừng bằng Ctrl+C)\n")
