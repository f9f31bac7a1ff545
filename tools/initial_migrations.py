"""Put the constraints and indexes of first migrations into their tables, so that a new database is made in a fraction of the time.

python tools/initial_migrations.py     after `makemigrations`; says nothing when there is nothing to do

Django writes them as operations of their own, and after each it builds every related model anew.
"""

from collections.abc import Iterable

import django
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.writer import MigrationWriter


def folded(operations: Iterable[Operation]) -> list[Operation]:
    """The same tables in fewer operations. What belongs to a table that gets fields later stays as it is."""
    operations = list(operations)
    later = {one.model_name_lower for one in operations if isinstance(one, AddField)}
    tables = {one.name_lower: one for one in operations if isinstance(one, CreateModel) and one.name_lower not in later}
    kept = []
    for one in operations:
        if isinstance(one, AddConstraint) and one.model_name_lower in tables:
            tables[one.model_name_lower].options.setdefault("constraints", []).append(one.constraint)
        elif isinstance(one, AddIndex) and one.model_name_lower in tables:
            tables[one.model_name_lower].options.setdefault("indexes", []).append(one.index)
        else:
            kept.append(one)
    return kept


def main() -> None:
    django.setup()
    for migration in MigrationLoader(None).disk_migrations.values():
        if not migration.initial or not migration.__module__.startswith("tusoi."):
            continue
        operations = folded(migration.operations)
        if len(operations) < len(migration.operations):
            migration.operations = operations
            writer = MigrationWriter(migration, include_header=False)
            with open(writer.path, "w", encoding="utf-8") as file:
                file.write(writer.as_string())


if __name__ == "__main__":
    main()
