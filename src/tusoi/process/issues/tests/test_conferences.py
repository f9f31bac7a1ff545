"""A comments conference enters triage with the same accounting, names no speaker, and is not entered when too few came."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import TODAY, hand_in_slips, open_round, open_slips, signed_in, world

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import paper_of
from tusoi.process.feedback import conferences
from tusoi.process.feedback.models import Comment, Conference
from tusoi.process.feedback.progress import turnout
from tusoi.process.issues import actions
from tusoi.process.issues.documents import SOURCES
from tusoi.process.issues.models import GroupVoices
from tusoi.process.issues.presenters_triage import balance_of
from tusoi.process.issues.states import SourceKind

pytestmark = pytest.mark.django_db
HELD, AT = date(2012, 6, 20), at_noon(TODAY)
FACTS = {"convened_by": "Mặt trận quận", "held_on": HELD, "place": "Hội trường", "present": 9, "written": 2}


@pytest.fixture
def home():
    return world()


@pytest.fixture
def round(home):
    round = open_round(home)
    said = {round.subjects.get(code="btv").pk: {"shortcoming": "Họp muộn"}}
    hand_in_slips(round, "individuals", [said] * 6)
    hand_in_slips(round, "retired", [said] * 3)
    return round


def enter(home, round, **also):
    return conferences.enter(round, **{**FACTS, **also}, by=home.officer, at=AT)


def say(home, row, text, subject="btv", by="counter_one"):
    about = row.round.subjects.get(code=subject)
    return conferences.type_comment(row, subject=about, box="shortcoming", text=text, by=home.accounts[by], at=AT)


def test_comments_of_a_conference_are_accounted_for_like_those_of_slips(home, round):
    row = enter(home, round)
    with pytest.raises(Refused, match="sau khi mở phiếu"):
        say(home, row, "Họp hay muộn")
    open_slips(home, round)
    row = Conference.objects.select_related("round", "group").get()
    first = say(home, row, "Họp hay muộn")
    for comment in Comment.objects.filter(round=round).exclude(pk=first.pk):
        actions.mark_strength(comment, by=home.counter_one, at=AT)
    issue = actions.raise_issue(
        home.campaign,
        subject=first.subject,
        title="Họp muộn",
        source=SourceKind.COMMENTS,
        comments=[first],
        by=home.counter_one,
        at=AT,
    )
    with pytest.raises(Refused, match="còn 1 ý kiến trong biên bản chưa gõ"):
        actions.finish_triage(row.round, by=home.counter_one, at=AT)
    second = say(home, row, "Tài liệu không gửi trước")
    assert second.voice == first.voice  # nobody can tell whether two people spoke
    with pytest.raises(Refused, match="Đã gõ đủ 2"):
        say(home, row, "Ý thứ ba")
    actions.file_comment(second, issue=issue, by=home.counter_one, at=AT)
    account = balance_of(round)
    assert (account.received, account.filed, account.strengths) == (11, 2, 9)
    actions.finish_triage(row.round, by=home.counter_one, at=AT)
    assert GroupVoices.objects.get(issue=issue, group=row.group).voices == 1
    text = str(paper_of(SOURCES[0], row.round, at=AT).blocks)
    assert "Ngày 20/06/2012, tại Hội trường, do Mặt trận quận triệu tập, có mặt 9 người." in text


def test_too_few_people_are_not_entered_and_told_why(home, round):
    with pytest.raises(Refused, match="dưới ngưỡng 5"):
        enter(home, round, present=4)
    assert not Conference.objects.exists()


@pytest.mark.parametrize("day", [date(2012, 5, 31), date(2012, 7, 21)])
def test_only_within_the_round(home, round, day):
    with pytest.raises(Refused, match="trong thời gian lấy ý kiến"):
        enter(home, round, held_on=day)


def test_only_the_team_types_and_the_journal_keeps_no_word(home, round):
    row = enter(home, round)
    open_slips(home, round)
    row = Conference.objects.select_related("round", "group").get()
    with pytest.raises(Refused, match="Chỉ tổ mở phiếu"):
        say(home, row, "Họp muộn", by="officer")
    say(home, row, "Họp hay muộn lắm")
    assert not [entry for entry in Entry.objects.all() if "lắm" in str(entry.facts)]
    with pytest.raises(Refused, match="không thể ít hơn"):
        conferences.count_again(row, written=0, by=home.officer, at=AT)


def test_a_conference_is_no_row_of_the_turnout(home, round):
    before = [row.name for row in turnout(round, on=TODAY)]
    enter(home, round)
    assert [row.name for row in turnout(round, on=TODAY)] == before


def test_the_page_does_it(home, round):
    address = reverse("feedback:conferences", args=[home.campaign.code, round.code])
    officer = signed_in(home.officer)
    sent = {**FACTS, "held_on": "20/06/2012"}
    assert "dưới ngưỡng 5" in officer.post(address, {**sent, "present": 3}).text
    assert officer.post(address, sent).status_code == 302
    assert "đã ghi rồi" in officer.post(address, sent).text
    open_slips(home, round)
    row = Conference.objects.get()
    one = reverse("feedback:conference", args=[home.campaign.code, round.code, row.pk])
    about = round.subjects.get(code="btv").pk
    said = {"viec": "type", "subject": about, "box": "proposal", "text": "Họp đúng giờ"}
    assert officer.post(one, said).status_code == 403
    team = signed_in(home.counter_one)
    assert team.post(one, {"viec": "type", "subject": "x"}).status_code == 403
    assert team.post(one, said).status_code == 302
    assert "đã gõ 1 / 2" in team.get(address).text
    assert team.post(one, {"viec": "count", "written": "1"}).status_code == 302
    assert "đã gõ 1 / 1" in team.get(address).text


def test_a_comment_typed_wrongly_is_put_right_or_taken_out_while_it_waits(home, round):
    enter(home, round, written=3)
    open_slips(home, round)
    row = Conference.objects.select_related("round", "group").get()
    first, second = say(home, row, "Hop muon"), say(home, row, "Gõ hai lần")
    client = signed_in(home.counter_two)
    address = reverse("feedback:conference", args=[home.campaign.code, round.code, row.pk])
    page = client.get(reverse("feedback:conferences", args=[home.campaign.code, round.code])).content.decode()
    assert "Hop muon" in page
    about = round.subjects.exclude(code="btv").first()
    fixed = {"viec": "correct", "comment": first.pk, "seen": "Hop muon", "subject": about.pk, "box": "proposal"}
    client.post(address, fixed | {"text": "Họp\r\nmuộn"})
    first.refresh_from_db()
    assert (first.text, first.box, first.subject) == ("Họp\nmuộn", "proposal", about)
    assert first.voice != second.voice, "another subject, another voice"
    late = client.post(address, fixed | {"text": "Bản của người kia"})
    assert late.status_code == 403
    assert "vừa được người khác sửa" in late.content.decode()
    client.post(address, {"viec": "out", "comment": second.pk})
    assert conferences.typed_of(row) == 1
    assert Entry.objects.filter(act="feedback.conference_corrected").count() == 2
    assert "Hop muon" not in str(list(Entry.objects.values()))
    actions.mark_strength(first, by=home.counter_one, at=AT)
    placed = client.post(address, fixed | {"seen": "Họp\nmuộn", "text": "Muộn rồi"}).content.decode()
    assert "đã được xếp" in placed
    outside = signed_in(home.officer).post(address, {"viec": "out", "comment": first.pk})
    assert outside.status_code == 403
    assert Comment.objects.filter(pk=first.pk).exists()
