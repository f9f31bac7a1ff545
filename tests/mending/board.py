"""The boards of follow-through, their filters and their workbook, against the plain recount."""

from collections import Counter
from typing import Any

from tests.mending import plain
from tests.mending.acts import Life
from tests.mending.plain import Tables, its_turn, lines
from tusoi.foundation.access.models import Account
from tusoi.foundation.tally.figures import Figure
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.reviews.models import ImmediateAction
from tusoi.process.supervision import presenters_board as board
from tusoi.process.supervision.models import Commitment, Proposal
from tusoi.process.supervision.states import CommitmentState

BOOKS = (board.Filters(), board.Filters(state="qua-han"))


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
