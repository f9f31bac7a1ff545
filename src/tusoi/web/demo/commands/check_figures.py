"""tusoi check-figures --count N --percent P"""

import sys

import click
from django.utils.translation import gettext as _

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.declared import no_total_fits, read_percent, totals_that_fit

MANY = 20


@click.command("check-figures")
@click.option("--count", type=click.IntRange(min=0, max=10**12), required=True, help="Số đã đạt, ví dụ 3261")
@click.option("--percent", required=True, help="Tỷ lệ như đã ghi, ví dụ 97,67")
def command(count: int, percent: str) -> None:
    """Tổng số nguyên nào khớp với một số lượng và một tỷ lệ (mã thoát 1 nếu không có tổng số nào).

    \b
    Ví dụ: tusoi check-figures --count 3261 --percent 97,66
    """
    try:
        written = read_percent(percent)
    except Refused as refused:
        raise click.BadParameter(f"{refused.reason}. {refused.way_out}.", param_hint="--percent") from None
    fit = totals_that_fit(count, percent)
    if not fit:
        click.echo(no_total_fits(count, percent))
        sys.exit(1)
    said = {"count": count, "percent": written, "first": fit.first, "last": fit.last}
    if fit.last is None:
        click.echo(_("Tổng số khớp với %(count)s ở mức %(percent)s %%: mọi số từ %(first)s trở lên.") % said)
    elif fit.last - fit.first >= MANY:
        click.echo(_("Tổng số khớp với %(count)s ở mức %(percent)s %%: mọi số từ %(first)s đến %(last)s.") % said)
    else:
        said["all"] = ", ".join(str(total) for total in fit)
        click.echo(_("Tổng số khớp với %(count)s ở mức %(percent)s %%: %(all)s.") % said)
