"""Comments conferences: another way in. They enter triage like the comments of slips, and the account is the same."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.ids import random_key
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import Subject
from tusoi.process.feedback import rules_conferences as rules
from tusoi.process.feedback.models import Comment, Conference, Group, Round
from tusoi.process.feedback.rules import short
from tusoi.process.feedback.slips import LONGEST, clean_text
from tusoi.process.feedback.states import Act, Box, CommentState


@transaction.atomic
def enter(
    round: Round,
    *,
    convened_by: str,
    held_on: date,
    place: str,
    present: int,
    written: int,
    by: Account,
    at: datetime,
) -> Conference:
    """Note that a conference was held. present: people there, no list of them. written: comments in its minutes."""
    rules.check_can_enter(round, held_on=held_on, present=present, written=written, by=by, at=at)
    if round.conferences.filter(held_on=held_on, place=place.strip()).exists():
        raise Refused(_("Hội nghị này đã ghi rồi"))
    number = round.conferences.count() + 1
    name = (
        f"Hội nghị lấy ý kiến ngày {short(held_on)}"  # stands in papers, so Vietnamese whatever the reader's language
    )
    group = Group.objects.create(
        round=round, code=f"hoi-nghi-{number}", name=name, is_attributed=False, is_conference=True
    )
    conference = Conference.objects.create(
        round=round,
        group=group,
        convened_by=convened_by.strip(),
        held_on=held_on,
        place=place.strip(),
        present=present,
        written=written,
        entered_by=by,
    )
    facts = {"present": present, "written": written}
    record(Act.CONFERENCE_ENTERED, round, by=by, at=at, scope=round.campaign_id, **facts)
    return conference


@transaction.atomic
def type_comment(
    conference: Conference, *, subject: Subject | None, box: str, text: str, by: Account, at: datetime
) -> Comment:
    """One comment of the minutes, without its speaker.

    All comments of one conference about one subject are one voice: nobody can tell whether two people said them.
    """
    round = Round.objects.select_for_update().get(pk=conference.round_id)
    rules.check_can_type(conference, by=by)
    rules.check_not_all_typed(conference, typed_of(conference))
    said = _said(round, conference, subject, box, text)
    comment = Comment.objects.create(round=round, group_id=conference.group_id, **said)
    record(Act.CONFERENCE_TYPED, round, by=by, at=at, scope=round.campaign_id)
    return comment


@transaction.atomic
def correct_comment(
    comment: Comment,
    conference: Conference,
    *,
    subject: Subject | None,
    box: str,
    text: str,
    seen: str,
    by: Account,
    at: datetime,
) -> None:
    """Put right how a comment was typed, as long as it waits for its place. seen: the text that the writer began with.

    The journal says that it happened, not what was written before.
    """
    round = Round.objects.select_for_update().get(pk=conference.round_id)
    rules.check_can_type(conference, by=by)
    rules.check_waits(comment)
    said = _said(round, conference, subject, box, text)
    rows = Comment.objects.filter(pk=comment.pk, group=conference.group_id, state=CommentState.WAITING)
    if not rows.filter(text=clean_text(seen)).update(**said):
        raise Refused(
            _("Ý kiến này vừa được người khác sửa hoặc xếp"), way_out=_("Chép phần của mình, tải lại trang rồi sửa")
        )
    record(Act.CONFERENCE_CORRECTED, round, by=by, at=at, scope=round.campaign_id)


@transaction.atomic
def take_out(comment: Comment, conference: Conference, *, by: Account, at: datetime) -> None:
    """A comment that was typed twice, or is not in the minutes; only as long as it waits for its place."""
    round = Round.objects.select_for_update().get(pk=conference.round_id)
    rules.check_can_type(conference, by=by)
    rules.check_waits(comment)
    Comment.objects.filter(pk=comment.pk, group=conference.group_id).delete()
    record(Act.CONFERENCE_CORRECTED, round, by=by, at=at, scope=round.campaign_id, taken_out=1)


def _said(round: Round, conference: Conference, subject: Subject | None, box: str, text: str) -> dict[str, Any]:
    """The checked columns of a comment; those about one subject share their voice."""
    clean = clean_text(text)[:LONGEST]
    if subject is None or not round.subjects.filter(pk=subject.pk).exists() or box not in Box.values or not clean:
        raise Refused(_("Chọn đối tượng, loại ý kiến và ghi lời ý kiến"))
    same = Comment.objects.filter(round=round, group=conference.group_id, subject=subject).first()
    return {"subject": subject, "voice": same.voice if same else random_key(), "box": box, "text": clean}


@transaction.atomic
def count_again(conference: Conference, *, written: int, by: Account, at: datetime) -> None:
    """The minutes hold another number of comments than was noted."""
    rules.check_can_count(conference, written, typed_of(conference), by=by, at=at)
    Conference.objects.filter(pk=conference.pk).update(written=written)
    record(Act.CONFERENCE_ENTERED, conference.round, by=by, at=at, scope=conference.round.campaign_id, written=written)


def typed_of(conference: Conference) -> int:
    """How many of its comments are typed; what was cut in two counts once."""
    return Comment.objects.filter(group=conference.group_id, part_of=None).count()


def untyped(round: Round) -> dict[str, int]:
    """{conference: comments of its minutes that nobody has typed}; empty when the account closes."""
    typed = dict(
        Comment.objects.filter(round=round, group__is_conference=True, part_of=None)
        .order_by()
        .values_list("group")
        .annotate(n=Count("pk"))
    )
    rows = round.conferences.select_related("group")
    return {str(row): left for row in rows if (left := row.written - typed.get(row.group_id, 0))}
