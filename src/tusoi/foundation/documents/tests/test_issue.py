"""Issue: the number, the frozen content, once only, two threads at a time."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from tusoi.foundation.documents.actions import begin_term, issue
from tusoi.foundation.documents.content import to_data
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.rules import check_intact
from tusoi.foundation.documents.tests.conftest import AT, DAY
from tusoi.foundation.documents.tests.helpers import NOTICE, REPORT, sample
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused


def numbers(*documents):
    return [document.number_symbol for document in documents]


def test_an_issued_paper_gets_its_number_its_day_and_leaves_draft(place):
    document = issue(
        sample(draft=True, number=None, issued_on=None), kind=REPORT, unit=place.ward, by=place.officer, at=AT
    )
    document.refresh_from_db()
    assert document.number_symbol == "01-BC/ĐU"
    assert (document.paper.number, document.paper.issued_on, document.paper.draft) == (1, DAY, False)
    assert document.about == place.ward
    assert document.intact


def test_numbers_run_by_symbol_and_by_issuer_not_by_year(place):
    later = at_noon(date(2013, 1, 5))
    first = issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT)
    second = issue(sample(), kind=REPORT, unit=place.ward, by=None, at=later)
    other_type = issue(sample(symbol="TB/ĐU"), kind=NOTICE, unit=place.ward, by=None, at=AT)
    other_unit = issue(sample(symbol="BC/QU"), kind=REPORT, unit=place.district, by=None, at=AT)
    assert numbers(first, second, other_type, other_unit) == ["01-BC/ĐU", "02-BC/ĐU", "01-TB/ĐU", "01-BC/QU"]


def test_numbers_begin_again_with_the_term_of_the_nearest_unit_above(place):
    before = issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT)
    begin_term(unit=place.district, name="2010-2015", since=date(2012, 8, 2), by=None, at=AT)
    in_term = issue(sample(), kind=REPORT, unit=place.ward, by=None, at=at_noon(date(2012, 8, 2)))
    begin_term(unit=place.ward, name="2010-2015", since=date(2012, 9, 1), by=None, at=AT)
    own_term = issue(sample(), kind=REPORT, unit=place.ward, by=None, at=at_noon(date(2012, 9, 1)))
    again = issue(sample(), kind=REPORT, unit=place.ward, by=None, at=at_noon(date(2012, 9, 2)))
    assert numbers(before, in_term, own_term, again) == ["01-BC/ĐU", "01-BC/ĐU", "01-BC/ĐU", "02-BC/ĐU"]


def test_a_kind_without_numbers_takes_none(place):
    kind = DocumentKind("test.own", "Bản kiểm điểm", "Bản kiểm điểm", "", numbered=False)
    document = issue(sample(symbol=""), kind=kind, unit=place.cell, by=None, at=AT)
    assert (document.number, document.series, document.number_symbol) == (None, None, "")


def test_the_same_thing_is_issued_once_and_no_number_is_lost_by_the_second_try(place):
    issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT, thing=place.cell)
    with pytest.raises(Refused, match="đã ban hành"):
        issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT, thing=place.cell)
    assert issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT, thing=place.ward).number == 2
    assert [d.number for d in IssuedDocument.objects.about(place.cell)] == [1]


def test_a_failed_act_gives_its_number_back(place):
    with transaction.atomic():
        issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT)
        transaction.set_rollback(True)
    assert issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT).number == 1


def test_the_journal_holds_the_digest_and_no_text(place):
    document = issue(sample(), kind=REPORT, unit=place.ward, by=place.officer, at=AT, scope=7)
    entry = Entry.objects.get(act="document.issued")
    assert (entry.thing_id, entry.account_id, entry.scope) == (document.pk, place.officer.pk, 7)
    assert entry.facts == {"number": 1, "digest": document.digest}


def test_a_silent_edit_of_the_content_is_found(place):
    document = issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT)
    check_intact(document)
    IssuedDocument.objects.update(content=to_data(sample(subject_line="khác")))
    document.refresh_from_db()
    with pytest.raises(Refused, match="không còn khớp"):
        check_intact(document)


def test_the_database_refuses_a_number_used_twice(place):
    issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT)
    issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedDocument.objects.update(number=1)


@pytest.mark.django_db(transaction=True)
def test_two_threads_never_share_a_number(place):
    start, taken, each = Barrier(2), [], 5

    def work():
        try:
            start.wait()
            for _turn in range(each):
                taken.append(issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT).number)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 2 * each + 1))


@pytest.mark.django_db(transaction=True)
def test_two_windows_issue_one_document(place):
    start, refused = Barrier(2), []

    def work():
        try:
            start.wait()
            issue(sample(), kind=REPORT, unit=place.ward, by=None, at=AT, thing=place.cell)
        except Refused as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert IssuedDocument.objects.count() == 1
