"""A small world for tests: every object reached its state through the real verbs.

`world()` is the usual start. Rooms add their own helpers below it; nothing here sets a state by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.test import Client

from tests.remembered import remembered
from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Role
from tusoi.foundation.directory.actions import (
    RollRow,
    SeatRow,
    add_person,
    enter_on_roll,
    found_unit,
    give_seats,
    set_up_collective,
)
from tusoi.foundation.directory.models import Collective, CollectiveKind, Level, Person, SeatRank, Status, Unit
from tusoi.foundation.kernel.clock import at_noon, move_office_day
from tusoi.foundation.rulebook.actions import freeze
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject, TierWindow
from tusoi.process.campaigns.rules import Window
from tusoi.process.dissemination import actions as dissemination
from tusoi.process.dissemination import actions_roll
from tusoi.process.dissemination.actions_attendance import check_in
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.states import Audience, OutKind
from tusoi.process.feedback import actions as rounds
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.rules import Counter
from tusoi.process.feedback.sheets import account_of_group, hand_out
from tusoi.process.feedback.slips import Answers, hand_in
from tusoi.process.feedback.slips import open_slips as team_opens

FOUNDED = date(2004, 1, 2)
OPENED = date(2012, 3, 20)
FROZEN = date(2012, 3, 26)
TODAY = date(2012, 7, 29)

# unit: code, name, short name, level, parent, is it a base organisation, how many on its own roll
UNITS = [
    ("quan", "Đảng bộ quận Mẫu", "Quận Mẫu", "district", None, False, 0),
    ("ban-to-chuc", "Chi bộ Ban Tổ chức Quận ủy", "Ban Tổ chức", "office", "quan", True, 6),
    ("van-phong", "Chi bộ Văn phòng Quận ủy", "Văn phòng", "office", "quan", True, 6),
    ("phuong-mot", "Đảng bộ phường Một", "Phường Một", "ward", "quan", True, 0),
    ("phuong-hai", "Đảng bộ phường Hai", "Phường Hai", "ward", "quan", True, 0),
    ("khu-vuc-1", "Chi bộ khu vực 1", "Khu vực 1", "cell", "phuong-mot", False, 6),
    ("khu-vuc-2", "Chi bộ khu vực 2", "Khu vực 2", "cell", "phuong-mot", False, 5),
    ("khu-vuc-3", "Chi bộ khu vực 3", "Khu vực 3", "cell", "phuong-hai", False, 5),
    ("khu-vuc-4", "Chi bộ khu vực 4", "Khu vực 4", "cell", "phuong-hai", False, 4),
]
LEVELS = [("district", "Quận", 1), ("office", "Cơ quan", 2), ("ward", "Phường", 2), ("cell", "Chi bộ", 3)]
GIVEN = ["An", "Ân", "Bình", "Cường", "Dũng", "Đào", "Giang", "Hà", "Hạnh", "Hòa", "Hương", "Khánh"]

# collective: code, unit, name, kind, seats as person codes
COLLECTIVES = [
    (
        "ban-thuong-vu", "quan", "Ban Thường vụ Quận ủy", CollectiveKind.STANDING_BOARD,
        ["dv-01", "dv-02", "dv-03", "dv-07", "dv-08"],
    ),
    ("lanh-dao-van-phong", "van-phong", "Lãnh đạo Văn phòng Quận ủy", CollectiveKind.LEADERSHIP, ["dv-08", "dv-09"]),
    ("dang-uy-mot", "phuong-mot", "Đảng ủy phường Một", CollectiveKind.EXECUTIVE_COMMITTEE, ["dv-13", "dv-14", "dv-15"]),
    ("dang-uy-hai", "phuong-hai", "Đảng ủy phường Hai", CollectiveKind.EXECUTIVE_COMMITTEE, ["dv-24", "dv-25", "dv-26"]),
]  # fmt: skip
WINDOWS = [
    Window("standing-board", date(2012, 8, 1), date(2012, 8, 31)),
    Window("committee-and-offices", date(2012, 8, 1), date(2012, 9, 30)),
    Window("base", date(2012, 10, 1), date(2012, 10, 31)),
]
# subject: code, unit, collective or person, tier, whose meeting decides
SUBJECTS = [
    ("btv", "quan", "ban-thuong-vu", "standing-board", "ban-thuong-vu"),
    ("btv-1", "quan", "dv-01", "standing-board", "ban-thuong-vu"),
    ("btv-2", "quan", "dv-02", "standing-board", "ban-thuong-vu"),
    ("btv-3", "quan", "dv-03", "standing-board", "ban-thuong-vu"),
    ("btv-4", "quan", "dv-07", "standing-board", "ban-thuong-vu"),
    ("btv-5", "quan", "dv-08", "standing-board", "ban-thuong-vu"),
    ("van-phong", "van-phong", "lanh-dao-van-phong", "committee-and-offices", "lanh-dao-van-phong"),
    ("phuong-mot", "phuong-mot", "dang-uy-mot", "base", "dang-uy-mot"),
    ("phuong-mot-1", "phuong-mot", "dv-13", "base", "dang-uy-mot"),
    ("phuong-mot-2", "phuong-mot", "dv-14", "base", "dang-uy-mot"),
    ("phuong-hai", "phuong-hai", "dang-uy-hai", "base", "dang-uy-hai"),
    ("phuong-hai-1", "phuong-hai", "dv-24", "base", "dang-uy-hai"),
]
# account: username, person, roles as (role, unit)
CAST: list[tuple[str, str | None, list[tuple[Role, str]]]] = [
    ("officer", "dv-04", [(Role.OFFICER, "quan")]),
    ("leader", "dv-01", [(Role.LEADER, "quan"), (Role.SECRETARY, "quan")]),
    ("secretary", "dv-13", [(Role.SECRETARY, "phuong-mot")]),
    ("secretary_two", "dv-24", [(Role.SECRETARY, "phuong-hai")]),
    ("board_member", "dv-02", [(Role.MEMBER, "van-phong")]),
    ("committee_member", "dv-14", [(Role.MEMBER, "khu-vuc-1")]),
    ("member", "dv-16", [(Role.MEMBER, "khu-vuc-1")]),
    ("viewer", "ngoai-01", [(Role.VIEWER, "quan")]),
    ("overseer", "dv-03", [(Role.MEMBER, "ban-to-chuc")]),
    ("supervisor", "dv-10", [(Role.MEMBER, "van-phong")]),
    ("administrator", None, [(Role.ADMINISTRATOR, "quan")]),
    ("counter_one", "dv-05", [(Role.MEMBER, "ban-to-chuc")]),
    ("counter_two", "dv-11", [(Role.MEMBER, "van-phong")]),
    ("stranger", "ngoai-02", []),
]


@dataclass(frozen=True)
class World:
    """The tree, the people and the accounts by their codes; the campaign is open and its subjects are named.

    `accounts` has officer, leader (head of the board, also its secretary), secretary (of phuong-mot), secretary_two (of
    phuong-hai), board_member, committee_member (of phuong-mot), member (of khu-vuc-1), viewer, overseer (on the board),
    supervisor, administrator, counter_one and counter_two (of two offices, nobody's subject), stranger (no role, no roll).
    """

    units: dict[str, Unit]
    people: dict[str, Person]
    collectives: dict[str, Collective]
    accounts: dict[str, Account]
    campaign: Campaign
    tiers: dict[str, TierWindow]
    subjects: dict[str, Subject]

    def __getattr__(self, name: str) -> Account:
        """`world.officer` is `world.accounts["officer"]`."""
        try:
            return self.__dict__["accounts"][name]  # type: ignore[no-any-return]
        except KeyError as error:
            raise AttributeError(name) from error

    def unit(self, code: str) -> CampaignUnit:
        """The campaign's copy of a unit."""
        return CampaignUnit.objects.select_related("unit", "campaign").get(campaign=self.campaign, code=code)


def signed_in(account: Account) -> Client:
    """A browser of this account."""
    client = Client()
    client.force_login(account)
    return client


def go_to(day: date) -> datetime:
    """Move the office's day, which pages go by. Returns its noon, for verbs."""
    move_office_day(day)
    return at_noon(day)


def world(*, today: date = TODAY) -> World:
    """A district with two offices and two wards of two cells each, 32 people, a board of five, an open campaign."""
    home = _world()
    go_to(today)
    return home


@remembered
def _world() -> World:
    units = _tree()
    people = _people(units)
    collectives = _collectives(units, people)
    accounts = _accounts(units, people)
    at = at_noon(OPENED)
    officer = accounts["officer"]
    campaign = campaigns.create(
        code="nq-tw4",
        title="Kiểm điểm, tự phê bình và phê bình",
        unit=units["quan"],
        procedure_code="nq-tw4-2012",
        starts_on=date(2012, 3, 1),
        ends_on=date(2012, 12, 31),
        sample_notice="Dữ liệu minh họa, không có thật",
        by=officer,
        at=at,
    )
    tiers = {tier.code: tier for tier in campaigns.set_windows(campaign, WINDOWS, by=officer, at=at)}
    campaigns.open_campaign(campaign, by=officer, at=at)
    add = partial(campaigns.add_subject, campaign, by=officer, at=at)
    subjects = {
        code: add(
            code=code,
            unit=units[unit],
            collective=collectives.get(who),
            person=people.get(who),
            tier=tiers[tier],
            decided_by=collectives[decided_by],
            order=order,
        )
        for order, (code, unit, who, tier, decided_by) in enumerate(SUBJECTS, start=1)
    }
    return World(units, people, collectives, accounts, campaign, tiers, subjects)


def draft_campaign(home: World, code: str = "du-thao") -> Campaign:
    """A second campaign of the district, planned by the officer and not opened yet."""
    return campaigns.create(
        code=code,
        title="Đợt còn là dự thảo",
        unit=home.units["quan"],
        procedure_code="nq-tw4-2012",
        starts_on=date(2013, 1, 2),
        ends_on=date(2013, 12, 31),
        by=home.officer,
        at=at_noon(OPENED),
    )


def _tree() -> dict[str, Unit]:
    levels = {
        code: Level.objects.get_or_create(code=code, defaults={"name": name, "rank": rank})[0]
        for code, name, rank in LEVELS
    }
    units: dict[str, Unit] = {}
    for code, name, short_name, level, parent, is_base, _people_count in UNITS:
        units[code] = found_unit(
            code=code,
            name=name,
            short_name=short_name,
            level=levels[level],
            parent=units[parent] if parent else None,
            is_base=is_base,
            since=FOUNDED,
        )
    return units


def _people(units: dict[str, Unit]) -> dict[str, Person]:
    homes = [units[code] for code, *_rest, count in UNITS for _seat in range(count)]
    rows = [
        RollRow(
            code=f"dv-{number:02d}",
            name=f"Trần Thử {GIVEN[number % len(GIVEN)]} {GIVEN[number // len(GIVEN)]}",
            unit=home,
            since=FOUNDED,
            status=Status.EXCUSED if number == 23 else Status.FULL,
            birth_year=1950 + number,
        )
        for number, home in enumerate(homes, start=1)
    ]
    people = enter_on_roll(rows)
    for number in (1, 2):
        code = f"ngoai-{number:02d}"
        people[code] = add_person(code=code, name=f"Lê Ngoài {GIVEN[number]}")
    return people


def _collectives(units: dict[str, Unit], people: dict[str, Person]) -> dict[str, Collective]:
    found: dict[str, Collective] = {}
    for code, unit, name, kind, seats in COLLECTIVES:
        found[code] = set_up_collective(unit=units[unit], code=code, name=name, kind=kind)
        ranks = [SeatRank.HEAD, SeatRank.DEPUTY] + [SeatRank.MEMBER] * len(seats)
        words = ["Bí thư", "Phó Bí thư"] + [f"Ủy viên số {number}" for number in range(3, len(seats) + 1)]
        give_seats(
            SeatRow(found[code], people[person], words[place], ranks[place], place + 1, FOUNDED)
            for place, person in enumerate(seats)
        )
    return found


def _accounts(units: dict[str, Unit], people: dict[str, Person]) -> dict[str, Account]:
    accounts: dict[str, Account] = {}
    for username, person, roles in CAST:
        account = open_account(username=username, person=people[person] if person else None)
        for role, unit in roles:
            give_role(account, role, unit=units[unit], since=FOUNDED, by=None, at=at_noon(FOUNDED))
        accounts[username] = account
    return accounts


def freeze_roll(home: World) -> int:
    """Fix who must be reached: 31 of the 32 (one is excused and left out); people of the two offices are key cadres."""
    cadres = [f"dv-{number:02d}" for number in range(1, 13)]
    return actions_roll.freeze_roll(
        home.campaign,
        cadres,
        left_out=[actions_roll.LeftOut("dv-23", OutKind.EXCUSED, "Quyết định số 7")],
        by=home.officer,
        at=at_noon(FROZEN),
    )


def held_class(home: World, people: list[str], *, unit: str = "phuong-mot", day: date = date(2012, 4, 5)) -> StudyClass:
    """A class of a unit that these people (by code) attended; not yet closed."""
    at = at_noon(day)
    study_class = dissemination.plan_class(
        home.campaign,
        code=f"lop-{unit}-{day:%d%m}",
        organiser=home.unit(unit),
        audience=Audience.MEMBERS,
        title="Lớp quán triệt nghị quyết",
        place="Hội trường",
        held_on=day,
        by=home.officer,
        at=at,
    )
    check_in(study_class, [home.people[code] for code in people], by=home.officer, at=at)
    return study_class


PASSPHRASES = {"counter_one": "sông Hậu mùa nước nổi", "counter_two": "cầu Trà Nóc buổi sáng"}
ROUND_OPENS, ROUND_CLOSES = date(2012, 6, 1), date(2012, 7, 20)


def prepared_round(
    home: World,
    *,
    code: str = "dot-1",
    subjects: Sequence[str] = ("btv", "btv-1", "btv-2"),
    individuals: int = 12,
) -> Round:
    """A round of the district about the board: three groups invited (3 organisations, 12 and 3 people), the team named."""
    at, officer = at_noon(date(2012, 5, 20)), home.officer
    round = rounds.prepare(
        home.campaign,
        code=code,
        title="Góp ý cho Ban Thường vụ",
        unit=home.unit("quan"),
        subjects=[home.subjects[code] for code in subjects],
        opens_on=ROUND_OPENS,
        closes_on=ROUND_CLOSES,
        by=officer,
        at=at,
    )
    names = {
        "organisations": ["Mặt trận quận", "Liên đoàn Lao động", "Hội Nông dân"],
        "individuals": [f"Người góp ý {number}" for number in range(individuals)],
        "retired": [f"Cán bộ nghỉ hưu {number}" for number in range(3)],
    }
    for code, invited in names.items():
        rounds.invite(round.groups.get(code=code), invited, by=officer, at=at)
    team = [Counter(home.counter_one, home.units["ban-to-chuc"]), Counter(home.counter_two, home.units["van-phong"])]
    rounds.name_team(round, team, by=officer, at=at)
    return round


def open_round(
    home: World,
    *,
    code: str = "dot-1",
    subjects: Sequence[str] = ("btv", "btv-1", "btv-2"),
    individuals: int = 12,
) -> Round:
    """The prepared round, taking slips since ROUND_OPENS."""
    round = prepared_round(home, code=code, subjects=subjects, individuals=individuals)
    at = at_noon(ROUND_OPENS)
    for username, passphrase in PASSPHRASES.items():
        rounds.set_passphrase(round, passphrase, by=home.accounts[username], at=at)
    rounds.open_round(round, by=home.officer, at=at)
    return round


def hand_in_slips(round: Round, group: str, slips: Sequence[Answers], *, day: date = ROUND_OPENS) -> list[str]:
    """Print as many sheets of a group and hand in a slip with each. Returns the receipts."""
    target = round.groups.get(code=group)
    count = None if target.is_attributed else len(slips)
    sheets = rounds.print_slips(target, count=count, by=None, at=at_noon(day))
    return [
        hand_in(code, nonce=f"nonce-of-form-{code}", answers=answers, at=at_noon(day))
        for (code, _label), answers in zip(sheets, slips, strict=False)
    ]


def hand_out_the_rest(home: World, round: Round) -> None:
    """Nothing is left in the drawer, so that the round can be closed."""
    for group in round.groups.all().invited():
        if rest := account_of_group(group).rest:
            hand_out(group, rest, by=home.officer, at=at_noon(round.closes_on))


def open_slips(home: World, round: Round, *, day: date = TODAY) -> None:
    """Close the round after its last day, every sheet handed out, and let both members of the team open it."""
    hand_out_the_rest(home, round)
    rounds.close(round, by=home.officer, at=at_noon(day))
    for username, passphrase in PASSPHRASES.items():
        team_opens(round, passphrase, by=home.accounts[username], at=at_noon(day))


def follow(campaign: Campaign, **changes) -> None:
    """As if the procedure's file had said so before it was frozen."""
    content = campaign.rules.model_dump(mode="json") | changes
    campaign.frozen = freeze(Procedure.model_validate(content))
    campaign.save()


def set_mode(campaign: Campaign, gate: str, mode: str) -> None:
    """The gate warns, is off or holds, as if the procedure's file had said so."""
    gates = campaign.rules.model_dump(mode="json")["gates"]
    gates[gate]["mode"] = mode
    follow(campaign, gates=gates)
