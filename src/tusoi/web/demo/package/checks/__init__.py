"""What must fit between the files of a package, step by step."""

from collections.abc import Callable, Iterator

from tusoi.web.demo.package.checks import (
    dissemination,
    feedback,
    following,
    followup,
    issues,
    outline,
    plans,
    ratings,
    reviews,
    roll,
)
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.package import Package

CHECKS: list[Callable[[Package], Iterator[Fault]]] = [
    *roll.CHECKS,
    *outline.CHECKS,
    *dissemination.CHECKS,
    *plans.CHECKS,
    *feedback.CHECKS,
    *issues.CHECKS,
    *reviews.CHECKS,
    *ratings.CHECKS,
    *followup.CHECKS,
    *following.CHECKS,
]


def cross_checks(package: Package) -> Iterator[Fault]:
    """Every fault between rows. A code that names no row is left to the reader: these checks pass over it."""
    for check in CHECKS:
        yield from check(package)
