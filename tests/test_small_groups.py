"""No page, list or paper, and no difference of two of them, tells how many slips a small group has.

The observer here looks at everything on every day, knows how many people each group has, and knows the program: they
list all the ways in which the groups may have answered and keep those that would have looked the same. A small group
is safe while at least two numbers remain. One case is open by nature: where everybody of a pool answered, everybody did.
"""

import inspect
import random
import re
from collections import defaultdict
from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import (
    PASSPHRASES,
    ROUND_CLOSES,
    ROUND_OPENS,
    TODAY,
    go_to,
    hand_in_slips,
    open_slips,
    signed_in,
    world,
)
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import GroupRule
from tusoi.foundation.secrecy import actions as boxes
from tusoi.foundation.secrecy.models import Box, SealedSlip
from tusoi.foundation.secrecy.sealing import Inside, pack, seal_to
from tusoi.foundation.secrecy.thresholds import blanks, merge, settled, step_down
from tusoi.process.feedback import actions as rounds
from tusoi.process.feedback import slips
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.rules import Counter
from tusoi.process.issues.documents import _turnout

PEOPLE = st.lists(st.integers(1, 9), min_size=1, max_size=3)


def pools_of(people, threshold):
    return [row.groups for row in merge({n: (count, count) for n, count in enumerate(people)}, threshold)]


def seen_today(used, people, threshold):
    """What the pages say of a tally today: the glimpses before closing, the rows after it, the length of the public list."""
    tally, invited = dict(enumerate(used)), dict(enumerate(people))
    open_rows = [step_down(sum(tally[n] for n in pool), threshold) for pool in pools_of(people, threshold)]
    closed = [(row.groups, row.used, row.rough) for row in settled(tally, invited, threshold)]
    return repr((open_rows, closed, sum(used) + blanks(tally, invited, threshold)))


def seen_by_an_older_rule(used, people, threshold):
    """As it was: merged by who answered, exact after closing, and every receipt on the list."""
    tally = {n: (used[n], count) for n, count in enumerate(people)}
    open_rows = [step_down(sum(used[n] for n in pool), threshold) for pool in pools_of(people, threshold)]
    return repr((open_rows, [(row.groups, row.used) for row in merge(tally, threshold)], sum(used)))


def given_away(people, threshold, look):
    """(used, group) of every world in which the observer knows the number of a small group, though not all answered."""
    alike = defaultdict(list)
    for used in product(*(range(count + 1) for count in people)):
        alike[look(used, people, threshold)].append(used)
    found = []
    for worlds in alike.values():
        for pool in pools_of(people, threshold):
            if all(world[n] == people[n] for world in worlds for n in pool):
                continue
            for group in pool:
                small = people[group] < threshold or any(world[group] < threshold for world in worlds)
                if small and len({world[group] for world in worlds}) == 1:
                    found.append((worlds[0], group))
    return found


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.integers(3, 6))
def test_the_observer_never_knows_the_number_of_a_small_group(people, threshold):
    assert given_away(people, threshold, seen_today) == []


def test_the_observer_would_know_by_the_older_rule():
    known = given_away([10, 6], 5, seen_by_an_older_rule)
    assert ((10, 4), 1) in known  # ten of ten the day before, fourteen together afterwards
    assert given_away([10, 6], 5, seen_today) == []


@settings(max_examples=40, deadline=None)
@given(PEOPLE, st.integers(3, 6), st.data())
def test_days_before_closing_add_nothing_to_the_last_one(people, threshold, data):
    """Each day's figure is a step of its pool: any history ends in one that the last day allows."""
    tally = [0] * len(people)
    last = None
    for _day in range(4):
        tally = [data.draw(st.integers(now, count)) for now, count in zip(tally, people, strict=True)]
        figures = [step_down(sum(tally[n] for n in pool), threshold) for pool in pools_of(people, threshold)]
        assert last is None or all(a <= b for a, b in zip(last, figures, strict=True))
        assert all(figure % threshold == 0 for figure in figures)
        last = figures


def a_round(home, code, people):
    """A round of these anonymous groups and one of organisations, taking slips."""
    at, officer = at_noon(ROUND_OPENS), home.officer
    round = rounds.prepare(
        home.campaign,
        code=code,
        title=f"Đợt {code}",
        unit=home.unit("quan"),
        subjects=[home.subjects["btv"]],
        opens_on=ROUND_OPENS,
        closes_on=ROUND_CLOSES,
        groups=[
            GroupRule(code="to-chuc", name="Tổ chức", attributed=True, clause="Giả định"),
            *(
                GroupRule(code=f"nhom-{n}", name=f"Nhóm {n}", attributed=False, clause="Giả định")
                for n in range(len(people))
            ),
        ],
        by=officer,
        at=at,
    )
    rounds.invite(round.groups.get(code="to-chuc"), ["Mặt trận", "Công đoàn"], by=officer, at=at)
    for number, count in enumerate(people):
        names = [f"Người {number}.{place}" for place in range(count)]
        rounds.invite(round.groups.get(code=f"nhom-{number}"), names, by=officer, at=at)
    team = [Counter(home.counter_one, home.units["ban-to-chuc"]), Counter(home.counter_two, home.units["van-phong"])]
    rounds.name_team(round, team, by=officer, at=at)
    for username, words in PASSPHRASES.items():
        rounds.set_passphrase(round, words, by=home.accounts[username], at=at)
    rounds.open_round(round, by=officer, at=at)
    return round


def hand_in_more(round, before, after):
    btv = round.subjects.get().pk
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        slips = [{btv: {"shortcoming": f"nhóm {number} ý {place}"}} for place in range(old, new)]
        if slips:
            hand_in_slips(round, f"nhom-{number}", slips)


def figures_on_page(home, round):
    """{row: its text} of the turnout as the officer's page has it."""
    url = reverse("feedback:round", args=[round.campaign.code, round.code])
    page = signed_in(home.officer).get(url).content.decode()
    section = page.split('id="da-gui"')[1].split("</section>")[0] if 'id="da-gui"' in page else ""
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>\s*<td[^>]*>(.*?)</td></tr>', section, re.S)
    return {name: " ".join(re.sub(r"<[^>]+>", " ", text).split()) for name, text in rows}


def number_in(text):
    return int(found[1]) if (found := re.search(r"(\d+) / ", text)) else 0


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_the_pages_the_list_and_the_paper_say_no_more_than_the_observer_was_given(seed):
    """The same rule through the real pages: in the round, on two of its days, and opened."""
    chance = random.Random(seed)
    people = [chance.randint(2, 12) for _group in range(chance.randint(2, 3))]
    people[0] = max(people[0], 5)
    first = [chance.randint(0, count) for count in people]
    used = [chance.randint(now, count) for now, count in zip(first, people, strict=True)]
    home = world(today=ROUND_OPENS)
    round = a_round(home, "dot-1", people)
    hand_in_slips(round, "to-chuc", [{}, {}])
    names = [", ".join(f"Nhóm {n}" for n in pool) for pool in pools_of(people, 5)]
    pools = dict(zip(names, pools_of(people, 5), strict=True))
    for day, before, now in ((ROUND_OPENS, [0] * len(people), first), (ROUND_OPENS + timedelta(days=1), first, used)):
        go_to(day)
        hand_in_more(round, before, now)
        shown = figures_on_page(home, round)
        for name, pool in pools.items():
            assert number_in(shown[name]) == step_down(sum(now[n] for n in pool), 5), (name, shown)
    go_to(TODAY)
    open_slips(home, round)

    shown = figures_on_page(home, round)
    rows = settled(dict(enumerate(used)), dict(enumerate(people)), 5)
    expected = dict(zip(names, rows, strict=True))
    assert {name: number_in(shown[name]) for name in names} == {name: row.used or 0 for name, row in expected.items()}
    assert shown["Tổ chức"].startswith("2 / 2")  # organisations stand openly with their slips
    paper = {row[1]: row[3] for row in _turnout(round, TODAY).rows}
    for name, row in expected.items():
        assert paper[name] == ("–" if row.used is None else f"{'ít nhất ' if row.rough else ''}{row.used}")
    listed = Client().get(reverse("feedback:receipts", args=[round.campaign.code, round.code])).content.decode()
    extra = blanks(dict(enumerate(used)), dict(enumerate(people)), 5)
    assert listed.count("<li><code>") == sum(used) + 2 + extra
    small = any(row.rough for row in rows)
    assert ("dòng trống" in listed) == small
    carried = set(Comment.objects.filter(round=round).values_list("group__name", flat=True))
    assert carried <= ({", ".join(f"Nhóm {n}" for n in range(len(people)))} if small else set(names))


@pytest.mark.django_db
def test_attack_slips_put_in_behind_the_programs_back_do_not_make_a_small_group_large():
    """Whoever writes into the database could else lift a group over the threshold and read its two true slips alone."""
    home = world(today=ROUND_OPENS)
    round = a_round(home, "dot-1", [10, 6])
    hand_in_more(round, [0, 0], [7, 2])
    for _forged in range(5):
        packed = pack(Inside("7777-7777-7777-7777", "nhom-1", "", {str(round.subjects.get().pk): {"strength": "giả"}}))
        SealedSlip.objects.create(box=round.box, ciphertext=seal_to(bytes(round.box.public_key), packed))
    go_to(TODAY)
    open_slips(home, round)
    assert set(Comment.objects.values_list("group__name", flat=True)) == {"Nhóm 0, Nhóm 1"}
    assert Comment.objects.filter(vouched=True).count() == 9


@pytest.mark.django_db
def test_two_rounds_of_the_same_people_have_nothing_to_subtract():
    """Each round counts its own slips: the one without the third group says nothing about that group in the other."""
    home = world(today=ROUND_OPENS)
    both = [a_round(home, "dot-1", [10, 6]), a_round(home, "dot-2", [10])]
    for round, used in zip(both, ([10, 4], [10]), strict=True):
        hand_in_more(round, [0] * len(used), used)
    go_to(TODAY)
    for round in both:
        open_slips(home, round)
    one, two = (figures_on_page(home, round) for round in both)
    assert (one["Nhóm 0"], one["Nhóm 1"]) == ("ít nhất 10 / 10", "Không nêu: quá ít người")
    assert two["Nhóm 0"].startswith("10 / 10")


@pytest.mark.django_db
@pytest.mark.parametrize(("used", "flagged"), [([10, 2], False), ([11, 2], True)])
def test_more_slips_than_people_are_flagged_also_where_a_step_hides_them(used, flagged):
    """The flag says that everybody of a large row answered or more; of the small one beside it, nothing."""
    home = world(today=ROUND_OPENS)
    round = a_round(home, "dot-1", [10, 6])
    hand_in_more(round, [0, 0], used)
    go_to(TODAY)
    open_slips(home, round)
    shown = figures_on_page(home, round)
    assert shown["Nhóm 0"].startswith("ít nhất 10 / 10")
    assert ("Nhiều phiếu hơn số nơi được mời" in shown["Nhóm 0"]) == flagged
    assert shown["Nhóm 1"] == "Không nêu: quá ít người" or "Chưa nêu số" in shown["Nhóm 1"]
    overview = signed_in(home.officer).get(reverse("progress:overview", args=[round.campaign.code]), follow=True).text
    assert ("nhiều phiếu hơn số nơi được mời, ít nhất" in " ".join(overview.split())) == flagged


@pytest.mark.django_db
def test_nothing_lowers_a_threshold_once_the_team_is_named():
    """No page takes one, no verb but `prepare` does, and `prepare` refuses one below the procedure's."""
    home = world(today=ROUND_OPENS)
    round = a_round(home, "dot-1", [10, 6])
    before = Round.objects.values_list("threshold").get(), Box.objects.values_list("threshold").get()
    urls = [
        reverse(f"feedback:{name}", args=[round.campaign.code, round.code])
        for name in ("round", "team", "open", "close", "passphrase", "open-slips")
    ]
    for account in (home.officer, home.leader, home.administrator, home.counter_one):
        for url in urls:
            signed_in(account).post(url, {"threshold": "2", "box-threshold": "2"})
    assert (Round.objects.values_list("threshold").get(), Box.objects.values_list("threshold").get()) == before
    with pytest.raises(Refused, match="không được dưới"):
        rounds.prepare(
            home.campaign, code="dot-9", title="x", unit=home.unit("quan"), subjects=[home.subjects["btv"]],
            opens_on=ROUND_OPENS, closes_on=ROUND_CLOSES, threshold=4, by=home.officer, at=at_noon(ROUND_OPENS),
        )  # fmt: skip


def test_no_verb_but_the_first_takes_a_threshold():
    """There is no screen, command or API without a verb: a new one that could lower it would be found here."""
    modules = [rounds, boxes, slips]
    verbs = {f"{m.__name__.split('.')[-2]}.{n}" for m in modules for n, f in vars(m).items() if takes_threshold(m, f)}
    assert verbs == {"feedback.prepare", "secrecy.prepare"}


def takes_threshold(module, verb):
    return (
        inspect.isfunction(verb)
        and verb.__module__ == module.__name__
        and "threshold" in inspect.signature(verb).parameters
    )
