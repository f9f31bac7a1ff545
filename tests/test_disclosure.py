"""Every field of every table has exactly one disclosure class, so that nobody adds one without deciding who may read it."""

import pytest
from django.apps import apps
from django.db import connection, models

from tusoi.foundation.kernel.disclosure import Disclosure, discloses

MODELS = [model for model in apps.get_models() if model.__module__.startswith("tusoi.")]


def fields_of(model: type[models.Model]) -> set[str]:
    """Concrete fields and many-to-many of a model, without its primary key and without links made by another model."""
    many = {field.name for field in model._meta.local_many_to_many if field.remote_field.through._meta.auto_created}
    return {field.name for field in model._meta.concrete_fields if not field.primary_key} | many


def complaint(model: type[models.Model]) -> str:
    """What is missing or too much, with a line to paste; empty when all is well."""
    declared = getattr(model, "disclosure", {})
    missing = sorted(fields_of(model) - set(declared))
    stale = sorted(set(declared) - fields_of(model))
    classes = "|".join(Disclosure)
    said = []
    if missing:
        said.append(
            f'{model._meta.label}: decide who may read it, then paste: discloses(<{classes}>="{" ".join(missing)}")'
        )
    if stale:
        said.append(f"{model._meta.label}: no such fields, take out of discloses(...): {' '.join(stale)}")
    return "\n".join(said)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_has_one_class(model):
    assert complaint(model) == ""
    assert all(isinstance(value, Disclosure) for value in getattr(model, "disclosure", {}).values())


@pytest.mark.django_db
def test_postgresql_keeps_no_samples_of_what_nobody_reads():
    """Its statistics hold values in clear, also of rows that are gone: see the migrations `no_statistics`."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps none")
    columns = {
        (model._meta.db_table, model._meta.get_field(name).column)
        for model in MODELS
        if model._meta.app_label in {"secrecy", "feedback"}
        for name, value in model.disclosure.items()
        if value == Disclosure.SECRET
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT attrelid::regclass::text, attname FROM pg_attribute WHERE attstattarget = 0")
        assert columns - set(cursor.fetchall()) == set()


def test_a_missing_field_is_named_with_a_line_to_paste(monkeypatch):
    model = apps.get_model("directory.Person")
    table = dict(model.disclosure)
    del table["birth_year"]
    monkeypatch.setattr(model, "disclosure", table | {"shoe_size": Disclosure.OPEN})
    assert 'paste: discloses(<open|unit|personal|review|counting|secret|system>="birth_year")' in complaint(model)
    assert "take out of discloses(...): shoe_size" in complaint(model)


def test_a_field_with_two_classes_is_refused():
    with pytest.raises(ValueError, match="name has two disclosure classes"):
        discloses(open="code name", personal="name")


def test_every_table_of_ours_is_looked_at():
    assert len(MODELS) > 40
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    ours = {model._meta.db_table for model in MODELS}
    others = {table for table in tables - ours if not table.startswith(("django_", "auth_"))}
    through = {
        field.remote_field.through._meta.db_table for model in MODELS for field in model._meta.local_many_to_many
    }
    assert others <= through
