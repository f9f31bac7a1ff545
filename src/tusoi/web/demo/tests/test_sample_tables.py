"""A sample's tables, made straight from the models, are those of an office, made by the migrations."""

import os
import sqlite3
import subprocess
import sys

MAKE = """
import sys, django
from pathlib import Path
django.setup()
from django.core.management import call_command
from tusoi.web.demo.sample import use_sqlite
call_command("migrate", verbosity=0)
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


def test_a_sample_has_the_tables_of_an_office(tmp_path):
    office, sample = tmp_path / "co-quan.sqlite3", tmp_path / "mau.sqlite3"
    settings = {"TUSOI_DATABASE": f"sqlite:///{office}", "DJANGO_SETTINGS_MODULE": "tusoi.settings"}
    subprocess.run([sys.executable, "-c", MAKE, sample], check=True, env=os.environ | settings)
    with sqlite3.connect(office) as made, sqlite3.connect(sample) as straight:
        found = tables_of(straight.cursor())
        assert found == tables_of(made.cursor())
    assert len(found) > 100
