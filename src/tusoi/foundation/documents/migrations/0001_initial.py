import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('symbol', models.CharField(max_length=40)),
                ('last', models.PositiveIntegerField(default=0)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
            ],
        ),
        migrations.CreateModel(
            name='IssuedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.BigIntegerField(default=0, help_text='campaign id, 0 outside a campaign')),
                ('kind', models.CharField(max_length=60)),
                ('kind_name', models.CharField(max_length=120)),
                ('audience', models.CharField(choices=[('published', 'đã công bố'), ('circle', 'trong phạm vi được xem')], max_length=12)),
                ('number', models.PositiveIntegerField(null=True)),
                ('symbol', models.CharField(blank=True, max_length=40)),
                ('subject_line', models.CharField(max_length=300)),
                ('issued_on', models.DateField()),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('thing_kind', models.CharField(blank=True, max_length=60)),
                ('thing_id', models.BigIntegerField(null=True)),
                ('once_key', models.CharField(editable=False, max_length=180, null=True, unique=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400)),
                ('shard_id', models.PositiveSmallIntegerField(editable=False)),
                ('about', models.ForeignKey(help_text='the unit it is about', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
                ('about_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(help_text='the issuer', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.series')),
            ],
            options={
                'ordering': ['-issued_on', '-pk'],
                'indexes': [models.Index(fields=['scope', 'kind'], name='documents_i_scope_a412b1_idx'), models.Index(fields=['thing_kind', 'thing_id'], name='documents_i_thing_k_ea69ef_idx')],
                'constraints': [models.UniqueConstraint(fields=('series', 'number'), name='documents_one_number'), models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('series', None)), models.Q(('number__gte', 1), ('series__isnull', False)), _connector='OR'), name='documents_number_from_series'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='documents_withdrawn_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='2010-2015', max_length=40)),
                ('since', models.DateField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'since'), name='documents_one_term_a_day')],
            },
        ),
        migrations.AddField(
            model_name='series',
            name='term',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.term'),
        ),
        migrations.CreateModel(
            name='DocumentReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readers', to='documents.issueddocument')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'person'), name='documents_one_reader')],
            },
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(fields=('unit', 'symbol', 'term'), name='documents_one_series'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(condition=models.Q(('term', None)), fields=('unit', 'symbol'), name='documents_one_series_without_term'),
        ),
    ]
