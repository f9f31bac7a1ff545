"""The console script `tusoi`, thin over the actions. Exit codes: 0 done, 1 refused or found a fault, 2 wrong use."""

import os
from importlib import import_module

import click
import django
from django.db.utils import OperationalError, ProgrammingError

COMMANDS = {
    "bounces": "tusoi.process.feedback.commands.bounces",
    "check-figures": "tusoi.web.demo.commands.check_figures",
    "clock": "tusoi.web.keeping.commands.clock",
    "demo": "tusoi.web.demo.commands.demo",
    "near-copies": "tusoi.foundation.likeness.commands.near_copies",
    "play": "tusoi.web.demo.commands.play",
    "procedure": "tusoi.foundation.rulebook.commands.procedure",
    "recount": "tusoi.web.keeping.commands.recount",
    "remind": "tusoi.web.keeping.commands.remind",
    "serve": "tusoi.web.keeping.commands.serve",
    "sign-in-link": "tusoi.web.keeping.commands.sign_in_link",
    "validate": "tusoi.web.demo.commands.validate",
    "verify-journal": "tusoi.web.keeping.commands.verify_journal",
    "worker": "tusoi.web.keeping.commands.worker",
}


class Commands(click.Group):
    """Each command is the object `command` of its module, imported when it is called: Django is made ready before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        set_up()
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """A database that is not there, or not made yet, is said in a sentence."""
        try:
            return super().invoke(ctx)
        except (OperationalError, ProgrammingError) as error:
            click.echo(f"Cơ sở dữ liệu chưa dùng được: {str(error).splitlines()[0]}", err=True)
            click.echo("Kiểm tra TUSOI_DATABASE; lần đầu, chạy tusoi serve để tạo các bảng.", err=True)
            ctx.exit(1)


@click.command(cls=Commands)
def main() -> None:
    """Tự Soi: đợt kiểm điểm, tự phê bình và phê bình, từ nghị quyết đến khuyết điểm cuối cùng được khắc phục."""


def set_up() -> None:
    """Make Django ready; called before any command touches a model."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.settings")
    django.setup()
