"""The letters of one night for 5,000 people: the last hundreds take no more memory than the first."""

import tracemalloc
from datetime import datetime

import pytest
from django.utils import timezone

from tests.factories import TODAY, world
from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.actions import RollRow, enter_on_roll
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.notices.actions import queue, send_due
from tusoi.foundation.notices.models import Notice
from tusoi.foundation.notices.states import MailState
from tusoi.process.supervision.actions_remind import DIGEST

pytestmark = [pytest.mark.soak, pytest.mark.django_db]
PEOPLE, AT_ONCE = 5_000, 500
NOW = timezone.make_aware(datetime(2026, 1, 1, 9))


def crowd():
    home = world()
    cell = home.units["khu-vuc-1"]
    people = enter_on_roll(
        [RollRow(code=f"thu-{number}", name=f"Trần Thử {number}", unit=cell, since=TODAY) for number in range(PEOPLE)]
    )
    accounts = [Account(username=f"thu-{p.pk}", person=p, email=f"p{p.pk}@vidu.vn") for p in people.values()]
    Account.objects.bulk_create(accounts, batch_size=AT_ONCE)
    return people.values()


def test_sending_takes_no_more_memory_the_longer_it_lasts(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.QUIET_HOURS = None
    queue(DIGEST, to=crowd(), path="/dot/nq-tw4/giam-sat/nhac-viec/", at=at_noon(TODAY), once="2012-07-29")
    peaks = []
    tracemalloc.start()
    try:
        while True:
            tracemalloc.reset_peak()
            if not send_due(at=at_noon(TODAY), now=NOW, limit=AT_ONCE).sent:
                break
            peaks.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()
    assert Notice.objects.filter(mail_state=MailState.SENT).count() == PEOPLE
    assert len(peaks) == PEOPLE // AT_ONCE
    assert max(peaks[-3:]) < 1.2 * max(peaks[:3]), [peak >> 10 for peak in peaks]
