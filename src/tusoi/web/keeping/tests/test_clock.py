"""A clock that leaps destroys nothing until it is right again, or somebody says that it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from tests.factories import world

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel import leaps
from tusoi.foundation.kernel.models import ClockMark
from tusoi.web.keeping import worker
from tusoi.web.keeping.commands.clock import command

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def at(**distance):
    return NOW + timedelta(**distance)


@pytest.mark.parametrize("leap", [{"days": 11}, {"days": 4000}, {"days": -2}])
def test_a_leap_is_doubted_until_the_clock_is_right_again(leap):
    assert leaps.watch(NOW)
    assert leaps.watch(at(days=9))
    assert not leaps.watch(at(days=9) + timedelta(**leap))
    assert not leaps.watch(at(days=9, minutes=1) + timedelta(**leap))
    assert "không hủy lời văn phiếu nào" in leaps.doubt()
    assert leaps.watch(at(days=9, minutes=2))
    assert leaps.doubt() == ""


def test_a_confirmed_clock_goes_on():
    leaps.watch(NOW)
    assert not leaps.watch(at(days=30))
    leaps.confirm(at(days=30))
    assert leaps.watch(at(days=30, minutes=1))


def test_the_worker_destroys_nothing_meanwhile(monkeypatch, caplog):
    asked = []
    monkeypatch.setattr(worker, "_retained", [])
    monkeypatch.setattr(worker, "destroy_due", lambda at: asked.append(at) or 0)
    ClockMark.objects.create(pk=1, seen=date(2020, 1, 1))
    assert worker.destroy_texts() == 0
    assert asked == []
    assert "không hủy lời văn phiếu nào" in caplog.text
    said = CliRunner().invoke(command, [])
    assert said.exit_code == 1
    monkeypatch.setattr(worker, "_retained", [])
    w = world()
    done = CliRunner().invoke(command, ["--confirm", w.administrator.username])
    assert done.exit_code == 0, done.output
    assert Entry.objects.filter(act="keeping.clock_confirmed", account_id=w.administrator.pk).exists()
    worker.destroy_texts()
    assert len(asked) == 1


def test_only_somebody_with_a_name_confirms():
    assert CliRunner().invoke(command, ["--confirm", "khong-co"]).exit_code == 1
