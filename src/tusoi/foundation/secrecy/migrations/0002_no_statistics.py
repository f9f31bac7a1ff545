"""PostgreSQL's statistics keep samples of values in clear and after the rows are gone: none of secret columns."""

from django.db import migrations

SECRET = {
    "secrecy_keyholder": [
        "public_key",
        "salt",
        "sealed_private_key",
        "recovery_salt",
        "recovery_sealed_key",
        "sealed_share",
    ],
    "secrecy_sharehandover": ["sealed_share"],
    "secrecy_ticket": ["group", "label", "code_hash", "spent", "receipt_hash"],
    "secrecy_sealedslip": ["ciphertext"],
    "secrecy_retiredcode": ["code_hash"],
    "secrecy_groupcount": ["used", "issued"],
    "secrecy_originalkeeper": ["public_key", "salt", "sealed_private_key"],
    "secrecy_sealedtext": ["ciphertext"],
    "secrecy_sealedtextshare": ["sealed_share"],
    "secrecy_draft": ["code_hash", "ciphertext"],
}


def no_statistics(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in SECRET.items():
        for column in columns:
            schema_editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS 0')


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0001_initial")]
    operations = [migrations.RunPython(no_statistics, migrations.RunPython.noop)]
