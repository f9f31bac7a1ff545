"""tusoi recount"""

import click

from tusoi.foundation.tally.actions import recount
from tusoi.process.campaigns.models import Campaign
from tusoi.process.steps import raw_rows


@click.command("recount")
def command() -> None:
    """Đếm lại từ dữ liệu gốc; mã thoát 1 khi có số sai.

    Ví dụ: tusoi recount
    """
    wrong = 0
    for campaign in Campaign.objects.all():
        found = recount(campaign.pk, raw_rows(campaign))
        click.echo(f"{campaign.code}: {found} số đếm sai, đã dựng lại")
        wrong += found
    raise SystemExit(1 if wrong else 0)
