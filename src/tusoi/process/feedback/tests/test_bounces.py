"""Letters that came back: counted by group, marked by address, and no code is read from them."""

import pytest
from click.testing import CliRunner
from tests.factories import ROUND_OPENS, prepared_round, signed_in, world

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.notices.states import MailState
from tusoi.process.feedback.bounces import failed_recipients, mark_bounced
from tusoi.process.feedback.commands.bounces import command
from tusoi.process.feedback.letters import without_letter
from tusoi.process.feedback.models import Group, Letter, Round
from tusoi.process.feedback.states import LetterKind, RoundState

pytestmark = pytest.mark.django_db
AT = at_noon(ROUND_OPENS)
STATUS = """From: MAILER-DAEMON@mail.example.org
To: vanphong@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="XX"

--XX
Content-Type: text/plain

<nguoi1@example.org>: unknown user

--XX
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; Nguoi1@example.org
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; nguoi2@example.org
Action: delayed
Status: 4.0.0

--XX
Content-Type: message/rfc822

To: nguoi3@example.org
Subject: Thu moi gop y

https://example.org/phieu/#7KMP-X2QT-9RVB
--XX--
"""


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


@pytest.fixture
def group(home):
    round = prepared_round(home)
    group = round.groups.get(code="individuals")
    for number, one in enumerate(group.invitations.order_by("pk")):
        one.channel, one.email = "mail", f"nguoi{number}@example.org"
        one.save()
        Letter.objects.create(invitation=one, kind=LetterKind.CODE, queued_on=ROUND_OPENS, mail_state=MailState.SENT)
    Round.objects.update(state=RoundState.OPEN)
    return Group.objects.select_related("round__campaign_unit__unit", "round__campaign").get(pk=group.pk)


def test_only_those_not_reached_are_read():
    assert failed_recipients(STATUS.encode()) == {"nguoi1@example.org"}
    assert failed_recipients(b"Subject: chao\n\nnguoi1@example.org") == set()
    assert failed_recipients(b"\xff\x00") == set()


def test_a_letter_that_came_back_counts_as_not_arrived(home, group):
    assert mark_bounced(group, {"NGUOI1@example.org ", "la@example.org"}, by=home.officer, at=AT) == 1
    assert mark_bounced(group, {"nguoi1@example.org"}, by=home.officer, at=AT) == 0
    assert [one.email for one in without_letter(group)] == ["nguoi1@example.org"]
    assert Letter.objects.failed_by_group(group.round) == {group.pk: 1}
    entry = Entry.objects.get(act="feedback.letters_bounced")
    assert entry.facts == {"count": 1}
    page = signed_in(home.officer).get(f"/dot/{home.campaign.code}/gop-y/{group.round.code}/").text
    assert "1 không đến" in page


def test_the_page_and_the_command_mark_them(home, group, tmp_path):
    page = f"/dot/{home.campaign.code}/gop-y/{group.round.code}/thu/{group.code}/"
    sent = {"go": "bounced", "addresses": "nguoi4@example.org\nnguoi5@example.org"}
    assert signed_in(home.officer).post(page, sent).status_code == 302
    file = tmp_path / "tra-lai.eml"
    file.write_text(STATUS, encoding="utf-8")
    said = CliRunner().invoke(command, [str(file)])
    assert said.exit_code == 0
    assert ": 1 thư không đến" in said.stdout
    assert "7KMP" not in said.output
    assert Letter.objects.failed_by_group(group.round) == {group.pk: 3}
