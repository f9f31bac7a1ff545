"""The console script `tusoi`, thin over the actions. Exit codes: 0 done, 1 refused or found a fault, 2 wrong use."""

import os

import click
import django


@click.group()
def main() -> None:
    """Tự Soi: đợt kiểm điểm, tự phê bình và phê bình, từ nghị quyết đến khuyết điểm cuối cùng được khắc phục."""


def set_up() -> None:
    """Make Django ready; called once, before any command touches a model."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.settings")
    django.setup()
