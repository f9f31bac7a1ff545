"""The tables of states: total, reachable, ending where they are meant to end, and drawn in docs/states.md."""

import pytest
from django.apps import apps
from django.db import models
from tools.states import FILE, Table, render, tables

from tusoi.foundation.access.roles import Permission

TABLES = list(tables())

# Where each kind of thing is meant to end. An empty set: it never ends by itself.
TERMINAL = {
    "BoxState": {"opened"},
    "CampaignState": set(),
    "PlanState": set(),
    "ClassState": {"withdrawn"},
    "RoundState": {"synthesised"},
    "CommentState": set(),
    "IssueState": {"upheld", "not_upheld", "referred"},
    "SetState": {"acknowledged"},
    "ShortcomingState": set(),
    "ReportState": {"accepted"},
    "MeetingState": {"concluded"},
    "ItemState": {"concluded"},
    "MinutesState": {"fixed"},
    "CountState": {"withdrawn"},
    "CommitmentState": {"verified"},
    "ProposalState": {"approved", "returned", "withdrawn"},
    "VisitState": {"held", "dropped"},
}
# Who may, where it is not a role's permission but an assignment.
ASSIGNMENTS = {
    "caller",
    "keyholders",
    "counting team",
    "the subject",
    "the owner",
    "the supervisor",
    "the visitor",
    "the unit above",
    "minute_taker",
    "chair",
}


def name_of(table: Table) -> str:
    return table.states.__name__


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_a_table_says_something_about_every_state_and_nothing_else(table):
    states = {str(state) for state in table.states}
    assert {str(state) for state in table.rows} == states
    assert {str(new) for nexts in table.rows.values() for new in nexts} <= states


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_every_state_is_reached_and_the_last_ones_are_meant(table):
    assert table.reached == {str(state) for state in table.states}
    assert table.terminal == TERMINAL[name_of(table)]


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_every_step_says_who_may(table):
    who = {str(who) for nexts in table.rows.values() for who in nexts.values()}
    assert who <= {str(permission) for permission in Permission} | ASSIGNMENTS


def test_no_table_is_forgotten():
    assert {name_of(table) for table in tables()} == set(TERMINAL)
    drawn = {tuple(table.states.choices) for table in tables()}
    undrawn = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("tusoi.process")
        for field in model._meta.concrete_fields
        if field.name == "state" and isinstance(field, models.CharField) and tuple(field.choices or ()) not in drawn
    ]
    assert undrawn == []


def test_the_drawing_is_current():
    assert FILE.read_text(encoding="utf-8") == render(), "run: python tools/states.py"
