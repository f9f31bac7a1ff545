"""The record is append-only and chained: a silent edit is found."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from tusoi.foundation.journal.actions import first_broken, record, seal
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon

pytestmark = pytest.mark.django_db
DAY = at_noon(date(2012, 7, 29))


@pytest.fixture
def account():
    return get_user_model().objects.create(username="thu-ky")


def acts(account, count):
    return [record("campaign.opened", account, by=account, at=DAY, scope=7, number=n) for n in range(count)]


def test_a_sealed_record_is_whole(account):
    acts(account, 5)
    assert seal() == 5
    acts(account, 3)
    assert seal(limit=2) == 2
    assert seal() == 1
    assert seal() == 0
    assert first_broken() is None
    assert list(Entry.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 9))


@pytest.mark.parametrize(
    "edit",
    [
        {"act": "campaign.closed"},
        {"account_id": 99},
        {"facts": {"number": 77}},
        {"thing_id": 5},
        {"at": at_noon(date(2012, 7, 30))},
    ],
)
def test_a_silent_edit_is_found_at_its_place(account, edit):
    entries = acts(account, 5)
    seal()
    Entry.objects.filter(pk=entries[2].pk).update(**edit)
    assert first_broken() == 3


def test_a_removed_entry_is_found(account):
    entries = acts(account, 5)
    seal()
    Entry.objects.filter(pk=entries[1].pk).delete()
    assert first_broken() == 2


def test_an_entry_put_in_between_is_found(account):
    acts(account, 3)
    seal()
    Entry.objects.filter(position=3).update(position=4)
    late = acts(account, 1)[0]
    Entry.objects.filter(pk=late.pk).update(position=3, previous="0" * 64, digest="1" * 64)
    assert first_broken() == 3


def test_both_times_are_kept(account):
    entry = acts(account, 1)[0]
    assert entry.at == DAY
    assert entry.recorded_at > DAY
