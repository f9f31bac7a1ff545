"""What every page's frame shows. The context processor fills it; templates read it as `chrome`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Step:
    """One step of the process in the side navigation (bottom bar on a phone).

    state: done, now, soon, late, waiting, sealed or plain. icon: a lucide name. note: a few words under the label.
    """

    label: str
    url: str = ""
    state: str = "plain"
    icon: str = "circle"
    current: bool = False
    note: str = ""


@dataclass(frozen=True)
class Chrome:
    """The frame's content; whatever is empty is not shown.

    crumbs: (label, url) from the top of the tree. count_url: says how much waits for the person, asked after the page is
    there, because counting it costs more than most pages. day: the office's day. followed: the rules that the page
    goes by, in words, and procedure_url where they are read.
    """

    home_url: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    search_url: str = ""
    waiting_url: str = ""
    count_url: str = ""
    person: str = ""
    person_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    campaign: str = ""
    campaign_url: str = ""
    steps: tuple[Step, ...] = field(default=())
    demo: bool = False
    day: date | None = None
    next_day_url: str = ""
    cast_url: str = ""
    language_url: str = ""
    help_url: str = ""
    followed: str = ""
    procedure_url: str = ""


def url_if_any(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named route, or '' where there is no such route."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def urls_by(name: str, key: str, **kwargs: object) -> Callable[[str], str]:
    """The addresses of one route for many values of its part `key`, which come in slashes: asked for once, not for each."""
    before, _place, after = url_if_any(name, **kwargs, **{key: "-"}).rpartition("/-/")
    return lambda value: f"{before}/{value}/{after}" if before else ""
