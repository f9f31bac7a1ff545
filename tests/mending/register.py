"""The register of shortcomings, of a campaign and across campaigns, against the plain recount."""

from tests.mending import plain
from tests.mending.acts import Life
from tests.mending.plain import Kept, Tables, its_turn, lines
from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.models import Campaign
from tusoi.process.issues import presenters_register as register
from tusoi.process.issues.models import Issue, Relapse, Shortcoming
from tusoi.process.issues.states import ShortcomingState
from tusoi.process.supervision.models import Commitment


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
