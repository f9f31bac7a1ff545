"""Every figure that the pages of follow-through show, their counters and workbooks, against the plain recount."""

import re
from collections import Counter

from django.urls import reverse

from tests.factories import signed_in
from tests.mending import plain
from tests.mending.acts import Life
from tests.mending.board import boards
from tests.mending.plain import TURNS, Tables
from tests.mending.register import register_pages, states
from tusoi.foundation.access.models import Account
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import COMMITTED
from tusoi.process.supervision.closing import left_of
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.presenters_remind import remind_page
from tusoi.process.supervision.states import MEASURE
from tusoi.web.progress.presenters import overview_of

CAST = {"officer": plain.OFFICER, "secretary": plain.SECRETARY, "supervisor": plain.SUPERVISOR}


def compare(life: Life, *, thoroughly: bool = False) -> None:
    """Everything, of every campaign, for the three who look; raises AssertionError at the first figure that differs.

    thoroughly: every filter of every list and every workbook; else each time another third of them.
    """
    campaigns = list(Campaign.objects.order_by("starts_on"))
    turn = None if thoroughly else life.number % TURNS
    for name, who in CAST.items():
        account, tables = Account.objects.get(username=name), Tables(who, life.day)
        for campaign in campaigns:
            boards(tables, campaign, account, life, turn)
            reminders(tables, campaign, account, life)
        for register_of in [None] if who == plain.SUPERVISOR else [None, *campaigns]:
            register_pages(tables, register_of, account, life, turn)
        pages(tables, campaigns[-1], account)
    everything = Tables(plain.OFFICER, life.day)
    for campaign in campaigns:
        rates(everything, campaign, life)
    states(everything)


def reminders(tables: Tables, campaign: Campaign, account: Account, life: Life) -> None:
    page = remind_page(campaign, unit_code="", account=account, at=life.at)
    rows = [
        row
        for row in tables.all(Commitment)
        if row["campaign_id"] == campaign.pk and row["state"] in ("open", "returned")
    ]
    near = [row for row in rows if (row["due_on"] - life.day).days <= plain.BEFORE]
    late = {row["id"]: plain.days_late(row, life.day) for row in near}
    assert {row.pk for row in page.own} == {row["id"] for row in near if row["owner_id"] == tables.me}
    assert {row.pk for row in page.watched} == {row["id"] for row in near if late[row["id"]] and tables.follows(row)}
    climbed = {pk for pk, days in late.items() if days >= plain.CLIMB} if tables.who == plain.OFFICER else set()
    assert {row.pk for row in page.above} == climbed


def rates(tables: Tables, campaign: Campaign, life: Life) -> None:
    """The counters of every unit, the overview that stands on them, and what closing the campaign would leave."""
    units = list(CampaignUnit.objects.filter(campaign=campaign).select_related("campaign"))
    figures = read(campaign.pk, [unit.path for unit in units], on=life.day)
    counted = {unit.pk: plain_rates(tables, campaign, unit.pk, life) for unit in units}
    for unit in units:
        for measure, figure in counted[unit.pk].items():
            assert figures.get((unit.path, measure), Figure()) == figure, (unit, measure)
    top = next(unit for unit in units if unit.parent_id is None)
    page = overview_of(top, Account.objects.get(username="officer"), life.at)
    done = counted[top.pk][MEASURE]
    assert (f"{done.done}/{done.total} cam kết đã khắc phục" in page.sentence) is bool(done.total)
    by_code = {unit.code: counted[unit.pk] for unit in units}
    for child in page.children:
        for measure, figure, _applies in child.cells:
            if measure.code in (MEASURE, COMMITTED):
                assert figure == by_code[child.url.rstrip("/").rsplit("/", 1)[-1]][measure.code]
    left = {one.kind: {taken.who: taken.count for taken in one.taken} for one in left_of(campaign)}
    promises = [row for row in tables.commitments(campaign) if row["state"] != "verified"]
    assert left["commitments"] == Counter(tables.get(plain.Person, row["supervisor_id"])["name"] for row in promises)
    kept = [one.row for one in plain.register(tables, campaign) if one.is_open]
    assert left["shortcomings"] == Counter(tables.get(plain.Unit, row["unit_id"])["name"] for row in kept)


def plain_rates(tables: Tables, campaign: Campaign, unit: int, life: Life) -> dict[str, Figure]:
    made = [row for row in tables.commitments(campaign) if unit in tables.above(row["campaign_unit_id"])]
    upheld = [
        issue["id"]
        for issue in tables.all(Issue)
        if issue["campaign_id"] == campaign.pk
        and issue["state"] == "upheld"
        and unit in tables.above(tables.get(Subject, issue["subject_id"])["campaign_unit_id"])
    ]
    promised = {row["issue_id"] for row in tables.all(Commitment)}
    return {
        MEASURE: Figure(*plain.triple(made, life.day)),
        COMMITTED: Figure(sum(1 for pk in upheld if pk in promised), len(upheld)),
    }


def pages(tables: Tables, campaign: Campaign, account: Account) -> None:
    client = signed_in(account)
    rows = tables.commitments(campaign)
    done, total, late = plain.triple(rows, tables.today)
    page = client.get(reverse("supervision:index", args=[campaign.code])).text
    assert page.count("<tr data-row>") == min(total, 50)
    if rows:  # who sees no commitment reads the figures of their unit instead
        pair = re.search(r'class="pair"><strong>(\d+)</strong> / (\d+)<', page)
        assert pair is not None
        assert (int(pair[1]), int(pair[2])) == (done, total)
        late_page = client.get(reverse("supervision:index", args=[campaign.code]), {"tinh-trang": "qua-han"}).text
        assert late_page.count("<tr data-row>") == min(late, 50)
    kept = plain.register(tables, None)
    page = client.get(reverse("issues:register-across")).text
    assert [int(n) for n in re.findall(r"<span>[^<]+: <strong>(\d+)</strong></span>", page)] == list(plain.sums(kept))
    assert page.count("<tr data-row>") == len(kept)
