"""Queue with the act, send after commit in a real SMTP conversation, show in the program, read once."""

import email
from datetime import date, datetime, timedelta
from email.header import decode_header, make_header

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tusoi.foundation.access.actions import open_account
from tusoi.foundation.directory.actions import RollRow, enter_on_roll, found_unit
from tusoi.foundation.directory.models import Level
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.notices.actions import CLAIM, Sent, mark_read, queue, send_due
from tusoi.foundation.notices.kinds import NoticeKind
from tusoi.foundation.notices.models import Notice
from tusoi.foundation.notices.states import MailState
from tusoi.foundation.notices.tests.smtp import Server

DAY = date(2012, 8, 1)
AT = at_noon(DAY)
NOW = timezone.make_aware(datetime(2026, 1, 1, 9))
DUE = NoticeKind("test.due", "Nộp báo cáo kiểm điểm tập thể")
QUIET = NoticeKind("test.quiet", "Có văn bản mới", by_mail=False)


@pytest.fixture
def unit(db):
    level = Level.objects.create(code="any", name="cấp", rank=1)
    return found_unit(code="lt", name="Đảng bộ phường Long Tuyền", short_name="Long Tuyền", level=level, since=DAY)


@pytest.fixture
def people(unit):
    """Two with an address, one without."""
    rows = enter_on_roll([RollRow(f"p{n}", f"Người số {n}", unit, DAY) for n in (1, 2, 3)])
    for number in (1, 2):
        open_account(username=f"p{number}", person=rows[f"p{number}"], email=f"p{number}@vidu.vn")
    open_account(username="p3", person=rows["p3"])
    return list(rows.values())


@pytest.fixture
def server(settings):
    with Server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
        settings.EMAIL_TIMEOUT = 5
        yield running


def tell(people, kind=DUE, **also):
    queue(kind, to=people, path="/dot/nq4/bao-cao/", at=AT, **also)


def states():
    return list(Notice.objects.order_by("person__code").values_list("mail_state", flat=True))


def test_a_letter_says_what_for_whom_until_when_and_where(people, unit, server, settings):
    settings.PUBLIC_URL = "https://tusoi.vidu.vn/"
    tell(people[:1], unit=unit, due_on=date(2012, 9, 5))
    assert send_due(at=AT, now=NOW) == Sent(sent=1)
    [(recipient, text)] = server.letters
    message = email.message_from_bytes(text)
    body = message.get_payload(decode=True).decode()
    assert recipient == "rcpt TO:<p1@vidu.vn>"
    assert str(make_header(decode_header(message["Subject"]))) == "Nộp báo cáo kiểm điểm tập thể"
    assert message["Message-ID"] == f"<notice-{Notice.objects.get().pk}@localhost>"
    for part in (
        "Người số 1",
        "Đơn vị: Đảng bộ phường Long Tuyền",
        "Hạn: 05/09/2012",
        "https://tusoi.vidu.vn/dot/nq4/bao-cao/",
    ):
        assert part in body
    assert ("minh họa" in body) is settings.DEMO


def test_the_demo_says_that_it_is_one(people, server, settings):
    settings.DEMO = True
    tell(people[:1])
    send_due(at=AT, now=NOW)
    body = email.message_from_bytes(server.letters[0][1]).get_payload(decode=True).decode()
    assert "Dữ liệu minh họa, không có thật" in body


def test_who_has_no_address_is_told_in_the_program_only(people, server):
    tell(people)
    assert send_due(at=AT, now=NOW) == Sent(sent=2)
    assert states() == [MailState.SENT, MailState.SENT, MailState.NONE]
    assert send_due(at=AT, now=NOW + timedelta(days=1)) == Sent()
    assert len(server.letters) == 2


def test_a_kind_without_mail_sends_none(people, server):
    tell(people, kind=QUIET)
    assert send_due(at=AT, now=NOW) == Sent()
    assert states() == [MailState.NONE] * 3


def test_an_act_that_fails_tells_nobody(people, server):
    with transaction.atomic():
        tell(people)
        transaction.set_rollback(True)
    assert send_due(at=AT, now=NOW) == Sent()
    assert not Notice.objects.exists()


def test_a_refused_address_fails_at_once_and_is_on_record(people, server):
    server.answer_to_recipient = "550 p1@vidu.vn unknown"
    tell(people[:1])
    assert send_due(at=AT, now=NOW) == Sent(failed=1)
    notice = Notice.objects.get()
    assert (notice.mail_state, notice.result) == (MailState.FAILED, "SMTPRecipientsRefused 550")
    assert Entry.objects.get(act="notice.mail_failed").thing_id == notice.pk


def test_a_busy_server_is_tried_again_later_with_the_same_message_id(people, server):
    server.answer_to_recipient = "451 later"
    tell(people[:1])
    assert send_due(at=AT, now=NOW) == Sent(waiting=1)
    assert send_due(at=AT, now=NOW + timedelta(minutes=1)) == Sent()
    server.answer_to_recipient = "250 OK"
    assert send_due(at=AT, now=NOW + timedelta(minutes=3)) == Sent(sent=1)
    assert f"<notice-{Notice.objects.get().pk}@localhost>" in server.letters[0][1].decode()


def test_after_five_attempts_it_failed(people, server):
    server.answer_to_recipient = "451 later"
    tell(people[:1])
    results = [send_due(at=AT, now=NOW + timedelta(hours=hour)) for hour in range(6)]
    assert results == [Sent(waiting=1)] * 4 + [Sent(failed=1), Sent()]


def test_no_server_at_all_keeps_the_mail(people, settings):
    with Server() as gone:
        port = gone.server_address[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    tell(people[:2])
    assert send_due(at=AT, now=NOW) == Sent(waiting=2)
    assert Notice.objects.first().result == "ConnectionRefusedError"


def test_a_mail_in_flight_is_left_alone_until_its_sender_counts_as_dead(people, server):
    tell(people[:1])
    Notice.objects.update(mail_state=MailState.SENDING, attempts=1, not_before=NOW + CLAIM)
    assert send_due(at=AT, now=NOW) == Sent()
    assert send_due(at=AT, now=NOW + CLAIM) == Sent(sent=1)


def test_an_address_that_went_away_fails(people, server):
    tell(people[:1])
    people[0].account.email = ""
    people[0].account.save()
    assert send_due(at=AT, now=NOW) == Sent(failed=1)
    assert Notice.objects.get().result == "no address"


def test_a_matter_with_a_key_is_told_once_to_each(people):
    for _turn in range(2):
        tell(people[:2], once="2012-09-05")
    tell(people, once="2012-09-05")
    tell(people[:1], once="2012-09-06")
    assert Notice.objects.count() == 4
    tell([people[0], people[0]])
    assert Notice.objects.count() == 5


def test_a_notice_leads_into_the_program_only(people):
    for path in ("https://vidu.vn/", "//vidu.vn/", "dot/"):
        with pytest.raises(ValueError, match="into the program"):
            queue(DUE, to=people, path=path, at=AT)


def test_unread_ones_stand_by_their_day_and_leave_when_opened(people):
    first = people[0]
    tell([first])
    tell([first], due_on=date(2012, 9, 5))
    tell([first, people[1]], due_on=date(2012, 8, 5))
    mine = Notice.objects.visible_to(first.account)
    assert [notice.due_on for notice in mine.unread()] == [date(2012, 8, 5), date(2012, 9, 5), None]
    notice = mine.unread().first()
    mark_read(notice, at=AT)
    mark_read(notice, at=AT + timedelta(days=1))
    notice.refresh_from_db()
    assert notice.read_at == AT
    assert mine.unread().count() == 2


def test_opening_marks_it_and_leads_to_its_page(people, client):
    tell(people[:1], kind=QUIET)
    notice = Notice.objects.get()
    url = reverse("notices:open", args=[notice.pk])
    client.force_login(people[1].account)
    assert client.post(url).status_code == 404
    client.force_login(people[0].account)
    assert client.get(url).status_code == 405
    response = client.post(url)
    assert (response.status_code, response["Location"]) == (302, "/dot/nq4/bao-cao/")
    notice.refresh_from_db()
    assert notice.read_at is not None
