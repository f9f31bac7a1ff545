"""The keeper's commands: what they print, where, and with which exit code."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection
from django.urls import reverse
from tests.factories import freeze_roll, held_class, world

from tusoi.foundation.access.models import SignInLink
from tusoi.foundation.journal.actions import seal
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.tally.models import Counter
from tusoi.web.keeping.commands import recount, serve, sign_in_link, verify_journal
from tusoi.web.keeping.worker import work_off

pytestmark = pytest.mark.django_db


COMMANDS = {module.command.name: module.command for module in (recount, serve, sign_in_link, verify_journal)}


def run(name, *arguments):
    return CliRunner().invoke(COMMANDS[name], arguments)


def test_recount_finds_nothing_wrong_where_nobody_touched_the_counters():
    w = world()
    freeze_roll(w)
    held_class(w, ["dv-13"])
    said = run("recount")
    assert (said.exit_code, said.stdout) == (0, "nq-tw4: 0 số đếm sai, đã dựng lại\n")
    work_off()
    assert run("recount").exit_code == 0


def test_recount_mends_a_wrong_counter_and_says_so():
    w = world()
    freeze_roll(w)
    held_class(w, ["dv-13"])
    work_off()
    top = Counter.objects.get(scope=w.campaign.pk, path=w.unit("quan").path, measure="dissemination")
    Counter.objects.filter(pk=top.pk).update(done=7)
    said = run("recount")
    assert (said.exit_code, said.stdout) == (1, "nq-tw4: 1 số đếm sai, đã dựng lại\n")
    assert run("recount").exit_code == 0


def test_verify_journal_counts_what_is_chained_and_what_waits():
    world()
    waiting = Entry.objects.count()
    assert run("verify-journal").stdout == f"Nhật ký nguyên vẹn: 0 mục đã niêm, {waiting} mục chờ niêm\n"
    seal(limit=5)
    said = run("verify-journal")
    assert said.exit_code == 0
    assert said.stdout == f"Nhật ký nguyên vẹn: 5 mục đã niêm, {waiting - 5} mục chờ niêm\n"


def test_verify_journal_finds_a_silent_edit():
    world()
    work_off()
    Entry.objects.filter(position=3).update(act="campaign.closed")
    said = run("verify-journal")
    assert (said.exit_code, said.stdout, said.stderr) == (1, "", "Nhật ký bị sửa từ mục số 3\n")


def test_a_sign_in_link_signs_in(client):
    w = world()
    said = run("sign-in-link", "member", "--hours", "2", "--base", "https://kiem-diem.example")
    assert said.exit_code == 0
    address = said.stdout.strip()
    assert address.startswith("https://kiem-diem.example/dang-nhap/")
    client.post(address.removeprefix("https://kiem-diem.example"))
    assert client.session["_auth_user_id"] == str(w.member.pk)
    link = SignInLink.objects.get()
    assert link.used_at is not None
    assert link.expires_at - link.used_at < timedelta(hours=2)
    assert not link.reusable


@pytest.mark.parametrize(("arguments", "code"), [(["khong-co"], 1), ([], 2), (["x", "--hours", "0"], 2)])
def test_a_sign_in_link_for_nobody(arguments, code):
    said = run("sign-in-link", *arguments)
    assert said.exit_code == code
    assert said.stderr
    assert not said.stdout
    assert not SignInLink.objects.exists()


@pytest.fixture
def own_key(settings):
    settings.SECRET_KEY = "a-key-of-this-office-alone-0123456789"


def test_serve_takes_address_and_port(monkeypatch, own_key):
    asked = {}
    monkeypatch.setattr("tusoi.web.keeping.commands.serve.serve", lambda **given: asked.update(given))
    assert run("serve", "--host", "0.0.0.0", "--port", "8080").exit_code == 0
    assert asked == {"host": "0.0.0.0", "port": 8080}
    assert run("serve", "--port", "70000").exit_code == 2


@pytest.mark.django_db
def test_serve_says_when_the_database_server_logs_what_is_handed_in(monkeypatch, own_key):
    monkeypatch.setattr("tusoi.web.keeping.commands.serve.serve", lambda **_given: None)
    assert "PostgreSQL" not in run("serve").stderr
    if connection.vendor != "postgresql":
        return
    for setting, value in (("log_statement", "mod"), ("log_min_duration_statement", "250")):
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL {setting} = '{value}'")
        assert f"{setting} = {value}" in run("serve").stderr


def test_the_address_of_a_link_is_the_one_that_signs_in():
    assert reverse("access:sign-in-by-link", args=["x"]) == "/dang-nhap/x/"
