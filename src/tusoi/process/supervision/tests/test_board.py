"""Figures of the board equal a plain recount over random histories; the workbook, and acts on several rows at once."""

import io
from collections import Counter
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.factories import go_to, signed_in, world
from tests.meetings import DUE, MADE, commitment, upheld_issue

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import read as figures
from tusoi.process.supervision import actions
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.presenters_board import AGES, Filters, chosen, sums_of

pytestmark = pytest.mark.django_db
VERBS = ("claim", "verify", "return", "postpone", "remind")


def play(made, verb, w, day):
    at = at_noon(MADE.date() + timedelta(day))
    try:
        if verb == "claim":
            add_evidence(made, note="Sổ", by=None, at=at)
            actions.claim(made, by=None, at=at)
        elif verb == "verify":
            actions.verify(made, note="Đủ", by=None, at=at)
        elif verb == "return":
            actions.return_claim(made, note="Thiếu", by=None, at=at)
        elif verb == "postpone":
            actions.postpone(made, due_on=at.date() + timedelta(day), reason="Bão", by=None, at=at)
        else:
            actions.remind(made, by=None, at=at)
    except Refused:
        pass
    made.refresh_from_db()


@pytest.fixture
def home():
    w = world()
    return w, [upheld_issue(w), upheld_issue(w, "phuong-hai", "vd-b", "dang-uy-hai")]


HISTORIES = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.integers(0, 60),
        st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9)), max_size=5),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=HISTORIES, later=st.integers(0, 90))
def test_the_figures_equal_a_plain_recount(home, histories, later):
    w, issues = home
    start = Commitment.objects.count()
    for number, (which, term, acts) in enumerate(histories):
        owner = w.people["dv-13" if which == 0 else "dv-24"]
        due = MADE.date() + timedelta(term)
        made = commitment(w, issues[which], f"ck-{start + number}", owner=owner, due_on=due, by=None)
        for verb, day in acts:
            play(made, verb, w, day)
    at = at_noon(MADE.date() + timedelta(later))
    today = at.date()
    rows = list(Commitment.objects.select_related("campaign_unit"))
    late = [row for row in rows if row.state != "verified" and row.due_on < today]
    sums = sums_of(w.campaign, account=w.officer, at=at)
    assert (sums.figure.done, sums.figure.total, sums.figure.late) == (
        sum(row.state == "verified" for row in rows),
        len(rows),
        len(late),
    )
    assert {one.value: one.figure.total for one in sums.units} == Counter(row.campaign_unit.code for row in rows)
    assert {one.value: one.figure.late for one in sums.units if one.figure.late} == Counter(
        row.campaign_unit.code for row in late
    )
    ages = Counter(age_of(row, today) for row in rows if row.state != "verified")
    assert {one.value: one.figure.total for one in sums.ages} == ages
    assert sum(one.figure.total for one in sums.themes) == len(rows)
    for name in AGES:
        found = chosen(w.campaign, account=w.officer, at=at, filters=Filters(age=name)).count()
        assert found == (ages[name] if name else len(rows))
    top = w.unit("quan").path
    counted = figures(w.campaign.pk, [top], on=today)[top, "commitments"]
    assert counted == sums.figure


def age_of(row, today):
    days = (today - row.due_on).days
    return "chua" if days <= 0 else "tuan" if days <= 7 else "thang" if days <= 30 else "lau"


def url(w, name, **query):
    return reverse(f"supervision:{name}", args=[w.campaign.code], query=query)


def test_the_workbook_holds_what_the_board_shows_and_no_formula():
    w = world()
    made = commitment(w, measure="=1+1 gửi tài liệu")
    commitment(w, issue=made.issue, code="ck-2")
    go_to(DUE + timedelta(3))
    reply = signed_in(w.officer).get(url(w, "export", tim="=1"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(reply.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["ck-1"]
    assert rows[1][1] == "=1+1 gửi tài liệu"
    assert rows[1][8] == "3"
    assert reply["Content-Disposition"].startswith("attachment;")
    empty = signed_in(w.viewer).get(url(w, "export"))
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(empty.content)).get_sheet_by_index(0).to_python()) == 1


def test_several_are_reminded_of_at_once_each_by_its_own_rule():
    w = world()
    made = commitment(w)
    other = commitment(w, issue=made.issue, code="ck-2", owner=w.people["dv-14"], supervisor=w.people["dv-05"])
    go_to(DUE)
    supervisor = signed_in(w.supervisor)
    reply = supervisor.post(
        url(w, "several", xep="don-vi"), {"chon": ["ck-1", "ck-2", "x"], "viec": "nhac"}, follow=True
    )
    assert "Đã ghi cho 1 việc" in reply.text
    assert reply.request["QUERY_STRING"] == "xep=don-vi"
    assert (made.contacts.count(), other.contacts.count()) == (1, 0)
    helped = signed_in(w.officer).post(
        url(w, "several"), {"chon": ["ck-1", "ck-2"], "viec": "giup", "note": "Cử người"}
    )
    assert helped.status_code == 302
    assert (made.contacts.last().note, other.contacts.last().note) == ("Cử người", "Cử người")
    assert supervisor.post(url(w, "several"), {}).status_code == 403
    assert signed_in(w.secretary_two).post(url(w, "several"), {"chon": ["ck-1"]}).status_code == 403


def test_the_board_by_what_a_person_does_and_supervises():
    w = world()
    made = commitment(w)
    at = at_noon(DUE)

    def found(account, mine):
        return list(
            chosen(made.campaign, account=account, at=at, filters=Filters(mine=mine)).values_list("code", flat=True)
        )

    assert (found(w.supervisor, "giam-sat"), found(w.supervisor, "lam")) == (["ck-1"], [])
    assert (found(w.secretary, "giam-sat"), found(w.secretary, "lam")) == ([], ["ck-1"])
