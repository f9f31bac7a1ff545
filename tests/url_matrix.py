"""How the matrix of addresses is read and asked. What it says stands in `url_tables.py`, the tests in `test_urls.py`."""

import io
import logging
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.url_tables import GROUPS, PEOPLE, TABLE
from tests.url_world import RichWorld

ANONYMOUS = "anonymous"
EVERYBODY = (ANONYMOUS, *PEOPLE)
SIGN_IN = "sign-in"  # the answer to an anonymous visitor of a page that is not open to all
CAMPAIGN = "nq-tw4"
REASON = re.compile(r'class="stop-reason">\s*([^<\s][^<]*)</p>')


@dataclass(frozen=True)
class Row:
    """One line of the tables: an address, and the answer to GET and POST for everybody."""

    name: str
    words: tuple[tuple[str, str], ...]
    get: dict[str, str]
    post: dict[str, str]

    def __str__(self) -> str:
        return " ".join([self.name, *(f"{word}={value}" for word, value in self.words)])

    def url(self, rich: RichWorld) -> str:
        """The address, with `$name` looked up among the keys of the world."""
        kwargs = {w: rich.keys[v[1:]] if v.startswith("$") else v for w, v in self.words}
        if "campaign" in dict(names_of())[self.name]:
            kwargs = {"campaign": CAMPAIGN} | kwargs
        return reverse(self.name, kwargs=kwargs)


@dataclass(frozen=True)
class Reply:
    """What came back, as the tables say it: the status, or that one is asked to sign in."""

    answer: str
    text: str
    cookies: tuple[str, ...]


@contextmanager
def without_refusals_logged() -> Iterator[None]:
    """Each record of a refusal keeps its whole request until the test ends: thousands of them took half a gigabyte."""
    log = logging.getLogger("django.request")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def names_of(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every address of the project by name, with the words its path takes, down through all includes."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names_of(pattern, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"the address {pattern.pattern} has no name"
            yield f"{prefix}{pattern.name}", list(pattern.pattern.converters)


def people_of(words: Iterable[str]) -> set[str]:
    """The people that words name: each a person of the cast or a group of the tables."""
    found: set[str] = set()
    for word in words:
        found |= people_of(GROUPS[word].split()) if word in GROUPS else {word}
    if unknown := found - set(EVERYBODY):
        raise ValueError(f"neither a person of the cast nor a group: {unknown}")
    return found


def answers_of(said: str) -> dict[str, str]:
    """'200 officer, 403 PART, 404': the first part that names somebody holds, the last is for everybody else.

    A visitor who did not sign in is sent to sign in wherever no part names them.
    """
    answers = {ANONYMOUS: SIGN_IN}
    named: set[str] = set()
    *parts, rest = (part.split() for part in said.split(","))
    for status, *who in [*parts, [rest[0], *(rest[1:] or PEOPLE)]]:
        fresh = people_of(who) - named
        answers |= dict.fromkeys(fresh, status)
        named |= fresh
    assert set(answers) == set(EVERYBODY), f"{said!r} says nothing of {set(EVERYBODY) - set(answers)}"
    return answers


def read_table(table: str) -> Iterator[Row]:
    """Lines of `name word=value … > answers to GET > answers to POST`; a POST of `same` answers as GET."""
    for line in filter(None, map(str.strip, table.splitlines())):
        if not line.startswith("#"):
            address, get, post = (part.strip() for part in line.split(">"))
            name, *words = address.split()
            pairs = tuple((word, value) for word, _equals, value in (pair.partition("=") for pair in words))
            yield Row(name, pairs, answers_of(get), answers_of(get if post == "same" else post))


ROWS = list(read_table(TABLE))


@dataclass(frozen=True)
class Browsers:
    """Everybody of the cast, signed in once. One client serves all: it builds the middleware once."""

    rich: RichWorld
    sessions: dict[str, str]
    client: Client

    @classmethod
    def of(cls, rich: RichWorld) -> "Browsers":
        sessions = {}
        for who in PEOPLE:
            client = Client()
            client.force_login(rich.home.accounts[who])
            sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return cls(rich, sessions, Client(raise_request_exception=False))

    def ask(self, who: str, method: str, url: str, data: object = None) -> Reply:
        """One request whose effects are undone."""
        self.client.cookies.clear()
        if who != ANONYMOUS:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        with transaction.atomic():
            response = getattr(self.client, method)(url, data)
            transaction.set_rollback(True)
        return Reply(_answer(response), words_of(response), tuple(response.cookies))


def _answer(response: HttpResponse) -> str:
    asked = response.status_code == 302 and response.headers["Location"].startswith(f"{reverse('access:sign-in')}?")
    return SIGN_IN if asked else str(response.status_code)


OFFICE = {"wordprocessingml": "word/document.xml", "spreadsheetml": "xl/sharedStrings.xml"}


def words_of(response: HttpResponse) -> str:
    """What a person reads: the page, or the words of a Word file or a workbook."""
    kind = response.headers.get("Content-Type", "")
    if kind == "application/pdf":
        return ""
    part = next((part for name, part in OFFICE.items() if name in kind), "")
    if not part:
        return response.content.decode()
    with zipfile.ZipFile(io.BytesIO(response.content)) as paper:
        return re.sub(r"<[^>]+>", "", paper.read(part).decode())


def line_for(name: str, words: Iterable[str]) -> str:
    """A line to paste into the tables for an address that is not there."""
    pairs = "".join(f" {word}=?" for word in words if word != "campaign")
    return f"{name}{pairs} > 200 PART, 404 > 405"
