"""What the commands that play a package have in common."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import NoReturn

import click

from tusoi.foundation.kernel.refusal import Refused
from tusoi.web.demo.package.faults import PackageFaulty
from tusoi.web.demo.play.player import CannotPlay, play
from tusoi.web.demo.play.stage import Act


class Day(click.ParamType):
    """2012-07-29 or 29/07/2012."""

    name = "DATE"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(value, form).date()  # noqa: DTZ007
            except ValueError:
                continue
        self.fail(f"“{value}” không phải là ngày: viết như 2012-07-29 hoặc 29/07/2012", param, ctx)


def stop(reason: str) -> NoReturn:
    """Say why on stderr; exit code 1: refused, or a fault was found."""
    click.echo(reason, err=True)
    sys.exit(1)


@contextmanager
def refusals() -> Iterator[None]:
    """Whatever is refused inside ends the command with a sentence."""
    try:
        yield
    except Refused as refused:
        stop(". ".join(part for part in (refused.reason, refused.clause, refused.way_out) if part))
    except PackageFaulty as faulty:
        stop("\n".join([*(str(fault) for fault in faulty.faults), str(faulty)]))
    except CannotPlay as error:
        stop(f"Không diễn được gói: {error}")


def play_with_bar(acts: Sequence[Act]) -> None:
    """Play the acts, with a bar on a terminal."""
    with click.progressbar(
        play(acts), length=len(acts), label="Diễn gói", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        for _act in bar:
            pass
