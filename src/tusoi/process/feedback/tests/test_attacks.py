"""As an attacker would: everything of an opened round in hand, and the order in which known people handed in."""

import pytest
from django.db import connection
from tests.factories import (
    PASSPHRASES,
    ROUND_OPENS,
    TODAY,
    go_to,
    hand_in_slips,
    hand_out_the_rest,
    open_round,
    open_slips,
    world,
)

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.secrecy.codes import clean_code, hash_of_code
from tusoi.foundation.secrecy.tests import attacker
from tusoi.foundation.secrecy.tests.test_attacks import every_byte, system_orders, tied
from tusoi.process.feedback import actions, paper, sheets
from tusoi.process.feedback.models import Comment, Group, Invitation
from tusoi.process.feedback.slips import hand_in
from tusoi.process.feedback.slips import open_slips as team_opens
from tusoi.process.feedback.states import VoidReason

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def texts():
    """Twelve slips of the individuals, three of the retired, each about two subjects, handed in in this order."""
    home = world(today=ROUND_OPENS)
    round = open_round(home)
    btv, head = home.subjects["btv"].pk, home.subjects["btv-1"].pk
    said = [f"Ý kiến của người thứ {n:02d}" for n in range(15)]
    slips = [{btv: {"shortcoming": text}, head: {"proposal": text + " về đồng chí Bí thư"}} for text in said]
    hand_in_slips(round, "individuals", slips[:12])
    hand_in_slips(round, "retired", slips[12:])
    go_to(TODAY)
    open_slips(home, round)
    return said


def test_attack_order_of_comments_by_every_column_and_place_in_the_file(texts):
    assert Comment.objects.count() == 30
    both = [text + end for text in texts for end in ("", " về đồng chí Bí thư")]
    for order in system_orders(Comment, "text"):
        assert not tied(order, both)
    content = every_byte()
    assert not tied(sorted(texts, key=lambda text: content.find(text.encode())), texts)


def test_attack_one_persons_comments_across_subjects(texts):
    """Nothing but the words joins what one slip says about two subjects."""
    voices = list(Comment.objects.values_list("voice", flat=True))
    assert len(set(voices)) == 30
    first = [c.text for c in Comment.objects.filter(box="shortcoming").order_by("pk")]
    second = [c.text.split(" về")[0] for c in Comment.objects.filter(box="proposal").order_by("pk")]
    hits = sum(a == b for a, b in zip(first, second, strict=True))
    assert hits < 9


def test_attack_three_people_of_a_small_group_hide_among_the_others(texts):
    assert Comment.objects.values("group").distinct().count() == 1
    assert Comment.objects.first().group.is_merged
    assert {f.name for f in Invitation._meta.fields} == {"id", "group", "name", "channel", "email"}


def test_attack_all_comments_were_written_by_one_transaction(texts):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM feedback_comment")
            assert cursor.fetchone() == (1,)
    assert Group.objects.filter(is_merged=True).count() == 1


def places_on_disk(piece: str) -> dict[str, int]:
    """How often the text stands in each file of the database."""
    return {name: found for name, content in attacker.files() if (found := content.count(piece.encode()))}


def test_attack_a_persons_code_after_opening_does_not_tell_whether_it_was_used_online_on_paper_void_or_not_at_all():
    """Attacker B, who knows a person's code, and everything on the disk: hashes lie where they lie for every code."""
    home = world(today=ROUND_OPENS)
    round = open_round(home)
    group = round.groups.get(code="individuals")
    codes = [code for code, _label in actions.print_slips(group, count=12, by=None, at=at_noon(ROUND_OPENS))]
    for number, code in enumerate(codes[:4]):
        hand_in(code, nonce=f"nonce-of-form-{number:06d}", answers={}, at=at_noon(ROUND_OPENS))
    asked = sheets.ask_to_void(group, VoidReason.SPOILT, codes[8:10], by=home.officer, at=at_noon(ROUND_OPENS))
    sheets.confirm_void(asked, 2, by=home.counter_one, at=at_noon(ROUND_OPENS))
    go_to(TODAY)
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=at_noon(TODAY))
    said = {home.subjects["btv"].pk: {"shortcoming": "Họp muộn"}}
    for by in (home.counter_one, home.counter_two):
        for code in codes[4:8]:
            paper.type_slip(round, code, said, by=by, at=at_noon(TODAY))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as PostgreSQL does by itself
    paper.tell_envelopes(round, received=4, spoilt=0, missing=0, note="", by=home.counter_one, at=at_noon(TODAY))
    for username, passphrase in PASSPHRASES.items():
        team_opens(round, passphrase, by=home.accounts[username], at=at_noon(TODAY))
    assert Comment.objects.count() == 4
    places = [places_on_disk(hash_of_code(clean_code(code))) for code in codes]
    assert places[0]
    assert [one for one in places if one != places[0]] == []
    if connection.vendor == "postgresql":
        assert len(attacker.asked("SELECT DISTINCT xmin::text FROM secrecy_retiredcode")) == 1
