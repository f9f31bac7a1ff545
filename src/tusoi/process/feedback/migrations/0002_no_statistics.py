"""PostgreSQL's statistics keep samples of what people wrote and of codes' hashes, after the rows are gone: none of these."""

from django.db import migrations


COLUMNS = {
    "feedback_comment": ["text", "organisation"],
    "feedback_voidrequest": ["code_hashes"],
    "feedback_paperentry": ["code_hash", "digests"],
}


def no_statistics(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in COLUMNS.items():
        for column in columns:
            schema_editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS 0')


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]
    operations = [migrations.RunPython(no_statistics, migrations.RunPython.noop)]
