"""Who sees what: every address, for every kind of person. The tables are in `url_tables.py`."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from tests.url_matrix import (
    EVERYBODY,
    REASON,
    ROWS,
    SIGN_IN,
    Browsers,
    Reply,
    Row,
    answers_of,
    line_for,
    names_of,
    without_refusals_logged,
)
from tests.url_tables import PEOPLE, SECRETS, Secret
from tests.url_world import build

pytestmark = pytest.mark.django_db
NAMES = dict(names_of())
OPEN_PAGES = {"set_language", "ui:gallery", "help:guide", "help:sights"}
# Words of a page's address and names of fields, with what nobody typed.
JUNK = {
    **dict.fromkeys(["trang", "y-kien", "vua-xep", "mau", "answer", "comment", "person", "mot"], "9" * 5000),
    **dict.fromkeys(
        ["don-vi", "tim", "q", "kind", "trang-thai", "tinh-trang", "chu-de", "thu-vien", "thang", "xem"], "%'\"<\u0301"
    ),
    **dict.fromkeys(["unit", "viec", "co-quan", "cua-toi", "group", "tier", "day", "subjects"], "khong-co"),
    "doi-tuong": "x\x01",
    "count": "-1",
    "text": "\u202e",
}


@pytest.fixture(scope="module")
def browsers(
    django_db_setup: None, django_db_blocker: "pytest.FixtureRequest", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browsers]:
    """The rich world, built once for this file in a transaction that is undone at its end; its files in a folder of their own."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with files, without_refusals_logged(), django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield Browsers.of(build())
        transaction.set_rollback(True)


def test_every_address_stands_in_the_tables():
    rows = {row.name for row in ROWS}
    missing = [line_for(name, words) for name, words in NAMES.items() if name not in rows]
    assert not missing, "paste into tests/url_tables.py and say who gets what:\n" + "\n".join(missing)
    assert not rows - set(NAMES), "no such addresses any more: take them out of tests/url_tables.py"
    assert len({str(row) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_what_the_table_says(browsers, row):
    url, faults = row.url(browsers.rich), []
    for method, said in (("get", row.get), ("post", row.post)):
        for who in EVERYBODY:
            reply = browsers.ask(who, method, url)
            faults += [f"{method.upper()} by {who}: {fault}" for fault in faults_of(reply, said[who], who, row)]
    assert not faults, f"{row}\n" + "\n".join(faults)


def faults_of(reply: Reply, said: str, who: str, row: Row) -> Iterator[str]:
    """What is wrong with a reply: another status, a refusal without a reason, a cookie, somebody else's words."""
    if reply.answer != said:
        yield f"{reply.answer}, the table says {said}"
    if reply.answer == "403" and not REASON.search(reply.text):
        yield "a refusal without a reason"
    if row.name in COOKIE_FREE and reply.cookies:
        yield f"sets {reply.cookies}"
    for secret in SECRETS:
        if secret.text in reply.text and who not in secret.readers:
            yield f"reads “{secret.text}”"


COOKIE_FREE = {"feedback:slip", "feedback:check", "feedback:receipts", "reviews:back", "reviews:poster"}


def test_nobody_passes_without_signing_in_but_where_it_is_meant():
    open_to_all = {row.name for row in ROWS if SIGN_IN not in (row.get["anonymous"], row.post["anonymous"])}
    assert open_to_all == COOKIE_FREE | OPEN_PAGES | {
        "access:sign-in",
        "access:sign-in-by-link",
        "calendar:feed",
        "demo:cast",
        "demo:become",
    }


def test_slip_pages_stand_where_no_cookie_is_read():
    for name, words in NAMES.items():
        path = reverse(name, kwargs=dict.fromkeys(words, 1))
        assert path.startswith(settings.COOKIE_FREE_PREFIXES) == (name in COOKIE_FREE)


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret.text)
def test_those_who_may_read_it_do(browsers, secret: Secret):
    """Each text is really there for its readers, so that finding it nowhere else means something."""
    (row,) = [row for row in ROWS if str(row) == secret.at]
    url = row.url(browsers.rich)
    assert [who for who in secret.shown_to if secret.text not in browsers.ask(who, "get", url).text] == []


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_no_address_breaks_on_what_nobody_typed(browsers, row):
    url = row.url(browsers.rich)
    for method, said in (("get", row.get), ("post", row.post)):
        getting_in = [who for who in EVERYBODY if said[who] not in ("404", "405", SIGN_IN)]
        for who in getting_in[:1] or ["officer", "overseer"]:
            assert browsers.ask(who, method, url, JUNK).answer < "500", f"{method} by {who}"


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_leads_to_one_that_is_not_for_this_person(browsers, who):
    """From "/" along every link. The page that opens a gate is an exception: a refusal names it as the way out."""
    came_from, waiting = {"/": ""}, ["/"]
    while waiting:
        page = waiting.pop()
        reply = browsers.ask(who, "get", page)
        assert reply.answer in {"200", "302"} or "/vuot-buoc/" in page, f"{came_from[page]} leads to {page}"
        for link in links_in(reply.text):
            if link not in came_from:
                came_from[link] = page
                waiting.append(link)
    assert len(came_from) > 1


def links_in(text: str) -> set[str]:
    """Addresses of this program that a page links to, each once whatever it asks for."""
    return {unescape(link) for link in re.findall(r'<a\b[^>]*\bhref="(/[^"#?]*)', text)}


def test_a_line_of_the_tables_says_something_of_everybody():
    said = answers_of("200 officer, 403 PART, 404")
    assert (said["officer"], said["viewer"], said["stranger"], said["anonymous"]) == ("200", "403", "404", SIGN_IN)
    with pytest.raises(ValueError, match="nobody"):
        answers_of("200 nobody, 404")
