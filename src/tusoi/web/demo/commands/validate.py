"""tusoi validate PACKAGE"""

import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _

from tusoi.web.demo.package.package import FILES
from tusoi.web.demo.package.reader import read


@click.command("validate")
@click.argument("package", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(package: Path) -> None:
    """Kiểm tra một gói dữ liệu: mọi lỗi, với tệp, dòng, cột (mã thoát 1 nếu có lỗi).

    \b
    Ví dụ: tusoi validate examples/binh-thuy-2012
    """
    reading = read(package)
    for fault in reading.faults:
        click.echo(str(fault))
    if reading.faults:
        files = len({fault.file for fault in reading.faults})
        said = {"package": package, "count": len(reading.faults), "files": files}
        click.echo(_("Gói %(package)s: %(count)s lỗi trong %(files)s tệp.") % said, err=True)
        sys.exit(1)
    rows = sum(len(getattr(reading.package, spec.attribute)) for spec in FILES.values())
    click.echo(_("Gói %(package)s: không có lỗi (%(rows)s dòng).") % {"package": package, "rows": rows}, err=True)
