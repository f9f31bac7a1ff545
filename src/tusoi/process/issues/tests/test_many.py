"""The same point for several subjects of a function, then tailored; and what is late beside each."""

import pytest
from django.urls import reverse
from tests.factories import freeze_roll, signed_in, world

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues import actions
from tusoi.process.issues.models import Issue, SuggestionSet
from tusoi.process.issues.presenters_suggestions import late_of, open_to_suggestion
from tusoi.process.issues.tests.cast import NOW, drafted

pytestmark = pytest.mark.django_db
POINT = {"title": "Nêu gương học tập", "grounds": "Báo cáo quý", "theme": "causes"}


def approved(w):
    sent = drafted(w)
    actions.approve_set(sent, by=w.leader, at=NOW)
    return sent


def test_each_gets_the_point_in_its_own_draft():
    w = world()
    chosen = [w.subjects["phuong-mot"], w.subjects["phuong-hai"]]
    first = actions.draft_set(chosen[0], by=w.officer, at=NOW)
    assert actions.suggest_to_many(chosen, **POINT, by=w.officer, at=NOW) == 2
    assert SuggestionSet.objects.count() == 2
    assert first.points.get().title == POINT["title"]
    point = SuggestionSet.objects.get(subject=chosen[1]).points.get()
    actions.change_point(point, **(POINT | {"title": "Sửa riêng"}), by=w.officer, at=NOW)
    assert set(Issue.objects.values_list("title", flat=True)) == {POINT["title"], "Sửa riêng"}


def test_all_or_none():
    w = world()
    sent = approved(w)
    with pytest.raises(Refused, match="đã duyệt"):
        actions.suggest_to_many([w.subjects["phuong-hai"], sent.subject], **POINT, by=w.officer, at=NOW)
    assert not SuggestionSet.objects.filter(subject=w.subjects["phuong-hai"]).exists()
    with pytest.raises(Refused, match="Chưa chọn"):
        actions.suggest_to_many([], **POINT, by=w.officer, at=NOW)


def test_only_those_still_open_and_of_that_function_are_offered():
    w = world()
    sent = approved(w)
    offered = list(open_to_suggestion(w.campaign, w.officer, text="bi thu phuong hai", on=NOW.date()))
    assert offered
    assert all("Bí thư" in str(subject) for subject in offered)
    assert sent.subject not in open_to_suggestion(w.campaign, w.officer, text="", on=NOW.date())
    assert not open_to_suggestion(w.campaign, w.secretary, text="", on=NOW.date()).exists()


def test_what_is_late_stands_beside_in_words():
    w = world()
    freeze_roll(w)
    path = w.unit("phuong-mot").path
    words = late_of(w.campaign, {path}, on=w.campaign.ends_on)[path]
    assert any("chưa dự lớp quán triệt" in one for one in words)


def test_the_page_keeps_what_was_typed_and_sends_it_to_those_ticked():
    w = world()
    client, address = signed_in(w.officer), reverse("issues:suggest-to-many", args=[w.campaign.code])
    assert address in client.get(reverse("issues:suggestions", args=[w.campaign.code])).content.decode()
    page = client.post(address, POINT | {"title": "Giữ lại chữ này"}).content.decode()
    assert "Giữ lại chữ này" in page
    done = client.post(address, POINT | {"subjects": [w.subjects["phuong-mot"].pk]}, follow=True).content.decode()
    assert "Đã thêm vào bản gợi ý của 1 nơi" in done
    assert signed_in(w.viewer).get(address).status_code == 404
