"""Declared figures: exact at every edge, and brute force says the same."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.declared import (
    Declared,
    FaultKind,
    Rate,
    children_faults,
    closest,
    earlier_fault,
    faults,
    no_total_fits,
    rate_of,
    read_percent,
    totals_that_fit,
)
from tusoi.foundation.tally.figures import Figure

counts = st.integers(0, 400)
rates = st.builds(Rate, st.integers(0, 12_000), st.integers(0, 2))


def rounds_to(count, total, rate):
    """Half up, said the slow way."""
    steps = Fraction(100 * count, total) * 10**rate.decimals
    return (steps + Fraction(1, 2)).__floor__() == rate.units


def test_the_figure_of_the_article_fits_no_total():
    assert not totals_that_fit(3261, "97,67")
    assert list(totals_that_fit(3261, "97,66")) == [3339]
    assert closest(3261, "97.67") == [3338, 3339]
    assert "3.338 (97,69 %) và 3.339 (97,66 %)" in no_total_fits(3261, "97,67 %")


@pytest.mark.parametrize("text", ["97,67", "97.67", "97,67 %", " 97.67% ", "97,67\u00a0%"])
def test_ways_of_writing_a_rate(text):
    assert read_percent(text) == Rate(9767, 2)


@pytest.mark.parametrize("text", ["", "chín mươi", "97,,6", "-3", "9 7", "97,67 phần", "%", "1e3", "9" * 40])
def test_what_is_no_rate_is_refused_with_a_way_out(text):
    with pytest.raises(Refused) as refused:
        read_percent(text)
    assert refused.value.way_out


@settings(deadline=None)  # a loaded machine is no fault
@given(counts, rates)
def test_totals_equal_brute_force(count, rate):
    fit = totals_that_fit(count, str(rate))
    for total in range(1, 1_500):
        assert (total in fit) == rounds_to(count, total, rate)


@settings(deadline=None)  # a loaded machine is no fault
@given(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(0, 4))
def test_the_rate_of_two_numbers_always_fits_its_total(count, total, decimals):
    assert total in totals_that_fit(count, str(rate_of(count, total, decimals)))


@settings(deadline=None)  # a loaded machine is no fault
@given(st.integers(1, 10**6), st.integers(1, 20_000))
def test_the_closest_totals_stand_on_either_side(count, units):
    rate = Rate(units, 2)
    totals = closest(count, str(rate))
    assert Fraction(100 * count, totals[-1]) < rate.exact
    if len(totals) == 2:
        assert totals[1] == totals[0] + 1
        assert Fraction(100 * count, totals[0]) >= rate.exact


def test_nothing_at_nought_percent_fits_every_total():
    fit = totals_that_fit(0, "0")
    assert fit
    assert 1 in fit
    assert 10**9 in fit
    with pytest.raises(ValueError, match="no end"):
        iter(fit)
    assert closest(0, "0,5") == []
    assert not totals_that_fit(0, "0,5")
    assert "gần nhất" not in no_total_fits(0, "0,5")


@pytest.mark.parametrize(
    ("declared", "counted", "kinds"),
    [
        (Declared(3261, None, "97,67"), Figure(3261, 3339), [FaultKind.FITS_NO_TOTAL, FaultKind.RATE_OFF]),
        (Declared(3261, 3339, "97,66"), Figure(3261, 3339), []),
        (Declared(3261, 3339, "97,67"), None, [FaultKind.FITS_NO_TOTAL]),
        (Declared(10, 20, "51"), None, [FaultKind.FITS_NO_TOTAL]),
        (Declared(100, 200, "51"), None, [FaultKind.RATE_DIFFERS]),
        (Declared(30, 20, "150"), None, [FaultKind.MORE_THAN_TOTAL, FaultKind.OVER_HUNDRED]),
        (Declared(50), Figure(10, 40), [FaultKind.MORE_THAN_ROLL, FaultKind.COUNT_DIFFERS]),
        (Declared(10, 41), Figure(10, 40), [FaultKind.TOTAL_DIFFERS]),
        (Declared(10, None, "gần hết"), Figure(10, 40), [FaultKind.UNREADABLE]),
        (Declared(0, 0), Figure(0, 0), []),
        (Declared(0, 0, "0"), Figure(0, 0), []),
    ],
)
def test_remarks(declared, counted, kinds):
    found = faults(declared, counted)
    assert [fault.kind for fault in found] == kinds
    assert all(str(fault) for fault in found)


def test_the_remark_says_by_how_much():
    texts = [str(fault) for fault in faults(Declared(3261, None, "97,67 %"), Figure(3261, 3339))]
    assert "Lệch 0,01 điểm so với 3.261/3.339 = 97,66 %; đề nghị kiểm tra lại" in texts


def kinds_and_texts(found):
    return [(fault.kind, str(fault)) for fault in found]


@pytest.mark.parametrize(("count", "earlier", "faulty"), [(5, 8, True), (8, 8, False), (9, 8, False)])
def test_what_only_grows_does_not_fall(count, earlier, faulty):
    found = kinds_and_texts(earlier_fault(count, earlier, date(2012, 4, 10)))
    assert found == (
        [
            (
                FaultKind.LESS_THAN_EARLIER,
                f"Số báo cáo {count} ít hơn số {earlier} đã báo cáo ngày 10/04/2012; đề nghị kiểm tra lại",
            )
        ]
        if faulty
        else []
    )


@pytest.mark.parametrize(
    ("parent", "children", "complete", "faults_found"),
    [
        (Declared(10), [], True, 0),
        (Declared(10), [Declared(4), Declared(6)], True, 0),
        (Declared(10), [Declared(4), Declared(7)], False, 1),
        (Declared(10), [Declared(4), Declared(5)], False, 0),
        (Declared(10), [Declared(4), Declared(5)], True, 1),
        (Declared(10, 20), [Declared(4, 9), Declared(6, 12)], False, 1),
        (Declared(10, 20), [Declared(4, 9), Declared(6)], True, 0),
        (Declared(10, 20), [Declared(5, 9), Declared(6, 12)], True, 2),
    ],
)
def test_parts_and_the_whole(parent, children, complete, faults_found):
    found = list(children_faults(parent, children, complete=complete))
    assert [fault.kind for fault in found] == [FaultKind.CHILDREN_DIFFER] * faults_found


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6), st.booleans())
def test_a_whole_that_is_the_sum_of_its_parts_has_no_fault(counts, complete):
    children = [Declared(count, count + 1) for count in counts]
    parent = Declared(sum(counts), sum(counts) + len(counts))
    assert list(children_faults(parent, children, complete=complete)) == []
