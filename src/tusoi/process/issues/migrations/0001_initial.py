import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('campaigns', '0001_initial'),
        ('directory', '0001_initial'),
        ('feedback', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60)),
                ('title', models.CharField(max_length=300)),
                ('text', models.TextField(blank=True)),
                ('grounds', models.TextField(blank=True, help_text="what it rests on; never one person's report of another")),
                ('theme', models.SlugField(blank=True, max_length=60)),
                ('state', models.CharField(choices=[('raised', 'đã nêu, chưa đặt ra'), ('put', 'đã đặt ra, chờ trả lời'), ('answered', 'đã tiếp thu, giải trình'), ('upheld', 'kết luận: có khuyết điểm'), ('not_upheld', 'kết luận: không đủ cơ sở'), ('referred', 'đã chuyển cơ quan có thẩm quyền')], default='raised', max_length=20)),
                ('raised_on', models.DateField()),
                ('put_on', models.DateField(null=True)),
                ('answer_by', models.DateField(null=True)),
                ('concluded_on', models.DateField(null=True)),
                ('conclusion', models.TextField(blank=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='campaigns.campaign')),
                ('round', models.ForeignKey(help_text='the round whose triage raised it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='feedback.round')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='campaigns.subject')),
            ],
            options={
                'ordering': ['subject__tier__order', 'subject__campaign_unit__sort_key', 'subject__order', 'id'],
            },
        ),
        migrations.CreateModel(
            name='IssueAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('accept', 'tiếp thu'), ('explain', 'giải trình')], max_length=20)),
                ('text', models.TextField()),
                ('cause', models.TextField(blank=True)),
                ('measure', models.TextField(blank=True)),
                ('on', models.DateField()),
                ('at_meeting', models.BooleanField(default=False, help_text='answered orally, from the minutes')),
                ('by_proxy', models.BooleanField(default=False, help_text="entered by the unit's secretary for the person (nhập hộ)")),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='issues.issue')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='issues_answer_says_something')],
            },
        ),
        migrations.CreateModel(
            name='AnswerJudgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('answered', 'đã rõ'), ('partly', 'rõ một phần'), ('not', 'chưa rõ')], max_length=20)),
                ('note', models.TextField(blank=True)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='judgement', to='issues.issueanswer')),
            ],
        ),
        migrations.CreateModel(
            name='ProxyAsk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxy_asks', to='campaigns.subject')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('subject',), name='issues_one_proxy_is_asked_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('off_subject', 'không nói về đối tượng này'), ('insult', 'xúc phạm, không nêu việc'), ('nothing_said', 'không nêu việc gì, không đọc được'), ('violation', 'có dấu hiệu vi phạm, chuyển cơ quan có thẩm quyền')], max_length=20)),
                ('referred_to', models.CharField(blank=True, help_text='who got what shows signs of a violation', max_length=200)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='feedback.comment')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['off_subject', 'insult', 'nothing_said', 'violation'])), name='issues_set_aside_for_a_reason'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='issues_two_people_set_aside'), models.CheckConstraint(condition=models.Q(models.Q(('reason', 'violation'), _negated=True), models.Q(('referred_to', ''), _negated=True), _connector='OR'), name='issues_referred_to_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Shortcoming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'chưa khắc phục'), ('mending', 'đang khắc phục'), ('claimed', 'báo đã khắc phục, chờ xác nhận'), ('verified', 'đã xác nhận khắc phục xong'), ('relapsed', 'tái diễn'), ('carried', 'chuyển sang đợt sau')], default='open', max_length=20)),
                ('since', models.DateField()),
                ('verified_on', models.DateField(null=True)),
                ('collective', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.collective')),
                ('earlier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later', to='issues.shortcoming')),
                ('first', models.ForeignKey(help_text='where the chain of earlier ones begins', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='issues.shortcoming')),
                ('issue', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='shortcoming', to='issues.issue')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('supervisor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), _negated=True), ('verified_on__isnull', False), _connector='OR'), name='issues_verified_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Relapse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verified_on', models.DateField()),
                ('reason', models.TextField()),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('shortcoming', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relapses', to='issues.shortcoming')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='issues_relapse_says_why'), models.CheckConstraint(condition=models.Q(('on__gte', models.F('verified_on'))), name='issues_relapse_after_it_was_verified')],
            },
        ),
        migrations.CreateModel(
            name='IssueSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('comments', 'ý kiến góp ý trên phiếu'), ('suggestion', 'gợi ý kiểm điểm của cấp trên'), ('own_report', 'tự nêu trong báo cáo'), ('meeting', 'nêu tại hội nghị'), ('earlier', 'đợt trước chưa khắc phục xong')], max_length=20)),
                ('comment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='feedback.comment')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='issues.issue')),
                ('merged_from', models.ForeignKey(help_text='the issue whose merging brought it here last', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='issues.issue')),
                ('shortcoming', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='issues.shortcoming')),
            ],
        ),
        migrations.CreateModel(
            name='SuggestionSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'đang soạn'), ('approved', 'đã duyệt'), ('issued', 'đã gửi'), ('acknowledged', 'đã nhận')], default='draft', max_length=20)),
                ('answer_by', models.DateField(null=True)),
                ('issued_on', models.DateField(null=True)),
                ('acknowledged_on', models.DateField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestion_sets', to='campaigns.campaign')),
                ('drafted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('overseer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.subject')),
            ],
            options={
                'ordering': ['subject__tier__order', 'subject__campaign_unit__sort_key', 'subject__order'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['issued', 'acknowledged']), _negated=True), models.Q(('issued_on__isnull', False), ('overseer__isnull', False)), _connector='OR'), name='issues_issued_set_has_an_overseer')],
            },
        ),
        migrations.AddField(
            model_name='issue',
            name='suggestion_set',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points', to='issues.suggestionset'),
        ),
        migrations.CreateModel(
            name='GroupVoices',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voices', models.PositiveIntegerField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.group')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_voices', to='issues.issue')),
            ],
            options={
                'ordering': ['group'],
                'constraints': [models.UniqueConstraint(fields=('issue', 'group'), name='issues_one_count_of_a_group')],
            },
        ),
        migrations.AddConstraint(
            model_name='issue',
            constraint=models.UniqueConstraint(fields=('campaign', 'code'), name='issues_one_issue_with_a_code'),
        ),
        migrations.AddConstraint(
            model_name='issue',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'raised'), ('put_on__isnull', False), _connector='OR'), name='issues_put_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='issue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['upheld', 'not_upheld', 'referred']), _negated=True), ('concluded_on__isnull', False), _connector='OR'), name='issues_concluded_on_a_day'),
        ),
    ]
