import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('campaigns', '0001_initial'),
        ('directory', '0001_initial'),
        ('issues', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'chưa đến'), ('discussing', 'đang kiểm điểm'), ('concluded', 'đã kết luận')], default='waiting', max_length=20)),
                ('conclusion', models.TextField(blank=True)),
                ('begun_at', models.DateTimeField(null=True)),
                ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presentations', to='campaigns.subject')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='BallotCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('stage', models.CharField(choices=[('self', 'tự nhận'), ('proposal', 'đề nghị'), ('decision', 'quyết định')], default='proposal', help_text='what the vote was for', max_length=20)),
                ('state', models.CharField(choices=[('draft', 'đang kiểm phiếu'), ('signed', 'tổ kiểm phiếu đã ký'), ('withdrawn', 'đã hủy, kiểm lại')], default='draft', max_length=20)),
                ('invited', models.PositiveIntegerField(null=True)),
                ('present', models.PositiveIntegerField(null=True)),
                ('issued', models.PositiveIntegerField(null=True)),
                ('collected', models.PositiveIntegerField(null=True)),
                ('not_returned', models.PositiveIntegerField(null=True)),
                ('valid', models.PositiveIntegerField(null=True)),
                ('invalid', models.PositiveIntegerField(null=True)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('signed_on', models.DateField(null=True)),
                ('withdrawn_for', models.TextField(blank=True)),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='BallotLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(max_length=60)),
                ('order', models.PositiveSmallIntegerField()),
                ('count', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='reviews.ballotcount')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.subject')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('count', 'subject', 'kind'), name='reviews_line_once_a_ballot')],
            },
        ),
        migrations.CreateModel(
            name='BallotVotes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.SlugField(max_length=60)),
                ('votes', models.PositiveIntegerField()),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='reviews.ballotline')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('line', 'level'), name='reviews_votes_once_a_level')],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('order', models.PositiveSmallIntegerField()),
                ('is_written', models.BooleanField(default=False, help_text='of somebody absent, who sent it in writing')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('mark', models.CharField(blank=True, help_text="the page's random id: a second sending changes nothing", max_length=24)),
                ('issue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='issues.issue')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='reviews.agendaitem')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('item', 'order'), name='reviews_contribution_order'), models.UniqueConstraint(condition=models.Q(('mark', ''), _negated=True), fields=('item', 'mark'), name='reviews_contribution_sent_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reviews_contribution_says_something')],
            },
        ),
        migrations.CreateModel(
            name='ImmediateAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='within the item')),
                ('what', models.TextField()),
                ('due_on', models.DateField()),
                ('struck_for', models.TextField(blank=True)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='immediate_actions', to='reviews.agendaitem')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
            ],
            options={
                'ordering': ['item__order', 'number'],
                'constraints': [models.UniqueConstraint(fields=('item', 'number'), name='reviews_one_immediate_action_with_a_number'), models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='reviews_immediate_action_says_what')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60)),
                ('state', models.CharField(choices=[('planned', 'đã lên lịch'), ('in_session', 'đang họp'), ('adjourned', 'tạm dừng, họp tiếp hôm khác'), ('concluded', 'đã kết luận')], default='planned', max_length=20)),
                ('held_on', models.DateField()),
                ('starts_at', models.TimeField(null=True)),
                ('invited_on', models.DateField(null=True)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('opened_at', models.DateTimeField(null=True)),
                ('concluded_on', models.DateField(null=True)),
                ('attending_superior', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='campaigns.campaign')),
                ('campaign_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
                ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('collective', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.collective')),
                ('minute_taker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('tier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='campaigns.tierwindow')),
            ],
            options={
                'ordering': ['held_on', 'code'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='reviews_one_meeting_with_a_code'), models.CheckConstraint(condition=models.Q(('chair', models.F('minute_taker')), _negated=True), name='reviews_chair_takes_no_minutes'), models.CheckConstraint(condition=models.Q(('state', 'planned'), ('opened_at__isnull', False), _connector='OR'), name='reviews_in_session_was_opened')],
            },
        ),
        migrations.AddField(
            model_name='ballotcount',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballot_counts', to='reviews.meeting'),
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.CharField(blank=True, max_length=160)),
                ('order', models.PositiveSmallIntegerField(default=1)),
                ('is_present', models.BooleanField(null=True)),
                ('reason', models.CharField(blank=True, help_text='of absence', max_length=300)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendees', to='reviews.meeting')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='reviews_convened_once')],
            },
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('subjects', 'Tập thể, cá nhân được kiểm điểm'), ('unit', 'Cán bộ, đảng viên trong đơn vị'), ('contributors', 'Tổ chức, cá nhân đã góp ý')], max_length=20)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='reviews.meeting')),
            ],
            options={
                'ordering': ['on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'audience'), name='reviews_announced_once_to_a_circle')],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='reviews.meeting'),
        ),
        migrations.CreateModel(
            name='Adjournment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('resumes_on', models.DateField()),
                ('reason', models.TextField()),
                ('present', models.PositiveSmallIntegerField()),
                ('convened', models.PositiveSmallIntegerField()),
                ('resumed_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adjournments', to='reviews.meeting')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('resumed_at', None)), fields=('meeting',), name='reviews_adjourned_once_at_a_time'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reviews_adjourned_for_a_reason'), models.CheckConstraint(condition=models.Q(('present__lte', models.F('convened'))), name='reviews_no_more_present_than_convened')],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'dự thảo'), ('signed', 'người ghi biên bản đã ký'), ('fixed', 'đã ký đủ')], default='draft', max_length=20)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('guests', models.CharField(blank=True, help_text='who else was there, in words', max_length=500)),
                ('other', models.TextField(blank=True, help_text='what happened besides the items')),
                ('copies', models.PositiveSmallIntegerField(null=True)),
                ('was_read_out', models.BooleanField(help_text='adopted at the meeting; null: nobody said', null=True)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('clerk_signed_on', models.DateField(null=True)),
                ('chair_signed_on', models.DateField(null=True)),
                ('returned_for', models.TextField(blank=True, help_text='what the chair wants changed')),
                ('from_book', models.BooleanField(default=False, help_text='entered afterwards from the handwritten book')),
                ('chair_signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clerk_signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='reviews.meeting')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='reviews_ends_after_it_began'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), ('clerk_signed_on__isnull', False), _connector='OR'), name='reviews_minutes_signed_by_clerk'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'fixed'), _negated=True), models.Q(('chair_signed_on__isnull', False), ('clerk_signed_on__isnull', False)), _connector='OR'), name='reviews_minutes_fixed_by_both')],
            },
        ),
        migrations.CreateModel(
            name='MinutesScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('odt', 'OpenDocument'), ('jpg', 'ảnh')], max_length=10)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(help_text='SHA-256', max_length=64)),
                ('stored_as', models.CharField(max_length=32, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='reviews.minutes')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('minutes', 'number'), name='reviews_one_scan_with_a_number')],
            },
        ),
        migrations.CreateModel(
            name='OutstandingGrounds',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(help_text='the key of the group, see groups_rating', max_length=200)),
                ('text', models.TextField()),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'group'), name='reviews_grounds_once_a_group'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reviews_grounds_say_something')],
            },
        ),
        migrations.CreateModel(
            name='Petition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('filed_on', models.DateField()),
                ('answer', models.TextField(blank=True)),
                ('grounds', models.TextField(blank=True)),
                ('answered_on', models.DateField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='petitions', to='reviews.agendaitem')),
            ],
            options={
                'ordering': ['filed_on', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_on', None)), fields=('item',), name='reviews_one_open_petition_an_item'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reviews_petition_says_something'), models.CheckConstraint(condition=models.Q(('answered_on', None), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('grounds', ''), _negated=True)), _connector='OR'), name='reviews_answered_with_grounds')],
            },
        ),
        migrations.CreateModel(
            name='RatingEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(help_text='what is rated, a code of the procedure: a cadre, a member', max_length=60)),
                ('stage', models.CharField(choices=[('self', 'tự nhận'), ('proposal', 'đề nghị'), ('decision', 'quyết định')], max_length=20)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('level', models.SlugField(help_text='a level of the procedure, or not-yet', max_length=60)),
                ('grounds', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True, help_text='why an earlier one was replaced')),
                ('body', models.CharField(blank=True, help_text='who proposed or decided', max_length=200)),
                ('document', models.CharField(blank=True, help_text='number and day of its paper', max_length=120)),
                ('on', models.DateField()),
                ('by_proxy', models.BooleanField(default=False, help_text="entered by the unit's secretary for the person (nhập hộ)")),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='campaigns.subject')),
            ],
            options={
                'ordering': ['kind', 'stage', 'number'],
                'constraints': [models.UniqueConstraint(fields=('subject', 'kind', 'stage', 'number'), name='reviews_rating_one_of_a_number'), models.CheckConstraint(condition=models.Q(('level', ''), _negated=True), name='reviews_rating_says_a_level'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='reviews_rerating_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='ReReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='re_review', to='reviews.agendaitem')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reviews_again_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='BallotCounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_head', models.BooleanField(default=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('count', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counters', to='reviews.ballotcount')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('count', 'person'), name='reviews_counter_once'), models.UniqueConstraint(condition=models.Q(('is_head', True)), fields=('count',), name='reviews_one_head_of_a_team')],
            },
        ),
        migrations.AddConstraint(
            model_name='ballotcount',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='reviews_count_one_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='ballotcount',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), models.Q(('collected', django.db.models.expressions.CombinedExpression(models.F('valid'), '+', models.F('invalid'))), ('issued', django.db.models.expressions.CombinedExpression(models.F('collected'), '+', models.F('not_returned'))), ('issued__lte', models.F('present')), ('present__lte', models.F('invited')), ('signed_on__isnull', False)), _connector='OR'), name='reviews_signed_count_adds_up'),
        ),
        migrations.AddConstraint(
            model_name='ballotcount',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_for', ''), _negated=True), _connector='OR'), name='reviews_withdrawn_count_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'subject'), name='reviews_subject_once_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'discussing')), fields=('meeting',), name='reviews_one_item_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'concluded'), _negated=True), models.Q(('conclusion', ''), _negated=True), _connector='OR'), name='reviews_conclusion_says_something'),
        ),
    ]
