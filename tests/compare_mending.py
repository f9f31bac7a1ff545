"""Every figure that the pages of follow-through show, their counters and workbooks, against the plain recount."""

import io
import re
from collections import Counter
from typing import Any, TypeVar

from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import plain_count as plain
from tests.factories import signed_in
from tests.mending import Life
from tests.plain_count import Kept, Tables
from tusoi.foundation.access.models import Account
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.issues import presenters_register as register
from tusoi.process.issues.models import Issue, Relapse, Shortcoming
from tusoi.process.issues.states import COMMITTED, ShortcomingState
from tusoi.process.reviews.models import ImmediateAction
from tusoi.process.supervision import presenters_board as board
from tusoi.process.supervision.closing import left_of
from tusoi.process.supervision.models import Commitment, Proposal
from tusoi.process.supervision.presenters_remind import remind_page
from tusoi.process.supervision.states import MEASURE, CommitmentState
from tusoi.web.progress.presenters import overview_of

T = TypeVar("T")
TURNS = 3
BOOKS = (board.Filters(), board.Filters(state="qua-han"))
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


def its_turn(rows: list[T], turn: int | None) -> list[T]:
    return rows if turn is None else rows[turn::TURNS]


# The board


def boards(tables: Tables, campaign: Campaign, account: Account, life: Life, turn: int | None) -> None:
    today, rows = life.day, tables.commitments(campaign)
    page = board.board_of(campaign, account=account, at=life.at, filters=board.Filters(), number=None)
    assert page.figure == Figure(*plain.triple(rows, today))
    for found, key in (
        (page.sums.units, lambda row: tables.get(CampaignUnit, row["campaign_unit_id"])["code"]),
        (page.sums.themes, tables.theme_of),
    ):
        counted = {one.value: (one.figure.done, one.figure.total, one.figure.late) for one in found}
        assert counted == plain.shares(rows, key, today)
    ages = Counter(plain.age_of(row, today) for row in rows if row["state"] != "verified")
    assert {one.value: one.figure.total for one in page.sums.ages} == ages
    assert [row.commitment.pk for row in page.rows] == [row["id"] for row in rows][:50]
    assert [row.evidence for row in page.rows] == [tables.evidence_of(row) for row in rows][:50]
    assert [row.is_done for row in page.rows] == [row["state"] == "verified" for row in rows][:50]
    assert {one.pk for one in page.to_commit} == to_commit(tables, campaign)
    assert {one.pk for one in page.to_take_up} == to_take_up(tables, campaign)
    for filters, wanted in its_turn(choices(tables, rows), turn):
        chosen = board.chosen(campaign, account=account, at=life.at, filters=filters)
        assert list(chosen.values_list("pk", flat=True)) == [row["id"] for row in rows if wanted(row)], filters
        if filters in BOOKS:
            sheet = board.workbook_of(campaign, account=account, at=life.at, filters=filters)
            themes = {theme.code: theme.name for theme in campaign.rules.themes}
            assert lines(sheet) == [board_line(tables, row, themes) for row in rows if wanted(row)]


def choices(tables: Tables, rows: list[plain.Row]) -> list[tuple[board.Filters, Any]]:
    """The filters of the board, one by one, and what each asks for in plain words."""
    today, me = tables.today, tables.me
    units = {row["campaign_unit_id"] for row in rows}
    found: list[tuple[board.Filters, Any]] = [
        (board.Filters(), lambda row: True),
        (board.Filters(state="chua-xong"), lambda row: row["state"] != "verified"),
        (board.Filters(state="qua-han"), lambda row: plain.days_late(row, today) > 0),
        (board.Filters(state="cho-xac-nhan"), lambda row: row["state"] == "claimed"),
        (board.Filters(state="da-xong"), lambda row: row["state"] == "verified"),
        (board.Filters(mine="lam"), lambda row: row["owner_id"] == me),
        (board.Filters(mine="giam-sat"), tables.follows),
        (board.Filters(mine="1"), lambda row: row["owner_id"] == me or tables.follows(row)),
        (board.Filters(theme="causes"), lambda row: tables.theme_of(row) == "causes"),
    ]
    for name in ("chua", "tuan", "thang", "lau"):
        found.append((board.Filters(age=name), lambda row, name=name: is_of_age(row, name, tables)))
    for pk in units:
        code = tables.get(CampaignUnit, pk)["code"]
        found.append((board.Filters(unit=code), lambda row, pk=pk: row["campaign_unit_id"] == pk))
    return found


def is_of_age(row: plain.Row, name: str, tables: Tables) -> bool:
    return row["state"] != "verified" and plain.age_of(row, tables.today) == name


def lines(sheet: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()[1:]


def board_line(tables: Tables, row: plain.Row, themes: dict[str, str]) -> list[str]:
    late = plain.days_late(row, tables.today)
    return [
        row["code"],
        row["measure"],
        tables.get(CampaignUnit, row["campaign_unit_id"])["name"],
        tables.subject_name(tables.get(Subject, row["subject_id"])),
        themes.get(tables.theme_of(row), "không theo chủ đề"),
        tables.get(plain.Person, row["owner_id"])["name"],
        tables.get(plain.Person, row["supervisor_id"])["name"],
        f"{row['due_on']:%d/%m/%Y}",
        str(late) if late else "",
        str(CommitmentState(row["state"]).label),
        str(tables.evidence_of(row)),
    ]


def to_commit(tables: Tables, campaign: Campaign) -> set[int]:
    """Upheld, without a commitment or come back, nothing proposed; where the person makes commitments, not for oneself."""
    found = set()
    for issue in tables.all(Issue):
        subject, row = tables.get(Subject, issue["subject_id"]), None
        if issue["campaign_id"] != campaign.pk or issue["state"] != "upheld" or subject["person_id"] == tables.me:
            continue
        row = tables.register_row(issue)
        made = any(one["issue_id"] == issue["id"] for one in tables.all(Commitment))
        goes_on = any(one["earlier_id"] == row["id"] for one in tables.all(Shortcoming))
        asked = any(one["issue_id"] == issue["id"] and one["state"] == "waiting" for one in tables.all(Proposal))
        needs = not made or row["state"] == "relapsed"
        if needs and not goes_on and not asked and makes_commitments(tables, subject):
            found.add(issue["id"])
    return found


def makes_commitments(tables: Tables, subject: plain.Row) -> bool:
    if tables.who == plain.SECRETARY:
        return bool(tables.unit_of(subject)["code"] == plain.WARD)
    return tables.who == plain.OFFICER


def to_take_up(tables: Tables, campaign: Campaign) -> set[int]:
    taken = {row["immediate_id"] for row in tables.all(Commitment)}
    found = set()
    for action in tables.all(ImmediateAction):
        subject = tables.get(Subject, tables.get(plain.AgendaItem, action["item_id"])["subject_id"])
        if subject["campaign_id"] == campaign.pk and action["id"] not in taken and makes_commitments(tables, subject):
            found.add(action["id"])
    return found


# The register


def register_pages(tables: Tables, campaign: Campaign | None, account: Account, life: Life, turn: int | None) -> None:
    kept = plain.register(tables, campaign)
    found = register.register_of(campaign, account=account, at=life.at, filters=register.Filters(), number=None)
    assert found.rule.campaigns == plain.LONG
    assert as_counted(found.whole) == plain.sums(kept)
    for sums, key in ((found.units, unit_code), (found.subjects, bearer_code)):
        groups: dict[str, list[Kept]] = {}
        for one in kept:
            groups.setdefault(key(tables, one.row), []).append(one)
        assert {one.value: as_counted(one) for one in sums} == {code: plain.sums(rows) for code, rows in groups.items()}
    by_key = {one.row["id"]: one for one in kept}
    assert len(kept) <= register.PER_PAGE
    assert {row.shortcoming.pk for row in found.rows} == set(by_key)
    for row in found.rows:
        one = by_key[row.shortcoming.pk]
        assert (row.age, row.is_open, row.is_aged) == (one.age, one.is_open, one.is_aged), row.shortcoming.issue
    wanted = {
        "": by_key.values(),
        "chua-xong": [one for one in kept if one.is_open],
        "ton-tai-lau": [one for one in kept if one.is_aged],
        **{state: [one for one in kept if one.row["state"] == state] for state in ShortcomingState.values},
    }
    seen = register.register_of_account(account, campaign, life.day)
    for state, rows in its_turn(list(wanted.items()), turn):
        chosen = register.chosen(seen, register.Filters(state=state), found.rule)
        assert set(chosen.values_list("pk", flat=True)) == {one.row["id"] for one in rows}, state
        if state in ("", "ton-tai-lau"):
            filters = register.Filters(state=state)
            sheet = register.workbook_of(campaign, account=account, at=life.at, filters=filters)
            assert sorted(lines(sheet)) == sorted(register_line(tables, one) for one in rows), state


def as_counted(one: register.Sum) -> tuple[int, int, int, int]:
    return one.total, one.verified, one.unfinished, one.aged


def unit_code(tables: Tables, row: plain.Row) -> str:
    return str(tables.get(plain.Unit, row["unit_id"])["code"])


def bearer_code(tables: Tables, row: plain.Row) -> str:
    model, key = (plain.Person, row["person_id"]) if row["person_id"] else (plain.Collective, row["collective_id"])
    return str(tables.get(model, key)["code"])


def register_line(tables: Tables, one: Kept) -> list[str]:
    row, issue = one.row, tables.get(Issue, one.row["issue_id"])
    bearer = tables.get(plain.Person, row["person_id"]) if row["person_id"] else None
    earlier = tables.get(Shortcoming, row["earlier_id"]) if row["earlier_id"] else None
    is_seen = earlier is not None and tables.sees(tables.get(Issue, earlier["issue_id"]))
    before = tables.get(Campaign, tables.get(Issue, earlier["issue_id"])["campaign_id"]) if earlier else None
    relapses = [back for back in tables.all(Relapse) if back["shortcoming_id"] == row["id"]]
    return [
        issue["title"],
        (bearer or tables.get(plain.Collective, row["collective_id"]))["name"],
        tables.get(plain.Unit, row["unit_id"])["name"],
        tables.get(Campaign, issue["campaign_id"])["title"],
        f"{row['since']:%d/%m/%Y}",
        str(one.age),
        "có" if one.is_aged else "",
        str(ShortcomingState(row["state"]).label),
        f"{row['verified_on']:%d/%m/%Y}" if row["verified_on"] else "",
        tables.get(plain.Person, row["supervisor_id"])["name"] if row["supervisor_id"] else "",
        before["title"] if before and is_seen else "",
        "; ".join(f"{back['on']:%d/%m/%Y}: {back['reason']}" for back in relapses),
    ]


def states(tables: Tables) -> None:
    """The state in the register is that of its commitments; closing carries what is unfinished, and nothing else does."""
    for row in tables.all(Shortcoming):
        made = {one["state"] for one in tables.all(Commitment) if one["shortcoming_id"] == row["id"]}
        goes_on = any(one["earlier_id"] == row["id"] for one in tables.all(Shortcoming))
        if not made:
            allowed = {"open", "carried"}
        elif made == {"verified"}:
            allowed = {"verified", "relapsed"}
        elif made <= {"verified", "claimed"}:
            allowed = {"claimed", "carried", "relapsed"} if goes_on else {"claimed", "carried"}
        else:
            allowed = {"mending", "carried"}
        assert row["state"] in allowed, (row["state"], made)
        if plain.is_open(tables, row):
            assert tables.get(plain.Unit, row["unit_id"])["until"] is None, "its heir bears it"
        campaign = tables.get(Campaign, tables.get(Issue, row["issue_id"])["campaign_id"])
        if row["state"] == "carried":
            assert goes_on or campaign["state"] == "closed"
        assert (row["state"] == "verified") <= (row["verified_on"] is not None)


# Reminders, rates and what a campaign leaves


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


# What stands on the screen


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
