"""Two rows turn out to be one person: everything moves to the kept one, row by row, so that the undo puts each back.

The tables are found through the models, so a new one cannot be forgotten. The other row stays, and points to the kept one.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext as _

from tusoi.foundation.directory.histories import History, held, overlap
from tusoi.foundation.directory.models import Distinct, Membership, MembershipKind, Merge, MovedRow, Person
from tusoi.foundation.directory.rules import check_not_merged
from tusoi.foundation.directory.states import Act
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.words import day

Reference = tuple[type[models.Model], str]
BATCH = 500


def references() -> Iterator[Reference]:
    """Every column of every table that points to a person, but for the merges themselves and the places, which have rules."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and not relation.many_to_many:
            model: Any = relation.related_model
            if model not in (Merge, Membership) and not model._meta.auto_created:
                yield model, relation.field.name


def check_can_merge(kept: Person, other: Person) -> None:
    """What can be said before it is tried. The database says the rest: see `merge`."""
    if kept.pk == other.pk:
        raise Refused(_("Chọn hai bản ghi khác nhau"))
    check_not_merged(kept)
    check_not_merged(other)
    if Distinct.objects.filter(_apart(kept, other)).exists():
        raise Refused(
            _("Hai bản ghi này đã được ghi là hai người khác nhau"), way_out=_("Nếu không phải, bấm “Xét lại”")
        )


def _apart(one: Person, other: Person) -> Q:
    return Q(one=one.pk, other=other.pk) | Q(one=other.pk, other=one.pk)  # a merge may have turned them round


@transaction.atomic
def tell_apart(one: Person, other: Person, *, by: Any, at: datetime) -> Distinct:
    """Two people after all: the pair is no longer offered. Raises Refused where one was merged or it was said already."""
    check_can_merge(one, other)
    row = Distinct.objects.create(one_id=min(one.pk, other.pk), other_id=max(one.pk, other.pk))
    record(Act.TOLD_APART, row, by=by, at=at, one=row.one_id, other=row.other_id)
    return row


@transaction.atomic
def reconsider(one: Person, other: Person, *, by: Any, at: datetime) -> None:
    """The pair is offered again. Raises Refused where it was never told apart."""
    row = Distinct.objects.filter(_apart(one, other)).first()
    if row is None:
        raise Refused(_("Hai bản ghi này chưa được ghi là hai người khác nhau"))
    record(Act.RECONSIDERED, row, by=by, at=at, one=row.one_id, other=row.other_id)
    row.delete()


def _check_place(kept: History, other: History) -> None:
    if other.here and not kept.here and any(overlap(other.here.since, None, row) for row in kept.activity):
        raise Refused(
            _("Bản ghi giữ lại đã ra khỏi danh sách, bản ghi kia đang sinh hoạt"),
            way_out=_("Giữ bản ghi kia và gộp theo chiều ngược lại"),
        )


@transaction.atomic
def merge(
    kept: Person, other: Person, *, leave: Mapping[type[models.Model], Q] | None = None, by: Any, at: datetime
) -> Merge:
    """`kept` gets what `other` has. Raises Refused, and changes nothing, where a table cannot hold both as one.

    leave: rows that stay with `other` (matters that are over and name both). A place that overlaps one of the kept person's
    stays too, counted nowhere.
    """
    first, second = sorted([kept, other], key=lambda person: person.pk)
    histories = {history.person.pk: history for history in (held(first), held(second))}
    kept, other = histories[kept.pk].person, histories[other.pk].person
    check_can_merge(kept, other)
    _check_place(histories[kept.pk], histories[other.pk])
    merged = Merge.objects.create(kept=kept, other=other, on=at.date())
    moved = list(_move_places(merged, histories[kept.pk], histories[other.pk]))
    for model, column in references():
        moved += _move_rows(merged, model, column, (leave or {}).get(model, Q(pk__in=[])))
    moved.append(_change(merged, other, {"merged_into_id": kept.pk}))
    MovedRow.objects.bulk_create(moved, batch_size=BATCH)
    record(Act.MERGED, merged, by=by, at=at, kept=kept.pk, other=other.pk, rows=len(moved))
    return merged


def _change(merged: Merge, row: models.Model, after: dict[str, Any]) -> MovedRow:
    """Change a row and remember what stood there."""
    before = {name: getattr(row, name) for name in after}
    type(row)._base_manager.filter(pk=row.pk).update(**after)
    return MovedRow(merge=merged, table=row._meta.label, row_id=row.pk, before=before, after=after)


def _move_places(merged: Merge, kept: History, other: History) -> Iterator[MovedRow]:
    for row in other.memberships:
        clash = any(mine.kind == row.kind and overlap(row.since, row.until, mine) for mine in kept.memberships)
        yield _change(merged, row, {"kind": MembershipKind.MERGED.value} if clash else {"person_id": kept.person.pk})


def _move_rows(merged: Merge, model: type[models.Model], column: str, leave: Q) -> list[MovedRow]:
    rows = list(model._base_manager.filter(**{column: merged.other_id}).exclude(leave))
    after = {f"{column}_id": merged.kept_id} | _shard(model, column, merged.kept)
    try:
        with transaction.atomic():
            return [_change(merged, row, after) for row in rows]
    except IntegrityError as error:
        raise Refused(
            _("Cả hai bản ghi cùng có trong “%(table)s”, mà mỗi người chỉ có một") % {"table": name_of(model)},
            way_out=_("Kết thúc một trong hai ở đó trước; hoặc cho bản ghi thừa ra khỏi danh sách, lý do “ghi trùng”"),
        ) from error


def _shard(model: type[models.Model], column: str, kept: Person) -> dict[str, int]:
    """Rows that live on the person's shard move there: only so does "once each" hold for the kept person too."""
    unique = [set(one.fields) for one in model._meta.constraints if isinstance(one, UniqueConstraint)]
    return {"shard_id": kept.shard_id} if any({column, "shard_id"} <= fields for fields in unique) else {}


def name_of(model: type[models.Model]) -> str:
    """What people call a table that a merge may meet."""
    names = {
        "directory.Distinct": _("hai người khác nhau"),
        "directory.Seat": _("chức vụ trong cùng một tập thể"),
        "access.Account": _("tài khoản đăng nhập"),
        "campaigns.Subject": _("đối tượng kiểm điểm của cùng một đợt"),
        "dissemination.RequiredMember": _("danh sách phải dự quán triệt"),
        "dissemination.Attendance": _("điểm danh của cùng một lớp"),
        "dissemination.Invitee": _("giấy mời của cùng một lớp"),
        "feedback.TeamMember": _("tổ mở phiếu và tổng hợp ý kiến"),
        "reviews.Attendee": _("danh sách triệu tập của cùng một hội nghị"),
        "supervision.Commitment": _("cam kết mà một người thực hiện, người kia giám sát"),
    }
    return names.get(model._meta.label, str(model._meta.verbose_name))


def check_can_undo(merged: Merge) -> None:
    if merged.undone_on is not None:
        raise Refused(_("Việc gộp này đã hoàn lại ngày %(day)s") % {"day": day(merged.undone_on)})
    later = Merge.objects.filter(Q(other=merged.kept) | Q(kept=merged.kept), undone_on=None, pk__gt=merged.pk).first()
    if later:
        raise Refused(
            _("Sau đó bản ghi này còn gộp với một bản ghi khác"), way_out=_("Hoàn lại lần gộp sau cùng trước")
        )


@transaction.atomic
def undo_merge(merged: Merge, *, by: Any, at: datetime) -> None:
    """Every row goes back to what stood there before. Raises Refused where one has been changed since in the same place."""
    merged = Merge.objects.select_for_update().select_related("kept", "other").get(pk=merged.pk)
    check_can_undo(merged)
    for moved in merged.moved.order_by("-pk"):
        model = apps.get_model(moved.table)
        try:
            with transaction.atomic():
                back = model._base_manager.filter(pk=moved.row_id, **moved.after).update(**moved.before)
        except IntegrityError:
            back = 0
        if not back:
            raise Refused(
                _("Từ khi gộp, “%(table)s” đã được ghi khác đi nên không hoàn lại được") % {"table": name_of(model)},
                way_out=_("Ghi lại bằng tay trên từng bản ghi"),
            )
    Merge.objects.filter(pk=merged.pk).update(undone_on=at.date())
    record(Act.UNMERGED, merged, by=by, at=at, kept=merged.kept_id, other=merged.other_id)
