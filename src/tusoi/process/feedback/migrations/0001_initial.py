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
        ('secrecy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('is_attributed', models.BooleanField()),
                ('is_merged', models.BooleanField(default=False)),
                ('is_conference', models.BooleanField(default=False, help_text='comments of a conference; nobody was invited by name')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('channel', models.CharField(default='paper', help_text='paper, or mail where there is an address', max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='feedback.group')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('group', 'name'), name='feedback_invited_once')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('code', 'thư mời kèm mã'), ('reminder', 'thư nhắc cả nhóm')], max_length=10)),
                ('queued_on', models.DateField()),
                ('mail_state', models.CharField(choices=[('none', 'chỉ trong chương trình'), ('queued', 'chờ gửi thư'), ('sending', 'đang gửi thư'), ('sent', 'đã gửi thư'), ('failed', 'không gửi được thư')], default='queued', max_length=10)),
                ('result', models.CharField(blank=True, help_text='kind and number of the failure; no address', max_length=200)),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='feedback.invitation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('invitation', 'kind', 'queued_on'), name='feedback_one_letter_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField()),
                ('confirmed_on', models.DateField(null=True)),
                ('dropped', models.BooleanField(default=False, help_text='taken back before anybody confirmed it')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.group')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='feedback_two_people_replace')],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60)),
                ('title', models.CharField(max_length=300)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField(help_text='slips are taken until the end of this day')),
                ('threshold', models.PositiveSmallIntegerField(default=5)),
                ('state', models.CharField(choices=[('draft', 'đang chuẩn bị'), ('open', 'đang lấy ý kiến'), ('closed', 'đã đóng, phiếu còn niêm phong'), ('opened', 'đã mở phiếu'), ('synthesised', 'đã tổng hợp')], default='draft', max_length=20)),
                ('texts', models.CharField(choices=[('kept', 'còn giữ'), ('erased', 'đã xóa, đang dọn đĩa'), ('gone', 'đã hủy')], default='kept', max_length=10)),
                ('texts_until', models.DateField(help_text='known once every result was announced (see reviews.retention)', null=True)),
                ('traces', models.PositiveIntegerField(default=0, help_text='black-outs since the words under one were last seen off the disk')),
                ('box', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secrecy.box')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='campaigns.campaign')),
                ('campaign_unit', models.ForeignKey(help_text='who asks', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignunit')),
                ('subjects', models.ManyToManyField(related_name='rounds', to='campaigns.subject')),
            ],
            options={
                'ordering': ['opens_on'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='feedback_one_round_with_a_code'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='feedback_round_period')],
            },
        ),
        migrations.CreateModel(
            name='PaperEntry',
            fields=[
                ('id', tusoi.foundation.kernel.ids.RandomKeyField(default=tusoi.foundation.kernel.ids.random_key, editable=False, primary_key=True, serialize=False)),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('digests', models.JSONField(default=dict)),
                ('typed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_entries', to='feedback.round')),
            ],
        ),
        migrations.CreateModel(
            name='PaperAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('received', models.PositiveIntegerField(null=True)),
                ('typed', models.PositiveIntegerField(default=0)),
                ('blank', models.PositiveIntegerField(default=0)),
                ('spoilt', models.PositiveIntegerField(default=0, help_text='without a code that holds, torn, not to be read')),
                ('missing', models.PositiveIntegerField(default=0, help_text='received and not found again; the note says why')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper_account', to='feedback.round')),
            ],
        ),
        migrations.AddField(
            model_name='group',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='feedback.round'),
        ),
        migrations.CreateModel(
            name='Conference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('convened_by', models.CharField(max_length=200)),
                ('held_on', models.DateField()),
                ('place', models.CharField(max_length=200)),
                ('present', models.PositiveIntegerField()),
                ('written', models.PositiveIntegerField()),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.group')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='feedback.round')),
            ],
            options={
                'ordering': ['held_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('present__gte', 2)), name='feedback_conference_of_several'), models.CheckConstraint(condition=models.Q(('written__gte', 1)), name='feedback_conference_said_something'), models.UniqueConstraint(models.F('round'), models.F('held_on'), models.F('place'), name='feedback_one_conference_a_day_and_place')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', tusoi.foundation.kernel.ids.RandomKeyField(default=tusoi.foundation.kernel.ids.random_key, editable=False, primary_key=True, serialize=False)),
                ('organisation', models.CharField(blank=True, help_text='attributed groups only', max_length=200)),
                ('voice', models.BigIntegerField()),
                ('box', models.CharField(choices=[('strength', 'Ưu điểm'), ('shortcoming', 'Hạn chế, khuyết điểm'), ('proposal', 'Đề nghị')], max_length=20)),
                ('text', models.TextField()),
                ('vouched', models.BooleanField(default=True)),
                ('state', models.CharField(choices=[('waiting', 'còn phải xếp'), ('filed', 'đã xếp vào vấn đề'), ('strength', 'ưu điểm'), ('aside_asked', 'chờ người thứ hai đồng ý để riêng'), ('set_aside', 'để riêng')], default='waiting', max_length=20)),
                ('is_covered', models.BooleanField(default=False, help_text='something that told its writer is blacked out')),
                ('part_of', models.ForeignKey(help_text='the piece that it was cut off from, just before it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.comment')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.subject')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.group')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.round')),
            ],
            options={
                'indexes': [models.Index(fields=['round', 'state'], name='feedback_co_round_i_bc46ee_idx'), models.Index(fields=['subject'], name='feedback_co_subject_e46787_idx')],
            },
        ),
        migrations.CreateModel(
            name='SheetCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('printed', 'đã in'), ('handed_out', 'đã phát')], max_length=12)),
                ('on', models.DateField()),
                ('count', models.IntegerField(default=0, help_text='below zero where an earlier number is corrected')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheet_counts', to='feedback.group')),
            ],
            options={
                'ordering': ['on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('group', 'kind', 'on', 'by'), name='feedback_sheets_of_a_day')],
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team', to='feedback.round')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('round', 'person'), name='feedback_on_the_team_once')],
            },
        ),
        migrations.CreateModel(
            name='VoidRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField()),
                ('confirmed_on', models.DateField(null=True)),
                ('dropped', models.BooleanField(default=False, help_text='taken back before anybody confirmed it')),
                ('reason', models.CharField(choices=[('left_over', 'còn lại, chưa phát'), ('spoilt', 'hỏng'), ('lost', 'mất, không còn tờ để gõ mã')], max_length=10)),
                ('count', models.PositiveIntegerField(help_text='codes typed, and once confirmed those made void')),
                ('used', models.PositiveIntegerField(default=0, help_text='found to be used when it was confirmed: not void')),
                ('code_hashes', models.JSONField(default=list)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.group')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='feedback_two_people_void')],
            },
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(fields=('round', 'code'), name='feedback_one_group_with_a_code'),
        ),
    ]
