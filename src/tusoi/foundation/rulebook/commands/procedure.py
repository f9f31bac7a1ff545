"""tusoi procedure check FILE…, tusoi procedure schema"""

import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.actions import text_of
from tusoi.foundation.rulebook.faults import faults_of
from tusoi.foundation.rulebook.schema import schema_text


@click.group("procedure")
def command() -> None:
    """Tệp quy trình: kiểm tra, hoặc in JSON Schema.

    \b
    Ví dụ: tusoi procedure check procedures/nq-tw4-2012.toml
    """


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Mọi lỗi của các tệp, với dòng, khóa và cách sửa (mã thoát 1 nếu có lỗi).

    \b
    Ví dụ: tusoi procedure check procedures/nq-tw4-2012.toml
    """
    broken = False
    for file in files:
        try:
            said = [str(fault) for fault in faults_of(text_of(file.read_bytes()))]
        except Refused as refused:
            said = [f"{refused.reason}. {refused.way_out}"]
        broken = broken or bool(said)
        for line in said:
            click.echo(f"{file.name}: {line}")
        if not said:
            click.echo(_("%(name)s: không có lỗi.") % {"name": file.name}, err=True)
    sys.exit(1 if broken else 0)


@command.command("schema")
def schema() -> None:
    """In JSON Schema của tệp quy trình."""
    click.echo(schema_text(), nl=False)
