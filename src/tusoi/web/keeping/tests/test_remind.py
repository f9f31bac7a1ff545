"""`tusoi remind`: reminds, sends in a real SMTP conversation, and does neither twice."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import DUE, commitment

from tusoi.foundation.access.models import Account
from tusoi.foundation.notices.tests.smtp import Server
from tusoi.web.keeping.commands.remind import command

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with Server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
        settings.EMAIL_TIMEOUT = 5
        yield running


def test_the_command_reminds_sends_and_does_neither_twice(server, settings):
    settings.QUIET_HOURS = None
    w = world()
    commitment(w)
    Account.objects.filter(pk=w.secretary.pk).update(email="bi-thu@vidu.vn")
    go_to(DUE - timedelta(7))
    run = CliRunner().invoke(command, ["--json"])
    assert (run.exit_code, run.output.strip()) == (
        0,
        '{"reminded": 1, "sent": 1, "failed": 0, "waiting": 0, "quiet": false}',
    )
    assert "Đã nhắc 0 việc; gửi 0 thư" in CliRunner().invoke(command).output
    assert len(server.letters) == 1
    server.answer_to_recipient = "550 unknown"
    go_to(DUE - timedelta(3))
    assert CliRunner().invoke(command).exit_code == 1
    page = signed_in(w.officer).get(reverse("supervision:reminders", args=[w.campaign.code])).text
    assert "SMTPRecipientsRefused 550" in page
    assert "không gửi được thư" in page
