import django.db.models.deletion
import tusoi.foundation.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Box',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.BigIntegerField()),
                ('state', models.CharField(choices=[('preparing', 'đang chuẩn bị'), ('open', 'đang nhận phiếu'), ('closed', 'đã khóa nhận phiếu'), ('opened', 'đã mở phiếu')], default='preparing', max_length=10)),
                ('need', models.PositiveSmallIntegerField(help_text='how many keyholders open it together')),
                ('threshold', models.PositiveSmallIntegerField(help_text='no group below this is shown; never changed afterwards')),
                ('public_key', models.BinaryField(default=b'')),
                ('faults', models.JSONField(default=dict, help_text='what did not add up at opening: counts only')),
                ('is_swept', models.BooleanField(default=False, help_text='what the opening deleted is off the disk')),
            ],
            options={
                'indexes': [models.Index(fields=['scope'], name='secrecy_box_scope_0b7ed9_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('need__gte', 2)), name='secrecy_two_people_open'), models.CheckConstraint(condition=models.Q(('threshold__gte', 2)), name='secrecy_threshold')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', tusoi.foundation.kernel.ids.RandomKeyField(default=tusoi.foundation.kernel.ids.random_key, editable=False, primary_key=True, serialize=False)),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('version', models.CharField(max_length=32)),
                ('ciphertext', models.BinaryField()),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='secrecy.box')),
            ],
        ),
        migrations.CreateModel(
            name='GroupCount',
            fields=[
                ('id', tusoi.foundation.kernel.ids.RandomKeyField(default=tusoi.foundation.kernel.ids.random_key, editable=False, primary_key=True, serialize=False)),
                ('group', models.CharField(max_length=40)),
                ('label', models.CharField(blank=True, max_length=200)),
                ('used', models.PositiveIntegerField()),
                ('issued', models.PositiveIntegerField()),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='secrecy.box')),
            ],
        ),
        migrations.CreateModel(
            name='Keyholder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_key', models.BinaryField(default=b'')),
                ('salt', models.BinaryField(default=b'')),
                ('sealed_private_key', models.BinaryField(default=b'')),
                ('recovery_salt', models.BinaryField(default=b'')),
                ('recovery_sealed_key', models.BinaryField(default=b'')),
                ('sealed_share', models.BinaryField(default=b'')),
                ('entered', models.BooleanField(default=False, help_text='has given their share to open the box')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keyholders', to='secrecy.box')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('box', 'account'), name='secrecy_keyholder_once')],
            },
        ),
        migrations.CreateModel(
            name='OriginalKeeper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_key', models.BinaryField()),
                ('salt', models.BinaryField()),
                ('sealed_private_key', models.BinaryField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keepers', to='secrecy.box')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('box', 'account'), name='secrecy_keeper_once')],
            },
        ),
        migrations.CreateModel(
            name='PublishedReceipt',
            fields=[
                ('id', tusoi.foundation.kernel.ids.RandomKeyField(default=tusoi.foundation.kernel.ids.random_key, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='secrecy.box')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('digest', 'box'), name='secrecy_receipt_once')],
            },
        ),
        migrations.CreateModel(
            name='RetiredCode',
            fields=[
                ('id', tusoi.foundation.kernel.ids.RandomKeyField(default=tusoi.foundation.kernel.ids.random_key, editable=False, primary_key=True, serialize=False)),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secrecy.box')),
            ],
        ),
        migrations.CreateModel(
            name='SealedSlip',
            fields=[
                ('id', tusoi.foundation.kernel.ids.RandomKeyField(default=tusoi.foundation.kernel.ids.random_key, editable=False, primary_key=True, serialize=False)),
                ('ciphertext', models.BinaryField()),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='secrecy.box')),
            ],
        ),
        migrations.CreateModel(
            name='SealedText',
            fields=[
                ('id', tusoi.foundation.kernel.ids.RandomKeyField(default=tusoi.foundation.kernel.ids.random_key, editable=False, primary_key=True, serialize=False)),
                ('about', models.BigIntegerField(unique=True)),
                ('ciphertext', models.BinaryField()),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='originals', to='secrecy.box')),
            ],
        ),
        migrations.CreateModel(
            name='SealedTextShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_share', models.BinaryField()),
                ('giver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='secrecy.originalkeeper')),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='secrecy.originalkeeper')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='secrecy.sealedtext')),
            ],
        ),
        migrations.CreateModel(
            name='ShareHandover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_share', models.BinaryField()),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='secrecy.keyholder')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handed_over', to='secrecy.keyholder')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('giver', 'receiver'), name='secrecy_handover_once')],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', tusoi.foundation.kernel.ids.RandomKeyField(default=tusoi.foundation.kernel.ids.random_key, editable=False, primary_key=True, serialize=False)),
                ('group', models.CharField(max_length=40)),
                ('label', models.CharField(blank=True, help_text='the organisation, in attributed groups only', max_length=200)),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('spent', models.BooleanField(default=False)),
                ('receipt_hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='secrecy.box')),
            ],
        ),
        migrations.CreateModel(
            name='Glimpse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pool', models.CharField(max_length=200)),
                ('day', models.DateField()),
                ('used', models.PositiveIntegerField()),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secrecy.box')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('box', 'pool', 'day'), name='secrecy_glimpse_once_a_day')],
            },
        ),
    ]
