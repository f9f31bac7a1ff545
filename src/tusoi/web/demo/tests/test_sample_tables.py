"""A sample's tables, made straight from the models, are those of an office, made by the migrations."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection

MAKE = """
import sys, django
from pathlib import Path
django.setup()
from tusoi.web.demo.sample import use_sqlite
use_sqlite(Path(sys.argv[1]))
"""


def tables_of(cursor):
    """Each table's columns and constraints in no order: a column that a later migration added stands last."""
    found = {}
    for kind, name, sql in cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall():
        if kind == "table":
            columns = cursor.execute(
                f"""SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info('{name}')"""
            )
            found[name] = (
                sorted(columns.fetchall()),
                sorted(part.strip(" ,)") for part in sql.split("CONSTRAINT")[1:]),
            )
        else:
            found[name] = sql
    said = "SELECT app, name FROM django_migrations", "SELECT app_label, model FROM django_content_type"
    return found | {rows: sorted(cursor.execute(rows).fetchall()) for rows in said}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a sample is a SQLite file")
def test_a_sample_has_the_tables_of_an_office(db, tmp_path):
    file = tmp_path / "mau.sqlite3"
    subprocess.run(
        [sys.executable, "-c", MAKE, file],
        check=True,
        env=os.environ | {"TUSOI_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tusoi.settings"},
    )
    with connection.cursor() as office, sqlite3.connect(file) as sample:
        assert tables_of(sample.cursor()) == tables_of(office)
