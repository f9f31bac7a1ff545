"""As an attacker would: everything of an opened round in hand, and the order in which known people handed in."""

import pytest
from django.db import connection
from tests.factories import ROUND_OPENS, TODAY, go_to, hand_in_slips, open_round, open_slips, world

from tusoi.foundation.secrecy.tests.test_attacks import every_byte, system_orders, tied
from tusoi.process.feedback.models import Comment, Group, Invitation

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
