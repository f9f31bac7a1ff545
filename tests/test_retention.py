"""What slips say word by word ends on a day: out of the tables, off the disk; issues, counts and the synthesis stay."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import reverse

from tests.factories import ROUND_OPENS, TODAY, go_to, hand_in_slips, open_round, open_slips, signed_in, world
from tests.meetings import BOARD_DAY, WARD_DAY, conclude_all, opened
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.secrecy.tests.attacker import asked, files
from tusoi.foundation.secrecy.tests.test_attacks import somebody_reads
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.retention import VERBATIM, wipe_due
from tusoi.process.issues import actions as issues
from tusoi.process.issues.documents import _synthesis
from tusoi.process.issues.models import GroupVoices, Issue
from tusoi.process.issues.states import AnswerKind, SourceKind
from tusoi.process.reviews.actions import announce
from tusoi.process.reviews.retention import destroy_due, last_announced
from tusoi.process.reviews.states import Circle
from tusoi.web.keeping import worker

pytestmark = pytest.mark.django_db
on_disk = pytest.mark.django_db(transaction=True)
SAID = "Lời văn riêng của một người, lần {:02d}, không ai nói giống vậy"
ANNOUNCED = WARD_DAY + timedelta(days=3)
KEPT_FOR = 90


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


def synthesised(home, subjects=("phuong-mot",)):
    """A round whose comments all stand behind one issue, its triage done."""
    round = open_round(home, subjects=subjects)
    first = round.subjects.get(code=subjects[0])
    slips = [{first.pk: {"shortcoming": SAID.format(n) + " x" * 1500 * (n % 2)}} for n in range(10)]
    hand_in_slips(round, "individuals", slips)
    go_to(TODAY)
    open_slips(home, round)
    at = at_noon(TODAY)
    issue = issues.raise_issue(
        home.campaign, subject=first, title="Vấn đề do tổ nêu", source=SourceKind.COMMENTS, round=round, by=None, at=at,
        comments=Comment.objects.filter(round=round),
    )  # fmt: skip
    issues.finish_triage(round, answer_by=date(2012, 8, 20), by=None, at=at)
    for put in Issue.objects.filter(round=round):
        issues.answer(put, kind=AnswerKind.ACCEPT, text="Tiếp thu.", by=None, at=at_noon(date(2012, 8, 10)))
    round.refresh_from_db()
    return round, issue


def told(home, collective="dang-uy-mot", day=WARD_DAY, on=ANNOUNCED):
    meeting = conclude_all(opened(home, collective, day))
    announce(meeting, audience=Circle.values[0], by=None, at=at_noon(on))
    return meeting


def texts_on_disk():
    content = b"".join(content for _name, content in files())
    return [n for n in range(10) if SAID.format(n).encode() in content]


def test_the_day_is_known_with_the_last_announcement_and_stands_on_the_page(home):
    round, _issue = synthesised(home)
    url = reverse("feedback:round", args=[round.campaign.code, round.code])
    assert destroy_due(at=at_noon(TODAY)) == 0
    assert "hủy 90 ngày sau lần thông báo kết quả cuối cùng" in signed_in(home.officer).get(url).text
    told(home)
    destroy_due(at=at_noon(ANNOUNCED))
    assert "giữ đến hết ngày 09/01/2013" in signed_in(home.officer).get(url).text


@on_disk
def test_texts_live_through_their_last_day_and_are_gone_the_day_after(home):
    round, issue = synthesised(home)
    told(home)
    last = ANNOUNCED + timedelta(days=KEPT_FOR)
    assert destroy_due(at=at_noon(last)) == 0
    assert Comment.objects.exclude(text="").count() == 10
    assert set(texts_on_disk()) >= set(range(0, 10, 2))  # PostgreSQL compresses the long ones
    before = str(_synthesis(round, at_noon(last)))
    assert destroy_due(at=at_noon(last + timedelta(days=1))) == 1
    assert wipe_due() == 1

    round.refresh_from_db()
    assert round.texts == "gone"
    assert Comment.objects.filter(round=round).count() == 10
    assert not Comment.objects.exclude(text="").exists()
    assert texts_on_disk() == []
    assert Issue.objects.get(pk=issue.pk).title == "Vấn đề do tổ nêu"
    assert sum(GroupVoices.objects.filter(issue=issue).values_list("voices", flat=True)) == 10
    assert str(_synthesis(round, at_noon(last))) == before
    entry = Entry.objects.get(act="feedback.texts_destroyed")
    assert (entry.thing_id, entry.facts) == (round.pk, {"count": 10})
    assert destroy_due(at=at_noon(last + timedelta(days=2))) == wipe_due() == 0


@on_disk
def test_the_pages_say_afterwards_that_it_happened(home):
    round, _issue = synthesised(home)
    told(home)
    destroy_due(at=at_noon(ANNOUNCED + timedelta(days=KEPT_FOR + 1)))
    args = [round.campaign.code, round.code]
    assert "đang dọn khỏi đĩa" in signed_in(home.officer).get(reverse("feedback:round", args=args)).text
    wipe_due()
    assert (
        "đã hủy, sau khi hết hạn giữ ngày 09/01/2013"
        in signed_in(home.officer).get(reverse("feedback:round", args=args)).text
    )
    page = signed_in(home.counter_one).get(reverse("feedback:comments", args=args)).text
    assert "Lời văn của phiếu đã hủy" in page
    assert "<blockquote" not in page


def test_one_subject_whose_result_nobody_heard_keeps_the_texts(home):
    round, _issue = synthesised(home, subjects=("phuong-mot", "btv"))
    told(home)
    assert last_announced(round) is None
    assert destroy_due(at=at_noon(date(2020, 1, 2))) == 0
    told(home, "ban-thuong-vu", BOARD_DAY, BOARD_DAY + timedelta(days=1))
    assert last_announced(round) == ANNOUNCED
    assert destroy_due(at=at_noon(date(2020, 1, 2))) == 1


def test_a_campaign_that_was_closed_counts_as_announced_on_its_last_day(home):
    round, _issue = synthesised(home)
    Campaign.objects.update(state=CampaignState.CLOSED)
    round.campaign.refresh_from_db()
    assert last_announced(round) == round.campaign.ends_on
    assert destroy_due(at=at_noon(round.campaign.ends_on + timedelta(days=KEPT_FOR))) == 0
    assert destroy_due(at=at_noon(round.campaign.ends_on + timedelta(days=KEPT_FOR + 1))) == 1


def test_comments_that_the_team_has_not_read_yet_are_not_destroyed(home):
    round = open_round(home, subjects=("phuong-mot",))
    hand_in_slips(round, "individuals", [{round.subjects.get().pk: {"shortcoming": "Chưa ai đọc"}}])
    go_to(TODAY)
    open_slips(home, round)
    Campaign.objects.update(state=CampaignState.CLOSED)
    assert destroy_due(at=at_noon(date(2030, 1, 2))) == 0
    assert Comment.objects.get().text == "Chưa ai đọc"


@on_disk
def test_the_disk_is_wiped_by_the_worker_also_when_somebody_was_reading(home, monkeypatch):
    round, _issue = synthesised(home)
    told(home)
    go_to(ANNOUNCED + timedelta(days=KEPT_FOR + 1))
    monkeypatch.setattr(worker, "_retained", [])
    with somebody_reads("feedback_comment"):
        assert worker.destroy_texts() == 1
        assert Round.objects.get(pk=round.pk).texts == "erased"
    assert worker.destroy_texts() == 1
    assert Round.objects.get(pk=round.pk).texts == "gone"
    assert texts_on_disk() == []
    assert worker.destroy_texts() == 0


def test_postgresql_keeps_no_sample_of_what_people_wrote(home):
    if connection.vendor != "postgresql":
        return  # SQLite keeps no samples
    synthesised(home)
    asked_before = "SELECT attname FROM pg_stats WHERE tablename = 'feedback_comment'"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE feedback_comment")
    sampled = {row[0] for row in asked(asked_before)}
    assert "state" in sampled
    assert not sampled & {"text", "organisation"}


def test_every_text_of_a_slip_is_on_the_list():
    """A new table for words of a slip (a redacted original, say) must be destroyed with the others."""
    known = {(model, name) for model, fields in VERBATIM.items() for name in fields}
    harmless = {
        ("Comment", "box"),  # one of three
        ("Comment", "state"),  # one of four
        ("PaperAccount", "note"),  # why envelopes are missing, in the team's own words
    }
    for model in apps.get_app_config("feedback").get_models():
        secret = {name for name, kind in model.disclosure.items() if kind == "counting"}
        for field in model._meta.get_fields():
            if field.name in secret and isinstance(field, models.CharField | models.TextField | models.BinaryField):
                assert (model, field.name) in known or (model.__name__, field.name) in harmless, (model, field.name)
