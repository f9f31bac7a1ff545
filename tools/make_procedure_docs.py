"""Write what is generated from the models of a procedure: python -m tools.make_procedure_docs"""

import os
from pathlib import Path

import django

ROOT = Path(__file__).parents[1]


def main() -> None:
    from tusoi.foundation.rulebook.schema import schema_text, table_text  # noqa: PLC0415  # after Django is ready

    (ROOT / "procedures" / "procedure.schema.json").write_text(schema_text(), encoding="utf-8")
    (ROOT / "docs" / "procedure-format.md").write_text(table_text(), encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.settings")
    django.setup()
    main()
