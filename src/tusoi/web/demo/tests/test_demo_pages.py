"""The demo's own pages: become somebody, go on to another day. Without the demo they do not exist."""

from datetime import date

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tusoi.foundation.access.actions import open_account
from tusoi.foundation.kernel.clock import move_office_day, office_now
from tusoi.process.campaigns.models import Campaign
from tusoi.process.feedback.states import RoundState
from tusoi.web.demo import sample as samples
from tusoi.web.demo.play.player import acts_of, play
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.tests import following_package, small_package

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2012, 7, 29)


@pytest.fixture
def demo(tmp_path, settings):
    """A demo of the small package on the morning of TODAY; gives its stage."""
    small_package.write(tmp_path / samples.PACKAGE)
    yield _begin(tmp_path, settings)
    _read_anew()


@pytest.fixture
def long_demo(tmp_path, settings):
    """The same with the package that follows it."""
    for folder, name in zip(following_package.write(tmp_path), (samples.PACKAGE, *samples.AFTERWARDS), strict=True):
        folder.rename(tmp_path / name)
    yield _begin(tmp_path, settings)
    _read_anew()


def _begin(folder, settings):
    settings.EXAMPLES, settings.DEMO = folder, True
    _read_anew()
    stage = Stage(samples.sample())
    list(play(acts_of(stage, until=date(2012, 7, 28))))
    move_office_day(TODAY)
    return stage


def _read_anew():
    samples.sample.cache_clear()
    samples.story.cache_clear()


def officer(demo):
    client = Client()
    assert client.post(reverse("demo:become"), {"username": "canbo"}).status_code == 302
    return client


def go(client, **data):
    return client.post(reverse("demo:next-day"), {"next": "/huong-dan/", **data}, follow=True)


def test_without_the_demo_there_is_nothing(client):
    with override_settings(DEMO=False):
        assert client.get(reverse("demo:cast")).status_code == 404
        assert client.post(reverse("demo:become"), {"username": "admin"}).status_code == 404
        client.force_login(open_account(username="ai-do"))
        assert client.post(reverse("demo:next-day"), {"day": "01/08/2012"}).status_code == 404


def test_only_the_cast_can_be_become(demo, client):
    page = client.get(reverse("demo:cast"))
    assert page.status_code == 200
    assert "Cán bộ" in page.text
    assert "phieu minh hoa cua dem" in page.text
    for username in ("bithu", "nobody", ""):
        assert client.post(reverse("demo:become"), {"username": username}).status_code == 404
    assert "Việc của tôi" in officer(demo).get("/").text


def test_a_day_without_the_story_moves_the_day_alone(demo):
    page = go(officer(demo), day="06/08/2012")
    assert page.redirect_chain == [("/huong-dan/", 302)]
    assert "Đã sang ngày 06/08/2012." in page.text
    assert office_now().date() == date(2012, 8, 6)
    assert demo.round().state == RoundState.OPEN


def test_with_the_story_everybody_does_their_part_until_the_eve(demo):
    client = officer(demo)
    go(client, day="06/08/2012", story="on")
    assert demo.round().state == RoundState.OPEN  # closing on that day is the visitor's
    page = go(client, day="20/08/2012", story="on")
    assert "Gói mẫu đã diễn" in page.text
    assert "bỏ qua" not in page.text
    assert demo.round().state == RoundState.SYNTHESISED
    assert demo.issue("v1").answers.exists()
    assert demo.meeting("h1").state == "planned"


def test_the_day_goes_forward_only(demo):
    client = officer(demo)
    assert go(client, day="28/07/2012").status_code == 403
    assert go(client, day="01/07/2013").status_code == 403
    assert office_now().date() == TODAY


def test_after_the_campaign_the_one_that_follows_goes_on(long_demo):
    client = officer(long_demo)
    assert "bỏ qua" not in go(client, day="15/06/2013", story="on").text
    page = go(client, day="01/10/2013", story="on")
    assert "bỏ qua" not in page.text
    first, second = Campaign.objects.order_by("starts_on")
    assert (first.code, first.state, second.code, second.state) == ("nho", "closed", "nho-sau", "open")
    assert go(client, day="01/04/2014").status_code == 403


def test_a_day_that_cannot_be_read_says_how_to_write_it(demo):
    page = go(officer(demo), day="ngày mai", next="https://example.org/")
    assert page.redirect_chain == [("/", 302)]
    assert "ghi ngày như 06/08/2012" in page.text
    assert office_now().date() == TODAY
