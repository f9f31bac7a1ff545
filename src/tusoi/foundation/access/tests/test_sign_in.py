"""Signing in by password and by link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tusoi.foundation.access.actions import make_sign_in_link, open_account
from tusoi.foundation.access.models import SignInLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return open_account(username="thu-ky", password="mot mat khau dai")


def link(token):
    return reverse("access:sign-in-by-link", args=[token])


def test_password_signs_in(client, account):
    reply = client.post(reverse("access:sign-in"), {"username": "thu-ky", "password": "mot mat khau dai"})
    assert reply.status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


def test_wrong_password_is_answered_with_a_sentence(client, account):
    reply = client.post(reverse("access:sign-in"), {"username": "thu-ky", "password": "sai"})
    assert "không đúng" in reply.content.decode()
    assert "_auth_user_id" not in client.session


def test_opening_a_link_spends_nothing(client, account):
    token = make_sign_in_link(account, valid=timedelta(hours=1))
    assert client.get(link(token)).status_code == 200
    assert client.post(link(token)).status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


def test_a_link_signs_in_once(client, account):
    token = make_sign_in_link(account, valid=timedelta(hours=1))
    client.post(link(token))
    client.logout()
    reply = client.post(link(token))
    assert reply.status_code == 403
    assert "_auth_user_id" not in client.session


def test_a_demo_link_signs_in_again_and_opens_nothing_but_a_demo(client, account, settings):
    token = make_sign_in_link(account, valid=timedelta(hours=1), reusable=True)
    assert client.post(link(token)).status_code == 403
    settings.DEMO = True
    assert [client.post(link(token)).status_code for _ in range(2)] == [302, 302]


def test_an_expired_or_wrong_link_is_refused(client, account):
    token = make_sign_in_link(account, valid=timedelta(hours=1))
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(link(token)).status_code == 403
    assert client.get(link("khong-co")).status_code == 403


def test_the_token_is_not_in_the_database(account):
    token = make_sign_in_link(account, valid=timedelta(hours=1))
    assert token not in str(list(SignInLink.objects.values()))


def test_signing_out_needs_a_post(client, account):
    client.force_login(account)
    assert client.get(reverse("access:sign-out")).status_code == 405
    client.post(reverse("access:sign-out"))
    assert "_auth_user_id" not in client.session
