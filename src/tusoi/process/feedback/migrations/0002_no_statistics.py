"""PostgreSQL's statistics keep samples of what people wrote, in clear and after it was erased: none of these columns."""

from django.db import migrations


def no_statistics(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in ("text", "organisation"):
            schema_editor.execute(f'ALTER TABLE "feedback_comment" ALTER COLUMN "{column}" SET STATISTICS 0')


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]
    operations = [migrations.RunPython(no_statistics, migrations.RunPython.noop)]
