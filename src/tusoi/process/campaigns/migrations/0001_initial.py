import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('directory', '0001_initial'),
        ('rulebook', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('draft', 'đang chuẩn bị'), ('open', 'đang tiến hành'), ('closed', 'đã kết thúc')], default='draft', max_length=10)),
                ('procedure_code', models.SlugField(max_length=60)),
                ('procedure_version', models.PositiveSmallIntegerField(default=0, help_text='0 until it is frozen at opening')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('sample_notice', models.CharField(blank=True, help_text='Dữ liệu minh họa, không có thật', max_length=200)),
                ('cloned_from', models.ForeignKey(help_text='the one it follows', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                ('frozen', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rulebook.frozenprocedure')),
                ('unit', models.ForeignKey(help_text='the unit that runs it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
            ],
            options={
                'ordering': ['-starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='campaigns_period')],
            },
        ),
        migrations.CreateModel(
            name='CampaignUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=80)),
                ('depth', models.PositiveSmallIntegerField()),
                ('code', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(max_length=80)),
                ('level_code', models.SlugField(help_text="what the procedure's profiles ask for", max_length=60)),
                ('level_name', models.CharField(max_length=120)),
                ('is_base', models.BooleanField()),
                ('is_addressed', models.BooleanField(help_text='acknowledges guidance: a base organisation, or directly below the unit that runs the campaign')),
                ('joined_on', models.DateField(help_text='when it was founded or came after the opening', null=True)),
                ('ended_on', models.DateField(help_text='when it merged into another unit or left the campaign', null=True)),
                ('sort_key', models.CharField(max_length=700)),
                ('shard_id', models.PositiveSmallIntegerField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='campaigns.campaign')),
                ('heir', models.ForeignKey(help_text='the unit it merged into', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='campaigns.campaignunit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
            ],
            options={
                'ordering': ['sort_key'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'unit'), name='campaigns_one_copy_of_a_unit'), models.UniqueConstraint(fields=('campaign', 'path'), name='campaigns_one_unit_at_a_path'), models.UniqueConstraint(fields=('campaign', 'code'), name='campaigns_one_unit_with_a_code')],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_on', models.DateField()),
                ('note', models.TextField(blank=True, help_text="why it is closed with something left; never one person's matter")),
                ('reopened_on', models.DateField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closings', to='campaigns.campaign')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reopened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('reopened_on', None)), fields=('campaign',), name='campaigns_one_closing_in_force'), models.CheckConstraint(condition=models.Q(('reopened_on', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='campaigns_reopened_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='GuidanceDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('resolution', 'nghị quyết'), ('directive', 'chỉ thị'), ('plan', 'kế hoạch'), ('guidance', 'hướng dẫn')], max_length=20)),
                ('symbol', models.CharField(max_length=60)),
                ('issuer', models.CharField(max_length=200)),
                ('issued_on', models.DateField()),
                ('subject_line', models.CharField(max_length=400)),
                ('is_classified', models.BooleanField(default=False)),
                ('to_acknowledge', models.BooleanField(default=False, help_text='base organisations and offices acknowledge receipt')),
                ('acknowledge_by', models.DateField(null=True)),
                ('file_versions', models.PositiveSmallIntegerField(default=0, help_text='how many versions of its file there are')),
                ('basis', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_out_by', to='campaigns.guidancedocument')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guidance', to='campaigns.campaign')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
            ],
            options={
                'ordering': ['issued_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'symbol', 'issuer'), name='campaigns_one_document'), models.CheckConstraint(condition=models.Q(('is_classified', False), models.Q(('file_versions', 0), ('subject_line', '')), _connector='OR'), name='campaigns_classified_is_a_reference')],
            },
        ),
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='campaigns.guidancedocument')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'campaign_unit'), name='campaigns_acknowledged_once')],
            },
        ),
        migrations.CreateModel(
            name='GuidanceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('odt', 'OpenDocument'), ('jpg', 'ảnh')], max_length=10)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(help_text='SHA-256', max_length=64)),
                ('stored_as', models.CharField(max_length=32, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='campaigns.guidancedocument')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='campaigns_one_file_with_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gate', models.CharField(choices=[('tier_order', 'thứ tự giữa các cấp'), ('collective_before_individual', 'tập thể trước, cá nhân sau'), ('head_before_others', 'người đứng đầu trước'), ('answers_before_submission', 'trả lời đủ trước khi nộp báo cáo'), ('answers_before_conclusion', 'trả lời đủ trước khi kết luận'), ('report_before_meeting', 'có báo cáo trước hội nghị'), ('quorum', 'đủ số người dự'), ('must_ask', 'hỏi đủ nhóm phải hỏi'), ('rating_order', 'thứ tự xếp loại giữa các cấp'), ('head_rated_after_unit', 'xếp loại tập thể rồi đến người đứng đầu')], max_length=40)),
                ('thing_kind', models.CharField(max_length=60)),
                ('thing_id', models.BigIntegerField()),
                ('reason', models.TextField()),
                ('clause', models.CharField(max_length=400)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='campaigns.campaign')),
                ('campaign_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('gate', 'thing_kind', 'thing_id'), name='campaigns_one_override'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='campaigns_override_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField()),
                ('note', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='preparations', to='campaigns.campaignunit')),
            ],
            options={
                'ordering': ['held_on'],
                'constraints': [models.UniqueConstraint(fields=('campaign_unit', 'held_on'), name='campaigns_one_preparation_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ProcedureVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='1 is what was frozen at opening')),
                ('reason', models.TextField(blank=True, help_text='why it was amended; empty for the first')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='procedure_versions', to='campaigns.campaign')),
                ('frozen', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rulebook.frozenprocedure')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'number'), name='campaigns_one_version_with_a_number'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='campaigns_amendment_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='TierWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('order', models.PositiveSmallIntegerField()),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tiers', to='campaigns.campaign')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='campaigns_one_tier_with_a_code'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='campaigns_tier_window')],
            },
        ),
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('office', models.CharField(blank=True, max_length=200)),
                ('position', models.CharField(blank=True, max_length=160)),
                ('rank', models.CharField(blank=True, choices=[('head', 'người đứng đầu'), ('deputy', 'cấp phó'), ('member', 'thành viên')], max_length=10)),
                ('order', models.PositiveSmallIntegerField(default=1)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='campaigns.campaign')),
                ('campaign_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='campaigns.campaignunit')),
                ('collective', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.collective')),
                ('decided_by', models.ForeignKey(help_text='the collective whose meeting decides', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.collective')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('tier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='campaigns.tierwindow')),
            ],
            options={
                'ordering': ['tier__order', 'campaign_unit__sort_key', 'order'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('collective', None), ('person__isnull', False)), models.Q(('collective__isnull', False), ('person', None)), _connector='OR'), name='campaigns_subject_is_one_of_two'), models.UniqueConstraint(fields=('campaign', 'code'), name='campaigns_one_subject_with_a_code'), models.UniqueConstraint(fields=('campaign', 'collective'), name='campaigns_collective_once'), models.UniqueConstraint(fields=('campaign', 'person'), name='campaigns_person_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('joined', 'vào đợt'), ('moved', 'chuyển sang cấp trên khác'), ('merged', 'sáp nhập'), ('left', 'ra khỏi đợt')], max_length=10)),
                ('on', models.DateField()),
                ('paper', models.CharField(help_text='the decision: number, issuer, date', max_length=200)),
                ('figures', models.JSONField(default=dict, help_text='measure: [done, total], counted at that moment')),
                ('at', models.DateTimeField()),
                ('after', models.ForeignKey(help_text='the unit above it since, or its heir', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
                ('before', models.ForeignKey(help_text='the unit above it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_changes', to='campaigns.campaign')),
                ('campaign_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='campaigns.campaignunit')),
            ],
            options={
                'ordering': ['on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('paper', ''), _negated=True), name='campaigns_a_change_names_its_decision')],
            },
        ),
        migrations.CreateModel(
            name='UnitPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('sent', 'đã gửi xuống'), ('acknowledged', 'đã tiếp nhận, đang soạn'), ('submitted', 'chờ duyệt'), ('returned', 'trả lại, có ý kiến'), ('approved', 'đã duyệt')], default='sent', max_length=20)),
                ('sent_on', models.DateField()),
                ('acknowledge_by', models.DateField()),
                ('acknowledged_on', models.DateField(null=True)),
                ('note', models.TextField(blank=True, help_text='how the unit goes about it')),
                ('campaign_unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='campaigns.campaignunit')),
            ],
            options={
                'ordering': ['campaign_unit__path'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'sent'), ('acknowledged_on__isnull', False), _connector='OR'), name='campaigns_plan_acknowledged_first'), models.CheckConstraint(condition=models.Q(('acknowledge_by__gte', models.F('sent_on'))), name='campaigns_plan_acknowledged_after_it_was_sent')],
            },
        ),
        migrations.CreateModel(
            name='PlanWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('tier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.tierwindow')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='windows', to='campaigns.unitplan')),
            ],
            options={
                'ordering': ['tier__order'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'tier'), name='campaigns_one_window_of_a_tier'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='campaigns_plan_window')],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sent', 'đã gửi xuống'), ('acknowledged', 'đã tiếp nhận, đang soạn'), ('submitted', 'chờ duyệt'), ('returned', 'trả lại, có ý kiến'), ('approved', 'đã duyệt')], max_length=20)),
                ('content', models.JSONField(default=dict)),
                ('remarks', models.TextField(blank=True)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='campaigns.unitplan')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'returned'), _negated=True), models.Q(('remarks', ''), _negated=True), _connector='OR'), name='campaigns_returned_with_remarks')],
            },
        ),
        migrations.CreateModel(
            name='PlanTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('what', models.CharField(max_length=300)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('due_on', models.DateField(null=True)),
                ('who', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='campaigns.unitplan')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='campaigns_plan_task_says_what')],
            },
        ),
    ]
