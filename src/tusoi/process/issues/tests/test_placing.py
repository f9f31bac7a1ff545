"""Set aside by two, split, word, merge: nothing is lost, nobody writes over another, the account closes."""

import pytest
from django.urls import reverse
from tests.factories import hand_in_slips, open_round, open_slips, signed_in, world

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import paper_of
from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.states import CommentState
from tusoi.process.issues import actions, placing
from tusoi.process.issues.documents import SOURCES
from tusoi.process.issues.models import GroupVoices, Issue, IssueSource, SetAside
from tusoi.process.issues.presenters_triage import asides_of, balance_of, referred_by, triage_of
from tusoi.process.issues.progress import waiting_for
from tusoi.process.issues.rules_placing import mark_of
from tusoi.process.issues.states import SourceKind
from tusoi.process.issues.tests.cast import NOW, comments_of, opened_round

pytestmark = pytest.mark.django_db
BOXES = [
    ("phuong-mot", "individuals", "Tài liệu họp gửi muộn, đọc không kịp", 11),
    ("phuong-mot", "individuals", "Gửi tài liệu họp muộn", 12),
    ("phuong-mot", "retired", "Ít đi cơ sở", 13),
]


@pytest.fixture
def w():
    return world()


@pytest.fixture
def round(w):
    return opened_round(w, BOXES)


def raised(w, *comments, title="Tài liệu gửi muộn"):
    return actions.raise_issue(
        w.campaign,
        subject=comments[0].subject,
        title=title,
        source=SourceKind.COMMENTS,
        comments=comments,
        by=w.counter_one,
        at=NOW,
    )


def what(account, w):
    return [task.what for task in waiting_for(account, w.campaign, NOW)]


def test_two_people_set_aside_and_the_second_is_told(w, round):
    late, later, rare = comments_of(round)
    placing.ask_set_aside(rare, reason="insult", by=w.counter_one, at=NOW)
    assert "Xem và đồng ý để riêng 1 ý kiến" in what(w.counter_two, w)
    assert "Xem và đồng ý để riêng 1 ý kiến" not in what(w.counter_one, w)
    with pytest.raises(Refused, match="cần hai người"):
        placing.confirm_set_aside(rare, by=w.counter_one, at=NOW)
    for comment in (late, later):
        actions.mark_strength(comment, by=w.counter_one, at=NOW)
    with pytest.raises(Refused, match="chờ người thứ hai"):
        actions.finish_triage(round, by=w.counter_one, at=NOW)
    assert what(w.counter_one, w) == []  # nothing but to wait
    placing.confirm_set_aside(rare, by=w.counter_two, at=NOW)
    assert [(row.reason, row.count) for row in asides_of(round)] == [("xúc phạm, không nêu việc", 1)]
    actions.finish_triage(round, by=w.counter_one, at=NOW)


def test_who_does_not_agree_takes_it_back(w, round):
    comment = comments_of(round)[0]
    placing.ask_set_aside(comment, reason="off_subject", by=w.counter_one, at=NOW)
    actions.take_back(comment, by=w.counter_two, at=NOW)
    assert not SetAside.objects.exists()
    with pytest.raises(Refused, match="Không ai đề nghị"):
        placing.confirm_set_aside(comment, by=w.counter_two, at=NOW)


def test_signs_of_a_violation_go_to_somebody(w, round):
    comment = comments_of(round)[0]
    with pytest.raises(Refused, match="cơ quan nhận"):
        placing.ask_set_aside(comment, reason="violation", by=w.counter_one, at=NOW)
    placing.ask_set_aside(comment, reason="violation", referred_to="Ủy ban Kiểm tra", by=w.counter_one, at=NOW)
    placing.confirm_set_aside(comment, by=w.counter_two, at=NOW)
    assert referred_by(round) == ["Ủy ban Kiểm tra"]


@pytest.mark.parametrize(("slips", "told"), [(6, True), (2, False)])
def test_numbers_per_reason_are_published_unless_a_group_is_hidden(w, slips, told):
    round = open_round(w)
    said = {round.subjects.get(code="btv").pk: {"shortcoming": "Không rõ việc gì"}}
    hand_in_slips(round, "individuals", [said] * slips)
    hand_in_slips(round, "retired", [said] * slips)
    open_slips(w, round)
    for comment in comments_of(round):
        placing.ask_set_aside(comment, reason="nothing_said", by=w.counter_one, at=NOW)
        placing.confirm_set_aside(comment, by=w.counter_two, at=NOW)
    actions.finish_triage(round, by=w.counter_one, at=NOW)
    text = str(paper_of(SOURCES[0], round, at=NOW).blocks)
    assert (f"Nhận {slips * 2} ý kiến: xếp vào vấn đề 0, ưu điểm 0, để riêng {slips * 2}." in text) is told
    page = reverse("issues:synthesis", args=[w.campaign.code, round.code])
    assert (f"không đọc được: {slips * 2}" in signed_in(w.officer).get(page).text) is told
    assert f"không đọc được: {slips * 2}" in signed_in(w.counter_one).get(page).text


def test_a_comment_that_says_two_things_is_split_and_counts_as_one_voice(w, round):
    late = next(c for c in comments_of(round) if "đọc không kịp" in c.text)
    with pytest.raises(Refused, match="từng chữ"):
        placing.split_comment(late, "Tài liệu họp gửi muộn", "đọc không hết", by=w.counter_one, at=NOW)
    part = placing.split_comment(late, "Tài liệu họp gửi muộn,", "đọc không kịp", by=w.counter_one, at=NOW)
    assert (part.voice, part.group_id, part.text) == (late.voice, late.group_id, "đọc không kịp")
    account = balance_of(round)
    assert (account.received, account.parts, account.waiting) == (3, 1, 4)
    issue = raised(w, late, part)
    for comment in Comment.objects.filter(round=round, state=CommentState.WAITING):
        actions.mark_strength(comment, by=w.counter_one, at=NOW)
    actions.finish_triage(round, by=w.counter_one, at=NOW)
    assert GroupVoices.objects.get(issue=issue).voices == 1


def test_nobody_writes_over_what_another_wrote(w, round):
    issue = raised(w, comments_of(round)[0])
    seen = mark_of(issue)
    words = {"text": "", "theme": "", "at": NOW}
    placing.reword(issue, title="Gửi tài liệu họp muộn", seen=seen, by=w.counter_one, **words)
    with pytest.raises(Refused, match="vừa sửa"):
        placing.reword(issue, title="Họp muộn", seen=seen, by=w.counter_two, **words)
    issue.refresh_from_db()
    assert issue.title == "Gửi tài liệu họp muộn"


def test_two_people_place_the_same_comment_and_the_second_is_told(w, round):
    comment = comments_of(round)[0]
    stale = Comment.objects.get(pk=comment.pk)
    actions.mark_strength(comment, by=w.counter_one, at=NOW)
    with pytest.raises(Refused, match="người khác thay đổi"):
        actions.mark_strength(stale, by=w.counter_two, at=NOW)


def test_two_issues_become_one(w, round):
    a, b, c = comments_of(round)
    first, second = raised(w, a, title="Một"), raised(w, b, c, title="Hai")
    placing.merge(second, into=first, by=w.counter_one, at=NOW)
    assert IssueSource.objects.filter(issue=first).count() == 3
    put = actions.finish_triage(round, by=w.counter_one, at=NOW)
    assert [issue.title for issue in put] == ["Một"]
    with pytest.raises(Refused, match="không sửa lời"):
        placing.reword(Issue.objects.get(pk=first.pk), title="Ba", text="", theme="", seen="", by=w.counter_one, at=NOW)


def test_likely_duplicates_are_proposed_and_nothing_is_merged(w, round):
    late = next(c for c in comments_of(round) if c.text == "Gửi tài liệu họp muộn")
    other = next(c for c in comments_of(round) if "đọc không kịp" in c.text)
    page = triage_of(round, subject_code="phuong-mot", comment_id=late.pk)
    assert [row.comment.pk for row in page.alike] == [other.pk]
    assert page.alike[0].place is None
    issue = raised(w, other)
    page = triage_of(round, subject_code="phuong-mot", comment_id=late.pk)
    assert [row.place for row in page.alike] == [(issue.pk, issue.title)]
    late.refresh_from_db()
    assert late.state == CommentState.WAITING


def test_the_page_does_all_of_it(w, round):
    a, b, c = comments_of(round)
    client = signed_in(w.counter_one)
    where = {"campaign": w.campaign.code, "round": round.code}
    place = reverse("issues:place", kwargs=where)
    client.post(place, {"comment": b.pk, "viec": "split", "text": "Ít đi\r\n---\r\ncơ sở"})
    client.post(place, {"comment": a.pk, "viec": "new", "title": "Một", "theme": "causes"})
    client.post(place, {"comment": c.pk, "viec": "new", "title": "Hai", "theme": ""})
    one, two = Issue.objects.order_by("pk")
    word = reverse("issues:word", kwargs={**where, "issue": one.code})
    sent = {"viec": "word", "title": "Một, sửa", "theme": "", "text": "", "seen": mark_of(one)}
    assert client.post(word, sent).status_code == 302
    assert client.post(word, sent).status_code == 403
    assert client.post(word, {"viec": "merge", "into": two.pk}).status_code == 302
    page = client.get(reverse("issues:triage", kwargs=where)).text
    assert ("tách thêm 1" in page) is (b.text == "Ít đi cơ sở")
    assert "Sửa lời, gộp vấn đề" in page
