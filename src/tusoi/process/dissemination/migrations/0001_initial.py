import django.db.models.deletion
import tusoi.foundation.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('campaigns', '0001_initial'),
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RequiredMember',
            fields=[
                ('id', tusoi.foundation.kernel.ids.TimeKeyField(default=tusoi.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('full', 'chính thức'), ('probationary', 'dự bị'), ('excused', 'được miễn công tác và sinh hoạt'), ('suspended', 'bị đình chỉ sinh hoạt')], max_length=20)),
                ('is_key_cadre', models.BooleanField(default=False)),
                ('left_out', models.CharField(blank=True, choices=[('excused', 'được miễn công tác và sinh hoạt'), ('suspended', 'bị đình chỉ sinh hoạt'), ('left', 'chuyển đi, không còn trong danh sách đảng viên'), ('away', 'đi học, đi công tác dài ngày'), ('ill', 'ốm đau dài ngày'), ('other', 'lý do khác')], help_text='empty: counts', max_length=20)),
                ('frozen_on', models.DateField(help_text='the day on which the person came to the list')),
                ('reached_on', models.DateField(null=True)),
                ('shard_id', models.PositiveSmallIntegerField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                ('campaign_unit', models.ForeignKey(help_text='the counting unit', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
            ],
            options={
                'indexes': [models.Index(fields=['campaign', 'campaign_unit', 'reached_on'], name='disseminati_campaig_2a2d26_idx')],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'person', 'shard_id'), name='dissemination_required_once')],
            },
        ),
        migrations.CreateModel(
            name='RequiredChange',
            fields=[
                ('id', tusoi.foundation.kernel.ids.TimeKeyField(default=tusoi.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('added', 'thêm vào danh sách'), ('left_out', 'đưa ra ngoài danh sách'), ('taken_back', 'đưa trở lại danh sách'), ('moved', 'đổi nơi tính'), ('kept', 'để nguyên')], max_length=20)),
                ('step', models.SmallIntegerField()),
                ('out_kind', models.CharField(blank=True, choices=[('excused', 'được miễn công tác và sinh hoạt'), ('suspended', 'bị đình chỉ sinh hoạt'), ('left', 'chuyển đi, không còn trong danh sách đảng viên'), ('away', 'đi học, đi công tác dài ngày'), ('ill', 'ốm đau dài ngày'), ('other', 'lý do khác')], max_length=20)),
                ('seen', models.CharField(blank=True, help_text='what the roll said when it was decided to keep', max_length=100)),
                ('reason', models.TextField()),
                ('on', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
                ('other_unit', models.ForeignKey(help_text='of a move', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='dissemination.requiredmember')),
            ],
            options={
                'ordering': ['on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('step__in', (-1, 0, 1))), name='dissemination_one_step'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='dissemination_change_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='StudyClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60)),
                ('audience', models.CharField(choices=[('key_cadres', 'cán bộ chủ chốt, cán bộ cơ quan'), ('members', 'đảng viên')], max_length=20)),
                ('title', models.CharField(max_length=300)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('speaker', models.CharField(blank=True, max_length=200)),
                ('held_on', models.DateField()),
                ('starts_at', models.TimeField(null=True)),
                ('materials', models.TextField(blank=True, help_text='what the class works with, one a line')),
                ('invited_on', models.DateField(help_text='when the invitations went out', null=True)),
                ('reason', models.TextField(blank=True, help_text='why it was withdrawn, or its list opened again')),
                ('is_makeup', models.BooleanField(default=False, help_text='for those whom earlier classes did not reach')),
                ('state', models.CharField(choices=[('planned', 'sắp mở'), ('held', 'đã điểm danh xong'), ('withdrawn', 'đã rút')], default='planned', max_length=10)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='classes', to='campaigns.campaign')),
                ('organiser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
            ],
            options={
                'ordering': ['held_on', 'code'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='dissemination_one_class_with_a_code'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='dissemination_class_withdrawn_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='LateMark',
            fields=[
                ('id', tusoi.foundation.kernel.ids.TimeKeyField(default=tusoi.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('is_here', models.BooleanField(help_text='false: the mark takes an earlier one back')),
                ('mark', models.CharField(help_text="the phone's own id: sent again, it changes nothing", max_length=40)),
                ('at', models.DateTimeField()),
                ('settled_on', models.DateField(null=True)),
                ('was_taken', models.BooleanField(help_text='whether the list was changed as the mark says', null=True)),
                ('reason', models.TextField(blank=True)),
                ('shard_id', models.PositiveSmallIntegerField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('study_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='late_marks', to='dissemination.studyclass')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('study_class', 'mark', 'shard_id'), name='dissemination_late_mark_once'), models.CheckConstraint(condition=models.Q(models.Q(('settled_on', None), ('was_taken', None)), models.Q(('settled_on__isnull', False), ('was_taken__isnull', False)), _connector='OR'), name='dissemination_late_mark_settled_one_way'), models.CheckConstraint(condition=models.Q(('settled_on', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='dissemination_late_mark_settled_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Invitee',
            fields=[
                ('id', tusoi.foundation.kernel.ids.TimeKeyField(default=tusoi.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('shard_id', models.PositiveSmallIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('study_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitees', to='dissemination.studyclass')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('study_class', 'person', 'shard_id'), name='dissemination_invited_once')],
            },
        ),
        migrations.CreateModel(
            name='ClassReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('study_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='dissemination.studyclass')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ClassMaterial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('odt', 'OpenDocument'), ('jpg', 'ảnh')], max_length=10)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(help_text='SHA-256', max_length=64)),
                ('stored_as', models.CharField(max_length=32, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('on', models.DateField()),
                ('withdrawn_on', models.DateField(null=True)),
                ('withdrawn_for', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('study_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='dissemination.studyclass')),
            ],
            options={
                'ordering': ['on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawn_on', None), models.Q(('withdrawn_for', ''), _negated=True), _connector='OR'), name='dissemination_material_withdrawn_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', tusoi.foundation.kernel.ids.TimeKeyField(default=tusoi.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('source', models.CharField(choices=[('list', 'đánh dấu tại lớp'), ('own_code', 'mã của người dự, cán bộ lớp quét'), ('hall_code', 'mã của lớp, người dự tự quét'), ('paper', 'danh sách giấy, nhập lại')], default='list', max_length=10)),
                ('reason', models.TextField(blank=True, help_text='why it was added after the list was closed')),
                ('mark', models.CharField(blank=True, help_text="the phone's own id: sent again, it changes nothing", max_length=40)),
                ('taken_back_on', models.DateField(null=True)),
                ('taken_back_for', models.TextField(blank=True)),
                ('taken_back_mark', models.CharField(blank=True, max_length=40)),
                ('shard_id', models.PositiveSmallIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('study_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='dissemination.studyclass')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_on', None)), fields=('study_class', 'person', 'shard_id'), name='dissemination_attended_once'), models.CheckConstraint(condition=models.Q(('taken_back_on', None), models.Q(('taken_back_for', ''), _negated=True), _connector='OR'), name='dissemination_taken_back_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', tusoi.foundation.kernel.ids.TimeKeyField(default=tusoi.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('ill', 'ốm'), ('on_duty', 'đi công tác'), ('family', 'việc gia đình'), ('other', 'lý do khác'), ('unknown', 'không rõ lý do')], max_length=10)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('on', models.DateField()),
                ('shard_id', models.PositiveSmallIntegerField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('study_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='dissemination.studyclass')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('study_class', 'person', 'shard_id'), name='dissemination_absent_once')],
            },
        ),
        migrations.CreateModel(
            name='DeclaredFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(max_length=40)),
                ('count', models.PositiveIntegerField()),
                ('total', models.PositiveIntegerField(null=True)),
                ('percent', models.CharField(blank=True, help_text='as written: 97,67 %', max_length=20)),
                ('source', models.CharField(max_length=300)),
                ('declared_on', models.DateField()),
                ('withdrawn_on', models.DateField(null=True)),
                ('withdrawn_for', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declared_figures', to='campaigns.campaign')),
                ('campaign_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['declared_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawn_on', None), models.Q(('withdrawn_for', ''), _negated=True), _connector='OR'), name='dissemination_withdrawn_with_a_reason')],
            },
        ),
    ]
