"""Withdraw: with a reason, by the issuer, once; the document stays and its number is not used again."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tusoi.foundation.access.actions import give_role
from tusoi.foundation.access.roles import Role
from tusoi.foundation.documents.actions import issue, withdraw
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.tests.conftest import AT, START, member_of
from tusoi.foundation.documents.tests.helpers import REPORT, sample
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused


@pytest.fixture
def document(place):
    return issue(sample(), kind=REPORT, unit=place.ward, by=place.officer, at=AT, thing=place.ward)


def test_it_stays_with_its_reason_and_a_new_one_takes_the_next_number(place, document):
    withdraw(document, reason=" Sai ngày ", by=place.officer, at=AT)
    assert document.withdrawn_reason == "Sai ngày"
    assert list(IssuedDocument.objects.in_force()) == []
    again = issue(sample(), kind=REPORT, unit=place.ward, by=place.officer, at=AT, thing=place.ward)
    assert again.number == 2
    assert Entry.objects.filter(act="document.withdrawn", thing_id=document.pk).count() == 1


def test_without_a_reason_it_is_refused(place, document):
    with pytest.raises(Refused, match="lý do"):
        withdraw(document, reason="  ", by=place.officer, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedDocument.objects.update(withdrawn_at=timezone.now())


def test_twice_is_refused(place, document):
    stale = IssuedDocument.objects.get()
    withdraw(document, reason="Sai", by=place.officer, at=AT)
    for copy in (document, stale):
        with pytest.raises(Refused, match="thu hồi"):
            withdraw(copy, reason="Sai", by=place.officer, at=AT)


def test_who_keeps_the_records_of_the_issuer_may_and_others_may_not(place, document):
    _person, member = member_of(place.ward, "p1")
    with pytest.raises(Refused, match="đơn vị đã ban hành"):
        withdraw(document, reason="Sai", by=member, at=AT)
    member.__dict__.pop("_grants", None)
    give_role(member, Role.SECRETARY, unit=place.ward, since=START, by=None, at=AT)
    withdraw(document, reason="Sai", by=member, at=AT)
    assert document.withdrawn_by == member
