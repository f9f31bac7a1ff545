import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Collective',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('standing_board', 'ban thường vụ'), ('executive_committee', 'ban chấp hành'), ('leadership', 'tập thể lãnh đạo cơ quan, đơn vị'), ('cell_committee', 'chi ủy, chi bộ')], max_length=30)),
            ],
            options={
                'ordering': ['unit__path', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Level',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=120)),
                ('rank', models.PositiveSmallIntegerField(help_text='1 is the highest')),
            ],
            options={
                'ordering': ['rank', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('undone_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='MovedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(help_text='label of the model', max_length=80)),
                ('row_id', models.BigIntegerField()),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moved', to='directory.merge')),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='number on the roll', max_length=60, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('phone_key', models.CharField(blank=True, editable=False, help_text='digits alone, from 0', max_length=20)),
                ('sort_key', models.CharField(editable=False, max_length=500)),
                ('search_key', models.CharField(editable=False, max_length=200)),
                ('shard_id', models.PositiveSmallIntegerField(editable=False)),
                ('merged_into', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
            ],
            options={
                'ordering': ['sort_key'],
            },
        ),
        migrations.AddField(
            model_name='merge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='merge',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.CreateModel(
            name='Distinct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='directory_told_apart_once'), models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='directory_apart_are_two')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.CharField(help_text='Bí thư, Phó Bí thư, Ủy viên số 3', max_length=160)),
                ('rank', models.CharField(choices=[('head', 'người đứng đầu'), ('deputy', 'cấp phó'), ('member', 'thành viên')], default='member', max_length=10)),
                ('order', models.PositiveSmallIntegerField()),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('collective', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='directory.collective')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='directory.person')),
            ],
            options={
                'ordering': ['collective', 'order'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='directory_seat_period'), models.UniqueConstraint(condition=models.Q(('until', None)), fields=('collective', 'person'), name='directory_one_seat_each')],
            },
        ),
        migrations.AddField(
            model_name='collective',
            name='people',
            field=models.ManyToManyField(related_name='collectives', through='directory.Seat', to='directory.person'),
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=80, unique=True)),
                ('depth', models.PositiveSmallIntegerField()),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(help_text='in full: Đảng bộ phường Long Tuyền', max_length=200)),
                ('short_name', models.CharField(help_text='in tables: Phường Long Tuyền', max_length=80)),
                ('is_base', models.BooleanField(default=False, help_text='a base organisation (tổ chức cơ sở đảng)')),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('sort_key', models.CharField(editable=False, max_length=700)),
                ('search_key', models.CharField(editable=False, max_length=300)),
                ('shard_id', models.PositiveSmallIntegerField(editable=False)),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.level')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.unit')),
            ],
            options={
                'ordering': ['sort_key'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='directory_unit_period')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('new', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='directory.unit')),
                ('old', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='directory.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('old', 'new'), name='directory_one_succession')],
            },
        ),
        migrations.CreateModel(
            name='RollImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account_id', models.BigIntegerField(help_text='who uploaded it; nobody else sees it')),
                ('file_name', models.CharField(max_length=200)),
                ('digest', models.CharField(help_text='SHA-256 of the file', max_length=64)),
                ('day', models.DateField(help_text='joins and transfers happen on this day where a row names none')),
                ('columns', models.JSONField(help_text='heading of the file -> what it was taken for')),
                ('rows', models.JSONField()),
                ('uploaded_at', models.DateTimeField()),
                ('unit', models.ForeignKey(help_text='the file is the roll of this unit and below', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('activity', 'nơi sinh hoạt'), ('residence', 'nơi cư trú'), ('seconded', 'biệt phái'), ('merged', 'bản ghi trùng, không tính')], default='activity', max_length=20)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('left_because', models.CharField(blank=True, choices=[('moved_away', 'chuyển sinh hoạt đi nơi khác'), ('died', 'từ trần'), ('left', 'thôi tham gia theo nguyện vọng'), ('struck_off', 'đưa ra khỏi danh sách'), ('entered_twice', 'ghi trùng hoặc ghi nhầm')], max_length=20)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='directory.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='directory.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='directory_membership_period'), models.UniqueConstraint(condition=models.Q(('kind', 'activity'), ('until', None)), fields=('person',), name='directory_one_activity_membership')],
            },
        ),
        migrations.AddField(
            model_name='collective',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='collectives', to='directory.unit'),
        ),
        migrations.CreateModel(
            name='MembershipStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('full', 'chính thức'), ('probationary', 'dự bị'), ('excused', 'được miễn công tác và sinh hoạt'), ('suspended', 'bị đình chỉ sinh hoạt')], max_length=20)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='directory.membership')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='directory_status_period'), models.UniqueConstraint(condition=models.Q(('until', None)), fields=('membership',), name='directory_one_status_at_a_time')],
            },
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_on', None)), fields=('other',), name='directory_merged_once'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('other')), _negated=True), name='directory_merge_of_two'),
        ),
    ]
