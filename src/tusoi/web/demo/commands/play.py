"""tusoi play PACKAGE..."""

import json
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.downloads import file_name
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.web.demo.commands.options import Day, play_with_bar, refusals
from tusoi.web.demo.package.package import Package
from tusoi.web.demo.package.reader import load
from tusoi.web.demo.play.player import acts_of
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.play.summary import Summary, summary_of
from tusoi.web.demo.sample import check_day, check_follows, fresh_sqlite, remove_sqlite
from tusoi.web.keeping.worker import work_off

LINES = {
    "members": "Đảng viên trong danh sách",
    "required": "Phải dự quán triệt",
    "trained": "Đã dự ít nhất một lớp",
    "classes": "Lớp quán triệt",
    "key_cadres_trained": "Cán bộ chủ chốt và cán bộ phòng, ban đã dự lớp của cấp trên",
    "makeup_classes": "Lớp bổ sung",
    "trained_at_end": "Đã dự ít nhất một lớp, tính đến ngày cuối",
    "declared_figures": "Số liệu đơn vị báo cáo",
    "subjects": "Đối tượng được lấy ý kiến",
    "subjects_reviewed": "Tập thể, cá nhân kiểm điểm",
    "slips_invited": "Nơi và người được mời góp ý",
    "slips_returned": "Phiếu đã nhận",
    "issues_raised": "Vấn đề đã nêu",
    "issues_answered": "Vấn đề đã tiếp thu, giải trình",
    "issues_upheld": "Vấn đề kết luận có khuyết điểm",
    "suggested_collectives": "Tập thể được gợi ý",
    "suggested_individuals": "Cá nhân được gợi ý",
    "meetings_held": "Hội nghị đã họp",
    "ballots_counted": "Lần bỏ phiếu đã kiểm",
    "minutes_fixed": "Biên bản đã ký đủ",
    "immediate_actions": "Việc phải làm ngay ghi trong biên bản",
    "commitments": "Cam kết khắc phục",
    "commitments_verified": "Cam kết đã xác nhận xong",
    "reminders_sent": "Lời nhắc việc khắc phục",
    "documents": "Văn bản đã ban hành",
    "reports_submitted": "Báo cáo đã nộp",
    "reports_returned": "Lần trả lại báo cáo",
    "answers_accepted": "Câu trả lời tiếp thu",
    "answers_explained": "Câu trả lời giải trình",
    "gates_refused": "Lần bị chặn vì chưa đủ điều kiện",
    "overrides": "Lần cho phép vượt, có lý do",
    "notices_shown": "Lưu ý về nội dung báo cáo",
    "figures_flagged": "Số liệu báo cáo không khớp",
    "carried_over": "Khuyết điểm nhận từ các đợt trước",
    "relapsed": "Khuyết điểm tái diễn",
    "long_standing": "Khuyết điểm tồn tại lâu",
}


@click.command("play")
@click.argument(
    "packages",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="PACKAGE...",
)
@click.option("--until", type=Day(), help="Ngày cuối được diễn (mặc định: đến hết đợt).")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Thư mục để ghi các văn bản (.docx).")
@click.option("--db", type=click.Path(dir_okay=False, path_type=Path), help="Tệp SQLite mới (mặc định: tệp tạm).")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON; nhiều gói thì một danh sách.")
def command(packages: tuple[Path, ...], until: date | None, out: Path | None, db: Path | None, as_json: bool) -> None:
    """Diễn cả đợt kiểm điểm của một gói bằng chính các thao tác của chương trình, vào cơ sở dữ liệu mới.

    Nhiều gói thì diễn lần lượt vào cùng một cơ sở dữ liệu; gói sau tiếp nối đơn vị và đảng viên của gói trước.

    \b
    Ví dụ: tusoi play examples/binh-thuy-2012 --until 2012-10-31 --out /tmp/van-ban
           tusoi play examples/binh-thuy-2012 examples/binh-thuy-2013 --json
    """
    with refusals(), tempfile.TemporaryDirectory(prefix="tusoi-play-") as folder:
        read = load_all(packages)
        days = [min(until or one.about.calendar.closed, one.about.calendar.closed) for one in read]
        for one, day in zip(read, days, strict=True):
            check_day(one, day)
        file = db or Path(folder) / "play.sqlite3"
        with fresh_sqlite(file):
            played = [_play(one, day) for one, day in zip(read, days, strict=True)]
            written = [_write(stage, out, apart=len(read) > 1) if out else 0 for stage, _summary in played]
        if db is None:
            remove_sqlite(file)
    if as_json:
        data = [summary.as_data() for _stage, summary in played]
        click.echo(json.dumps(data if len(data) > 1 else data[0], ensure_ascii=False))
        return
    for (stage, summary), day, count in zip(played, days, written, strict=True):
        if len(played) > 1:
            click.echo(f"{stage.package.about.title}:")
        _tell(summary, day, out, count)


def load_all(folders: Sequence[Path]) -> list[Package]:
    """All packages, in order, before anything is played. Raises PackageFaulty, or Refused where one does not follow."""
    read: list[Package] = []
    for folder in folders:
        package = load(folder, earlier=read)
        check_follows(package, read)
        read.append(package)
    return read


def _play(package: Package, until: date) -> tuple[Stage, Summary]:
    stage = Stage(package)
    play_with_bar(acts_of(stage, until=until))
    work_off()
    as_of = min(until, package.about.calendar.coverage_as_of)
    return stage, summary_of(stage.campaign, as_of=as_of, at=until, gates_refused=stage.gates_refused)


def _write(stage: Stage, out: Path, *, apart: bool) -> int:
    """Write every issued document as a Word file, in the order of issue; returns how many. apart: in a folder of its own."""
    folder = out / stage.package.about.code if apart else out
    folder.mkdir(parents=True, exist_ok=True)
    documents = IssuedDocument.objects.filter(scope=stage.campaign.pk).order_by("issued_on", "pk")
    for number, document in enumerate(documents, start=1):
        paper = document.paper
        (folder / f"{number:03d} {file_name(paper)}").write_bytes(write_docx(paper))
    return len(documents)


def _tell(summary: Summary, until: date, out: Path | None, written: int) -> None:
    click.echo(f"Đã diễn đến hết ngày {until:%d/%m/%Y}. Số liệu quán triệt tính đến ngày {summary.as_of}.")
    data = summary.as_data()
    for name, words in LINES.items():
        click.echo(f"{data[name]:>7}  {words}")
    if out:
        click.echo(f"Đã ghi {written} văn bản vào {out}")
