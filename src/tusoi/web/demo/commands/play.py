"""tusoi play PACKAGE"""

import json
import tempfile
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
from tusoi.web.demo.sample import check_day, fresh_sqlite, remove_sqlite
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
    "commitments": "Cam kết khắc phục",
    "commitments_verified": "Cam kết đã xác nhận xong",
    "documents": "Văn bản đã ban hành",
    "figures_flagged": "Số liệu báo cáo không khớp",
}


@click.command("play")
@click.argument("package", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--until", type=Day(), help="Ngày cuối được diễn (mặc định: đến hết đợt).")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Thư mục để ghi các văn bản (.docx).")
@click.option("--db", type=click.Path(dir_okay=False, path_type=Path), help="Tệp SQLite mới (mặc định: tệp tạm).")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def command(package: Path, until: date | None, out: Path | None, db: Path | None, as_json: bool) -> None:
    """Diễn cả đợt kiểm điểm của một gói bằng chính các thao tác của chương trình, vào cơ sở dữ liệu mới.

    \b
    Ví dụ: tusoi play examples/binh-thuy-2012 --until 2012-10-31 --out /tmp/van-ban
    """
    with refusals(), tempfile.TemporaryDirectory(prefix="tusoi-play-") as folder:
        read = load(package)
        day = min(until or read.about.calendar.closed, read.about.calendar.closed)
        check_day(read, day)
        file = db or Path(folder) / "play.sqlite3"
        with fresh_sqlite(file):
            summary, written = _play(read, day, out)
        if db is None:
            remove_sqlite(file)
    if as_json:
        click.echo(json.dumps(summary.as_data(), ensure_ascii=False))
    else:
        _tell(summary, day, out, written)


def _play(package: Package, until: date, out: Path | None) -> tuple[Summary, int]:
    stage = Stage(package)
    play_with_bar(acts_of(stage, until=until))
    work_off()
    as_of = min(until, package.about.calendar.coverage_as_of)
    return summary_of(stage.campaign, as_of=as_of, at=until), _write(stage, out) if out else 0


def _write(stage: Stage, out: Path) -> int:
    """Write every issued document as a Word file, in the order of issue; returns how many."""
    out.mkdir(parents=True, exist_ok=True)
    documents = IssuedDocument.objects.filter(scope=stage.campaign.pk).order_by("issued_on", "pk")
    for number, document in enumerate(documents, start=1):
        paper = document.paper
        (out / f"{number:03d} {file_name(paper)}").write_bytes(write_docx(paper))
    return len(documents)


def _tell(summary: Summary, until: date, out: Path | None, written: int) -> None:
    click.echo(f"Đã diễn đến hết ngày {until:%d/%m/%Y}. Số liệu quán triệt tính đến ngày {summary.as_of}.")
    data = summary.as_data()
    for name, words in LINES.items():
        click.echo(f"{data[name]:>7}  {words}")
    if out:
        click.echo(f"Đã ghi {written} văn bản vào {out}")
