"""Two hundred people and three hundred issues: as many queries as a small meeting, and pages that stay light."""

import pytest
from tests.factories import signed_in, world
from tests.large_meeting import CODE, LARGE, begun_large, large_meeting, opened_large
from tests.meetings import conclude_all

from tusoi.process.issues.tests.cast import in_a_fresh_world, queries_for

pytestmark = pytest.mark.django_db
HERE = f"/dot/nq-tw4/hoi-nghi/{CODE}/"
ROOM, SCREEN, MINUTES, EDIT = (
    f"{HERE}phong-hop/",
    f"{HERE}man-chieu/",
    f"{HERE}bien-ban/",
    f"{HERE}bien-ban/hoan-chinh/",
)


def asked(people, issues):
    """The queries of each page, as the meeting goes on; and of the closed meeting for the level above, who may do more."""
    w = world()
    meeting = large_meeting(w, people=people, issues=issues)
    found = {"roll": queries_for(w.secretary, HERE)}
    meeting = opened_large(w, meeting)
    found["between"] = queries_for(w.secretary, ROOM)
    begun_large(meeting, said=10)
    pages = {"room": ROOM, "screen": SCREEN, "minutes": MINUTES, "edit": EDIT, "meeting": HERE}
    found |= {name: queries_for(w.secretary, page) for name, page in pages.items()}
    conclude_all(meeting)
    return found | {"over": queries_for(w.secretary, HERE), "above": queries_for(w.leader, HERE)}


def test_a_large_meeting_asks_no_more_than_a_small_one():
    small = in_a_fresh_world(lambda: asked(20, 30))
    assert in_a_fresh_world(lambda: asked(*LARGE)) == small


@pytest.fixture
def session():
    w = world()
    meeting = opened_large(w, large_meeting(w, people=60, issues=60))
    return w, meeting, begun_large(meeting, said=30)


def test_ten_issues_are_open_to_write_on_and_any_other_one_is_asked_for(session):
    w, _meeting, item = session
    client = signed_in(w.secretary)
    page = client.get(ROOM).content.decode()
    assert page.count("Ghi kết luận<span") == 10
    last = item.subject.issues.order_by("-pk").first()
    assert f'name="kl-{last.code}-text"' not in page
    assert f'href="?vd={last.code}#vd-{last.code}"' in page
    assert f'name="kl-{last.code}-text"' in client.get(f"{ROOM}?vd={last.code}").content.decode()


def test_what_was_refused_about_a_closed_issue_comes_back_as_it_was_typed(session):
    w, _meeting, item = session
    last = item.subject.issues.order_by("-pk").first()
    address = f"{HERE}muc/{item.pk}/ket-luan/{last.code}/"
    page = signed_in(w.secretary).post(address, {f"kl-{last.code}-text": "Chưa chọn kết luận"}).content.decode()
    assert "Chưa chọn kết luận" in page


def test_in_the_minutes_of_many_one_contribution_is_corrected_at_a_time(session):
    w, _meeting, item = session
    client = signed_in(w.secretary)
    said = item.contributions.order_by("order").last()
    page = client.get(EDIT).content.decode()
    assert "Lưu lời ghi" not in page
    assert f'href="?sua={said.pk}#y-{said.pk}"' in page
    page = client.get(f"{EDIT}?sua={said.pk}").content.decode()
    assert page.count("Lưu lời ghi") == 1
    assert f'name="y-{said.pk}-text"' in page
    page = client.get(f"{EDIT}?viec={item.pk}").content.decode()
    assert page.count("Ghi việc này") == 1
    assert client.get(f"{EDIT}?sua=abc&viec=-1").status_code == 200
