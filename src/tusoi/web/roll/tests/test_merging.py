"""Two rows become one and, with the undo, exactly two again."""

from datetime import date

import pytest
from django.apps import apps
from django.db import models
from tests.factories import TODAY, freeze_roll, held_class, world

from tusoi.foundation.access.actions import open_account
from tusoi.foundation.access.models import Account
from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.merging import merge, name_of, references, undo_merge
from tusoi.foundation.directory.models import Membership, Merge, MovedRow, Person, Seat
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import read
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.dissemination.models import Attendance, RequiredMember
from tusoi.process.dissemination.progress import raw
from tusoi.web.roll.merging import campaigns_naming, check_can_merge_here, rows_to_leave, way_to_campaign

pytestmark = pytest.mark.django_db
AT = at_noon(TODAY)
MAY = date(2012, 5, 1)


def dump():
    """Every row of every table of ours, but for the journal and the merges themselves."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("tusoi.") and model not in (Merge, MovedRow, Entry)
    }


def twice(home, unit="khu-vuc-1", code="dv-16b", since=MAY):
    """Member dv-16 entered a second time."""
    person = keep.enter_person(code=code, name=home.people["dv-16"].name, birth_year=1966, at=AT)
    keep.join(person, home.units[unit], since=since, by=home.officer, at=AT)
    return person


def test_every_column_that_points_to_a_person_is_moved_or_has_a_rule():
    """Found by another way than the code's: from the tables' own side."""
    pointing = {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    }
    ruled = {("directory.Membership", "person"), ("directory.Merge", "kept"), ("directory.Merge", "other")}
    assert {(model._meta.label, column) for model, column in references()} == pointing - ruled
    assert len(pointing) > 20


def test_no_table_names_people_many_to_many_without_a_row_of_its_own():
    loose = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_many_to_many
        if field.related_model is Person and field.remote_field.through._meta.auto_created
    ]
    assert loose == []


def test_tables_of_the_steps_know_their_campaign():
    ways = {model._meta.label: way_to_campaign(model) for model, _column in references()}
    assert ways["campaigns.Subject"] == "campaign"
    assert ways["dissemination.Attendance"] == "study_class__campaign"
    assert ways["reviews.Contribution"] == "item__meeting__campaign"
    assert ways["directory.Seat"] == ways["access.Account"] == ""
    assert [label for label, way in ways.items() if not way and label.split(".")[0] in STEPS] == []


STEPS = {"campaigns", "dissemination", "feedback", "issues", "reports", "reviews", "supervision"}


def test_everything_moves_and_the_undo_restores_every_table():
    home = world()
    kept, other = home.people["dv-16"], twice(home)
    keep.take_seat(home.collectives["dang-uy-mot"], other, position="Ủy viên số 44", since=MAY, by=home.officer, at=AT)
    place = keep.add_place(other, home.units["khu-vuc-2"], "residence", since=MAY, by=home.officer, at=AT)
    before, members = dump(), Person.objects.in_unit(home.units["quan"], TODAY).count()
    merged = merge(kept, other, by=home.officer, at=AT)
    assert Seat.objects.get(position="Ủy viên số 44").person == kept
    assert Membership.objects.get(pk=place.pk).person == kept
    assert Person.objects.in_unit(home.units["quan"], TODAY).count() == members - 1
    assert Membership.objects.filter(person=kept, kind="activity").count() == 1
    assert [row.kind for row in Membership.objects.filter(person=other)] == ["merged"]
    other.refresh_from_db()
    assert other.merged_into == kept
    assert dump() != before
    undo_merge(merged, by=home.officer, at=AT)
    assert dump() == before
    with pytest.raises(Refused, match="đã hoàn lại"):
        undo_merge(merged, by=home.officer, at=AT)
    merge(kept, other, by=home.officer, at=AT)


def test_an_earlier_place_that_overlaps_nothing_becomes_part_of_the_kept_time():
    home = world()
    kept, other = home.people["dv-16"], twice(home, since=date(2012, 1, 5))
    keep.leave(kept, on=date(2011, 12, 1), reason="moved_away", by=home.officer, at=AT)
    merge(kept, other, by=home.officer, at=AT)
    rows = Membership.objects.filter(person=kept, kind="activity").order_by("since")
    assert [(row.since.year, row.until) for row in rows] == [(2004, date(2011, 12, 1)), (2012, None)]


def test_what_cannot_be_one_is_refused_and_nothing_changes():
    home = world()
    kept, other = home.people["dv-16"], twice(home)
    board = home.collectives["dang-uy-mot"]
    open_account(username="trung", person=other)
    before = dump()
    with pytest.raises(Refused, match="tài khoản đăng nhập"):
        merge(kept, other, by=home.officer, at=AT)
    assert dump() == before
    assert Merge.objects.count() == 0
    Account.objects.filter(username="trung").delete()
    for person in (kept, other):
        keep.take_seat(board, person, position="Ủy viên", since=MAY, by=home.officer, at=AT)
    with pytest.raises(Refused, match="chức vụ trong cùng một tập thể"):
        merge(kept, other, by=home.officer, at=AT)
    with pytest.raises(Refused, match="hai bản ghi khác nhau"):
        merge(kept, kept, by=home.officer, at=AT)


def test_the_one_on_the_roll_is_kept_not_the_one_who_left():
    home = world()
    kept, other = home.people["dv-16"], twice(home)
    keep.leave(other, on=TODAY, reason="left", by=home.officer, at=AT)
    with pytest.raises(Refused) as refused:
        merge(other, kept, by=home.officer, at=AT)
    assert "ngược lại" in refused.value.way_out
    merge(kept, other, by=home.officer, at=AT)


def test_an_account_goes_along():
    home = world()
    kept, other = home.people["dv-17"], twice(home)
    account = open_account(username="trung", person=other)
    merge(kept, other, by=home.officer, at=AT)
    account.refresh_from_db()
    assert account.person == kept


def test_a_merge_is_undone_after_the_ones_that_followed():
    home = world()
    kept, second, third = home.people["dv-16"], twice(home), twice(home, code="dv-16c")
    before = dump()
    first = merge(second, third, by=home.officer, at=AT)
    last = merge(kept, second, by=home.officer, at=AT)
    third.refresh_from_db()
    assert third.merged_into == kept
    with pytest.raises(Refused, match="còn gộp với một bản ghi khác"):
        undo_merge(first, by=home.officer, at=AT)
    with pytest.raises(Refused, match="đã gộp"):
        merge(kept, second, by=home.officer, at=AT)
    undo_merge(last, by=home.officer, at=AT)
    undo_merge(first, by=home.officer, at=AT)
    assert dump() == before


def test_what_was_changed_since_keeps_the_undo_from_guessing():
    home = world()
    kept, other = home.people["dv-17"], twice(home)
    seat = keep.take_seat(home.collectives["dang-uy-mot"], other, position="Ủy viên", since=MAY, by=None, at=AT)
    merged = merge(kept, other, by=home.officer, at=AT)
    Seat.objects.filter(pk=seat.pk).update(person=home.people["dv-18"])
    before = dump()
    with pytest.raises(Refused, match="không hoàn lại được"):
        undo_merge(merged, by=home.officer, at=AT)
    assert dump() == before


def test_a_merged_person_cannot_be_worked_on():
    home = world()
    kept, other = home.people["dv-16"], twice(home)
    merge(kept, other, by=home.officer, at=AT)
    with pytest.raises(Refused, match="đã gộp vào"):
        keep.transfer(other, home.units["khu-vuc-2"], on=TODAY, by=None, at=AT)
    with pytest.raises(Refused, match="đã gộp vào"):
        keep.correct_details(other, code="x", name="Y", birth_year=None, phone="", by=None, at=AT)


def both_required(home):
    """The duplicate was there before the list was frozen; each of the two rows attended a class."""
    other = twice(home, since=date(2012, 1, 5))
    freeze_roll(home)
    held_class(home, ["dv-16"], day=date(2012, 4, 5))
    home.people["dv-16b"] = other
    held_class(home, ["dv-16b"], day=date(2012, 4, 6))
    return home.people["dv-16"], other


def test_a_running_campaign_that_counts_both_refuses():
    home = world()
    kept, other = both_required(home)
    with pytest.raises(Refused, match="đợt này chưa kết thúc") as refused:
        check_can_merge_here(kept, other, by=home.officer, on=TODAY)
    assert "ghi trùng" in refused.value.way_out
    with pytest.raises(Refused, match="danh sách phải dự quán triệt"):
        merge(kept, other, by=home.officer, at=AT)  # even where nobody asked, the table itself cannot hold it


def test_a_campaign_that_is_over_stays_as_it_was_counted():
    home = world()
    kept, other = both_required(home)
    Campaign.objects.update(state="closed")
    check_can_merge_here(kept, other, by=home.officer, on=TODAY)
    frozen = list(RequiredMember.objects.order_by("pk").values_list())
    before = dump()
    merged = merge(kept, other, leave=rows_to_leave(kept, other), by=home.officer, at=AT)
    assert list(RequiredMember.objects.order_by("pk").values_list()) == frozen
    undo_merge(merged, by=home.officer, at=AT)
    assert dump() == before


def test_where_only_the_other_was_named_every_figure_stays():
    """dv-16's second row was on the list; the first was not, because it joined later."""
    home = world()
    kept = home.people["dv-17"]
    other = twice(home, since=date(2012, 1, 5))
    keep.leave(kept, on=date(2012, 2, 1), reason="moved_away", by=home.officer, at=AT)
    freeze_roll(home)
    home.people["dv-16b"] = other
    held_class(home, ["dv-16b"])
    paths = [home.unit(code).path for code in ("quan", "phuong-mot", "khu-vuc-1")]
    figures = read(home.campaign.pk, paths, on=TODAY)
    assert campaigns_naming(other) == {home.campaign.pk}
    assert campaigns_naming(kept) == set()
    check_can_merge_here(other, kept, by=home.officer, on=TODAY)
    merge(other, kept, by=home.officer, at=AT)
    assert read(home.campaign.pk, paths, on=TODAY) == figures
    assert sum(row.done for row in raw(home.campaign)) == sum(
        1 for row in RequiredMember.objects.exclude(reached_on=None)
    )


def test_a_moved_row_lives_on_the_kept_persons_shard():
    home = world()
    kept, other = home.people["dv-17"], twice(home, since=date(2012, 1, 5))
    keep.leave(kept, on=date(2012, 2, 1), reason="moved_away", by=home.officer, at=AT)
    keep.join(kept, home.units["khu-vuc-2"], since=date(2012, 6, 1), by=home.officer, at=AT)
    freeze_roll(home)
    home.people["dv-16b"] = other
    held_class(home, ["dv-16b"])
    RequiredMember.objects.filter(person=kept).delete()
    keep.leave(other, on=date(2012, 5, 1), reason="left", by=home.officer, at=AT)
    merged = merge(kept, other, by=home.officer, at=AT)
    assert Attendance.objects.get().shard_id == kept.shard_id
    undo_merge(merged, by=home.officer, at=AT)
    assert Attendance.objects.get().shard_id == other.shard_id


def test_tables_that_people_meet_have_a_name_in_words():
    assert name_of(Subject) == "đối tượng kiểm điểm của cùng một đợt"
