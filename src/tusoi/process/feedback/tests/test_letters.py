"""Letters with codes, in a real conversation with a mail server: codes nowhere but in the letter, survival of a crash."""

import email
import re
from collections import Counter

import pytest
from django.db import connection
from django.test import override_settings
from tests.factories import PASSPHRASES, ROUND_CLOSES, ROUND_OPENS, hand_out_the_rest, prepared_round, signed_in, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.notices.tests.smtp import Server
from tusoi.foundation.secrecy.codes import clean_code, hash_of_code
from tusoi.foundation.secrecy.models import Ticket
from tusoi.foundation.secrecy.submission import admit
from tusoi.foundation.secrecy.tests.test_attacks import every_byte, system_orders, tied
from tusoi.process.feedback import actions, letters, rules_letters
from tusoi.process.feedback.models import Invitation, Letter
from tusoi.process.feedback.states import LetterKind

pytestmark = pytest.mark.django_db(transaction=True)
AT = at_noon(ROUND_OPENS)
PAGE = "/dot/nq-tw4/gop-y/dot-1/thu/individuals/"
CODE = re.compile(r"phieu/#(\w{4}-\w{4}-\w{4})")


@pytest.fixture
def server():
    with Server() as running:
        port = running.server_address[1]
        with override_settings(EMAIL_BACKEND=rules_letters.REAL, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
            yield running


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


@pytest.fixture
def group(home):
    """The individuals are invited by mail; nobody else is."""
    round = prepared_round(home)
    group = round.groups.get(code="individuals")
    for number, one in enumerate(group.invitations.order_by("pk")):
        one.channel, one.email = "mail", f"nguoi{number}@example.org"
        one.save()
    for username, passphrase in PASSPHRASES.items():
        actions.set_passphrase(round, passphrase, by=home.accounts[username], at=AT)
    actions.open_round(round, by=home.officer, at=AT)
    return round.groups.select_related("round__box", "round__campaign").get(code="individuals")


def codes_of(server):
    """{address: codes in its letters}."""
    found = {}
    for recipient, text in server.letters:
        address = re.search(r"nguoi\d+@", recipient).group()
        found.setdefault(address, []).extend(CODE.findall(_body(text)))
    return found


def _body(raw):
    return email.message_from_bytes(raw).get_payload(decode=True).decode()


def states(group):
    return Counter(Letter.objects.of(group, LetterKind.CODE).values_list("mail_state", flat=True))


def test_each_gets_an_own_code_that_works_and_that_is_kept_nowhere(home, group, server, caplog, capsys):
    assert letters.queue_invitations(group, by=home.officer, at=AT) == 12
    assert not Ticket.objects.exists(), "asking makes no codes; only the sender does"
    assert letters.send_letters(at=AT) == 12
    found = codes_of(server)
    assert sorted(map(len, found.values())) == [1] * 12
    codes = [code for (code,) in found.values()]
    assert len(set(codes)) == 12
    assert all(admit(code).ticket.group == "individuals" for code in codes)
    said = every_byte() + caplog.text.encode() + "".join(capsys.readouterr()).encode()
    assert not any(code.encode() in said or code.replace("-", "").encode() in said for code in codes)
    assert states(group) == {"sent": 12}
    assert letters.send_letters(at=AT) == 0


def test_the_order_of_the_letters_is_not_the_order_of_invitations(home, group, server):
    letters.queue_invitations(group, by=home.officer, at=AT)
    letters.send_letters(at=AT)
    order = [int(re.search(r"nguoi(\d+)@", recipient).group(1)) for recipient, _text in server.letters]
    assert sorted(order) == list(range(12))
    assert order != sorted(order)


def test_attack_no_order_of_the_tickets_is_the_order_of_the_letters(home, group, server):
    """Whoever saw the letters go out one by one, and has the whole database, ties no hash to a letter."""
    letters.queue_invitations(group, by=home.officer, at=AT)
    letters.send_letters(at=AT)
    sent = [hash_of_code(clean_code(CODE.search(_body(text)).group(1))) for _to, text in server.letters]
    for order in system_orders(Ticket, "code_hash"):
        assert not tied(order, sent)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM secrecy_ticket")
            assert cursor.fetchone() == (1,)


class Crash(BaseException):
    """The process dies."""


def test_after_a_crash_the_unsent_get_new_codes_and_at_most_one_letter_is_repeated(home, group, server, monkeypatch):
    letters.queue_invitations(group, by=home.officer, at=AT)
    real, sent = letters.invitation_letter, []

    def dies_after_five(letter, asked, code):
        if len(sent) == 5:
            raise Crash
        sent.append(letter.pk)
        return real(letter, asked, code)

    monkeypatch.setattr(letters, "invitation_letter", dies_after_five)
    with pytest.raises(Crash):
        letters.send_letters(at=AT)
    assert states(group) == {"sent": 5, "queued": 6, "sending": 1}
    monkeypatch.setattr(letters, "invitation_letter", real)
    assert letters.send_letters(at=AT) == 7
    found = codes_of(server)
    assert sum(map(len, found.values())) == 12
    assert len(found) == 12
    assert Ticket.objects.count() == 19, "seven dead hashes that nobody knows"


def test_a_remainder_under_the_threshold_goes_to_paper_and_never_out_alone(home, group, server):
    server.answer_to_recipient = "550 no such user"
    letters.queue_invitations(group, by=home.officer, at=AT)
    assert letters.send_letters(at=AT) == 0
    assert states(group) == {"failed": 12}
    assert set(Letter.objects.values_list("result", flat=True)) == {"SMTPRecipientsRefused 550"}
    server.answer_to_recipient = "250 OK"
    keep = list(group.invitations.order_by("pk").values_list("pk", flat=True)[:4])
    Invitation.objects.filter(group=group).exclude(pk__in=keep).update(channel="paper")
    with pytest.raises(Refused, match="dưới ngưỡng 5"):
        letters.queue_invitations(group, by=home.officer, at=AT)
    Letter.objects.filter(invitation__in=keep).update(mail_state="queued")
    assert letters.send_letters(at=AT) == 0
    assert set(Letter.objects.filter(invitation__in=keep).values_list("result", flat=True)) == {letters.TOO_FEW}
    assert letters.move_failed_to_paper(group, by=home.officer, at=AT) == 4
    assert not group.invitations.filter(channel="mail").exists()
    with pytest.raises(Refused, match="Không có thư nào gửi hỏng"):
        letters.move_failed_to_paper(group, by=home.officer, at=AT)


def test_a_reminder_goes_to_the_whole_group_once_a_day_and_has_no_code(home, group, server):
    assert letters.queue_reminders(group, by=home.officer, at=AT) == 12
    with pytest.raises(Refused, match="Hôm nay đã nhắc"):
        letters.queue_reminders(group, by=home.officer, at=AT)
    assert letters.send_letters(at=AT) == 12
    assert len({_body(text).split("\n", 1)[1] for _to, text in server.letters}) == 1, "the same words for everybody"
    assert not any(CODE.search(_body(text)) for _to, text in server.letters)
    assert not Ticket.objects.exists()


def test_an_organisation_gets_the_code_that_bears_its_name(home, group, server):
    organisations = group.round.groups.get(code="organisations")
    one = organisations.invitations.get(name="Hội Nông dân")
    one.channel, one.email = "mail", "nguoi99@example.org"
    one.save()
    letters.queue_invitations(organisations, by=home.officer, at=AT)
    assert letters.send_letters(at=AT) == 1
    (code,) = codes_of(server)["nguoi99@"]
    assert admit(code).label == "Hội Nông dân"
    assert len(actions.print_slips(organisations, by=home.officer, at=AT)) == 2, "no second sheet for it on paper"


def test_the_console_and_files_are_no_mail_server(home, group):
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend"):
        with pytest.raises(Refused, match="chưa nối máy chủ thư"):
            letters.queue_invitations(group, by=home.officer, at=AT)
        with pytest.raises(Refused, match="chưa nối máy chủ thư"):
            letters.queue_reminders(group, by=home.officer, at=AT)


def test_what_still_waits_when_the_round_closes_is_not_sent(home, group, server):
    letters.queue_invitations(group, by=home.officer, at=AT)
    day = ROUND_CLOSES.replace(day=ROUND_CLOSES.day + 1)
    hand_out_the_rest(home, group.round)
    actions.close(group.round, by=home.officer, at=at_noon(day))
    assert letters.send_letters(at=at_noon(day)) == 0
    assert states(group) == {"failed": 12}
    assert server.letters == []


def test_the_page_shows_numbers_by_group_and_no_address_to_others(home, group, server):
    client = signed_in(home.officer)
    assert "Gửi thư mời còn thiếu" in client.get(PAGE).text
    assert client.post(PAGE, {"go": "send"}).status_code == 302
    assert "chờ gửi thư" in client.get(PAGE).text
    letters.send_letters(at=AT)
    text = client.get(PAGE).text
    assert "đã gửi thư" in text
    assert "nguoi1@" not in text
    assert client.post(PAGE, {"go": "send"}).status_code == 403
    assert client.post(PAGE, {"go": "remind"}).status_code == 302
    assert client.post(PAGE, {"go": "paper"}).status_code == 403
    for name, status in {"counter_one": 403, "leader": 403, "stranger": 404}.items():
        assert signed_in(home.accounts[name]).get(PAGE).status_code == status
        assert signed_in(home.accounts[name]).post(PAGE, {"go": "send"}).status_code == status


def test_an_address_is_given_behind_the_name_when_inviting(home):
    prepared_round(home)
    client = signed_in(home.officer)
    page = "/dot/nq-tw4/gop-y/dot-1/moi/retired/"
    wrong = client.post(page, {"names": "Bà Tám; tam@"})
    assert "không phải địa chỉ" in wrong.text
    client.post(page, {"names": "Bà Tám; tam@example.org\nÔng Chín\tchin@example.org\nBà Mười; phường Một"})
    rows = Invitation.objects.filter(group__code="retired").order_by("pk").values_list("name", "channel", "email")
    assert list(rows)[3:] == [
        ("Bà Tám", "mail", "tam@example.org"),
        ("Ông Chín", "mail", "chin@example.org"),
        ("Bà Mười; phường Một", "paper", ""),
    ]
