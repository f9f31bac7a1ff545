import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('campaigns', '0001_initial'),
        ('issues', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'đang viết'), ('submitted', 'đã nộp'), ('returned', 'trả lại để bổ sung'), ('accepted', 'đã tiếp nhận')], default='draft', max_length=20)),
                ('due_on', models.DateField(null=True)),
                ('submitted_on', models.DateField(null=True)),
                ('remarks', models.TextField(blank=True, help_text='why it was returned')),
                ('circulated_on', models.DateField(help_text="since when the unit reads the collective's draft", null=True)),
                ('remediation', models.JSONField(default=list, help_text='the rows of the remediation table')),
                ('remediation_revision', models.PositiveIntegerField(default=0)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='campaigns.campaign')),
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='campaigns.subject')),
            ],
            options={
                'ordering': ['subject__tier__order', 'subject__campaign_unit__sort_key', 'subject__order'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['submitted', 'accepted']), _negated=True), ('submitted_on__isnull', False), _connector='OR'), name='reports_submitted_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='NoticeDismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=120)),
                ('reason', models.TextField()),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dismissals', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'code'), name='reports_one_dismissal_of_a_notice'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reports_dismissed_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='EarlierAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('fixed', 'đã khắc phục xong'), ('mending', 'đang khắc phục'), ('not_yet', 'chưa khắc phục')], max_length=20)),
                ('text', models.TextField()),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('shortcoming', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='issues.shortcoming')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier_answers', to='reports.report')),
            ],
            options={
                'ordering': ['shortcoming'],
                'constraints': [models.UniqueConstraint(fields=('report', 'shortcoming'), name='reports_one_answer_to_an_earlier_one'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reports_earlier_answer_says_something')],
            },
        ),
        migrations.CreateModel(
            name='DraftRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('text', models.TextField()),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draft_remarks', to='reports.report')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reports_draft_remark_says_something')],
            },
        ),
        migrations.CreateModel(
            name='ReportKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField(db_index=True)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='reports_one_key_of_a_report')],
            },
        ),
        migrations.CreateModel(
            name='ReportSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('text', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(null=True)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='reports.report')),
                ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='reports_one_section_with_a_key')],
            },
        ),
        migrations.CreateModel(
            name='ReportVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('by_proxy', models.BooleanField(default=False, help_text="entered by the unit's secretary for the person (nhập hộ)")),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='reports.report')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='reports_one_version_with_a_number')],
            },
        ),
        migrations.CreateModel(
            name='SectionRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('text', models.TextField()),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='section_remarks', to='reports.reportversion')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='reports_one_remark_on_a_section'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reports_section_remark_says_something')],
            },
        ),
        migrations.CreateModel(
            name='SignedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('odt', 'OpenDocument'), ('jpg', 'ảnh')], max_length=10)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(help_text='SHA-256', max_length=64)),
                ('stored_as', models.CharField(max_length=32, unique=True)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed_copies', to='reports.reportversion')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SubstanceNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=120)),
                ('key', models.CharField(blank=True, help_text='the section; blank for the whole', max_length=60)),
                ('text', models.TextField()),
                ('passages', models.JSONField(default=list, help_text='own passages of now and of last time, side by side')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='reports.reportversion')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='reports_one_notice_with_a_code')],
            },
        ),
    ]
