"""The verbs of the minutes: fill in, correct, sign, return, fix."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.documents.file_kinds import FileKind
from tusoi.foundation.documents.uploads import forget, keep
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.process.reviews import rules_minutes
from tusoi.process.reviews.models import Contribution, Minutes, MinutesScan
from tusoi.process.reviews.rules import absentees, local_day, speakers_of
from tusoi.process.reviews.states import MINUTES_TRANSITIONS, Act, MinutesState

SCANS = (FileKind.PHOTO, FileKind.PDF)


def _hold(minutes: Minutes) -> None:
    """The state and revision as they are now; nobody signs while a line is being corrected."""
    held = Minutes.objects.select_for_update().values_list("state", "revision").get(pk=minutes.pk)
    minutes.state, minutes.revision = held


@transaction.atomic
def save(
    minutes: Minutes,
    *,
    began_at: datetime,
    ended_at: datetime | None,
    guests: str,
    other: str,
    copies: int | None,
    was_read_out: bool | None,
    revision: int,
    by: Account | None,
    at: datetime,
) -> Minutes:
    """Fill in what nobody recorded in the room. revision: as it was when the page was opened; a later one is refused."""
    _hold(minutes)
    rules_minutes.check_can_edit(minutes, by=by, at=at)
    rules_minutes.check_revision(minutes.revision, revision)
    if ended_at is not None and ended_at < began_at:
        raise Refused(_("Giờ bế mạc không thể ở trước giờ khai mạc"))
    if began_at > at or (ended_at is not None and ended_at > at):
        raise Refused(_("Giờ khai mạc, bế mạc không thể ở sau bây giờ"))
    minutes.began_at, minutes.ended_at, minutes.copies, minutes.was_read_out = began_at, ended_at, copies, was_read_out
    minutes.guests, minutes.other, minutes.revision = guests.strip(), other.strip(), revision + 1
    minutes.save()
    record(Act.MINUTES_SAVED, minutes, by=by, at=at, scope=minutes.meeting.campaign_id)
    return minutes


@transaction.atomic
def correct(
    said: Contribution, *, speaker: Person, text: str, revision: int, by: Account | None, at: datetime
) -> Contribution:
    """Put right how a contribution was written down, or whose it was. The journal names neither."""
    minutes = Minutes.objects.select_related("meeting__campaign_unit__unit").get(meeting=said.item.meeting_id)
    _hold(minutes)
    rules_minutes.check_can_edit(minutes, by=by, at=at)
    rules_minutes.check_revision(Contribution.objects.values_list("revision", flat=True).get(pk=said.pk), revision)
    if speaker not in speakers_of(said.item):
        raise Refused(_("%(name)s không có mặt trong mục này") % {"name": speaker.name}, way_out=_("Xem lại điểm danh"))
    if not text.strip():
        raise Refused(_("Chưa ghi nội dung ý kiến"))
    said.speaker, said.text, said.revision = speaker, text.strip(), revision + 1
    said.is_written = speaker.pk in absentees(said.item.meeting)
    said.save(update_fields=["speaker", "text", "revision", "is_written"])
    record(Act.CONTRIBUTION_CORRECTED, said.item, by=by, at=at, scope=minutes.meeting.campaign_id, number=said.order)
    return said


def add_scan(minutes: Minutes, content: bytes, *, by: Account | None, at: datetime) -> MinutesScan:
    """A photo or scan of one signed page (or of all). Raises Refused as `uploads.keep`; on disk before its row says so."""
    rules_minutes.check_can_add_scan(minutes, by=by, at=at)
    kept = keep(content, SCANS)
    try:
        with transaction.atomic():
            _hold(minutes)
            rules_minutes.check_can_add_scan(minutes, by=by, at=at)
            number = (minutes.scans.aggregate(last=Max("number"))["last"] or 0) + 1
            scan = MinutesScan.objects.create(minutes=minutes, number=number, by=by, on=local_day(at), **asdict(kept))
            scope = minutes.meeting.campaign_id
            record(Act.MINUTES_SCANNED, minutes, by=by, at=at, scope=scope, number=number, digest=kept.digest)
    except Exception:
        forget(kept)
        raise
    return scan


@transaction.atomic
def sign(minutes: Minutes, *, by: Account | None, at: datetime) -> Minutes:
    """The writer's signature: the text stands still until the chair signs or returns it."""
    _hold(minutes)
    rules_minutes.check_can_sign(minutes, by=by, at=at)
    move(
        minutes,
        MinutesState.SIGNED,
        table=MINUTES_TRANSITIONS,
        clerk_signed_on=local_day(at),
        clerk_signed_by=by,
        returned_for="",
    )
    record(Act.MINUTES_SIGNED, minutes, by=by, at=at, scope=minutes.meeting.campaign_id)
    return minutes


@transaction.atomic
def give_back(minutes: Minutes, *, reason: str, by: Account | None, at: datetime) -> Minutes:
    """The chair wants something changed; the writer's signature goes."""
    _hold(minutes)
    rules_minutes.check_can_sign_as_chair(minutes, by=by, at=at)
    if not reason.strip():
        raise Refused(_("Chưa ghi cần sửa gì"))
    move(
        minutes,
        MinutesState.DRAFT,
        table=MINUTES_TRANSITIONS,
        clerk_signed_on=None,
        clerk_signed_by=None,
        returned_for=reason.strip(),
    )
    record(Act.MINUTES_RETURNED, minutes, by=by, at=at, scope=minutes.meeting.campaign_id)
    return minutes


@transaction.atomic
def fix(minutes: Minutes, *, by: Account | None, at: datetime) -> Minutes:
    """The chair's signature: from now on nothing in the minutes changes."""
    _hold(minutes)
    rules_minutes.check_can_sign_as_chair(minutes, by=by, at=at)
    move(minutes, MinutesState.FIXED, table=MINUTES_TRANSITIONS, chair_signed_on=local_day(at), chair_signed_by=by)
    record(Act.MINUTES_FIXED, minutes, by=by, at=at, scope=minutes.meeting.campaign_id)
    return minutes
