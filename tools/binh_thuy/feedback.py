"""The round of slips with its triage, and the suggestions from above."""

from dataclasses import dataclass
from datetime import date

from tools.binh_thuy import words
from tools.binh_thuy.places import BASES, WARDS
from tools.binh_thuy.plan import Subject
from tools.binh_thuy.roll import Roll
from tools.binh_thuy.world import NOTICE, World

OPENS, CLOSES = date(2012, 7, 10), date(2012, 8, 3)
ANSWERED = date(2012, 7, 28)  # organisations have answered by the day on which the demo begins
TRIAGED = date(2012, 8, 8)
RETURNED = {"organisations": 30, "individuals": 64, "retired": 34}
INVITED = {"organisations": 36, "individuals": 80, "retired": 45}

ROUND = f"""# {NOTICE}
code = "gop-y-btv"
title = "Lấy ý kiến góp ý với tập thể và 11 ủy viên Ban Thường vụ Quận ủy"
opens_on = {OPENS}
closes_on = {CLOSES}
opened_on = 2012-08-06
triaged_on = {TRIAGED}
announced_on = 2012-08-31
threshold = 5
subjects = "{{subjects}}"
by = "can-bo-to-chuc"
"""


@dataclass(frozen=True)
class Issue:
    """An issue as the reports, meetings and commitments need it."""

    code: str
    subject: Subject
    title: str
    put_on: date
    origin: str


def round_toml(subjects: list[Subject]) -> str:
    return ROUND.replace("{subjects}", ";".join(one.code for one in subjects if one.tier == "standing-board"))


def make_feedback(world: World, roll: Roll, subjects: list[Subject]) -> list[Issue]:
    board = {one.code: one for one in subjects if one.tier == "standing-board"}
    for code, name, attributed in [
        ("organisations", "Tổ chức liên quan", True),
        ("individuals", "Cá nhân liên quan", False),
        ("retired", "Nguyên cấp ủy viên, thủ trưởng đã nghỉ hưu", False),
    ]:
        world.add("groups.csv", code=code, name=name, attributed=attributed)
    _invitations(world)
    for office in ("uy-ban-kiem-tra", "van-phong-quan-uy"):
        world.add("counting_team.csv", username=f"mo-phieu-{office}", agency=office)
    issues = _board_issues(world, board)
    _slips(world, board)
    return issues + _suggestions(world, roll, subjects)


def _invitations(world: World) -> None:
    for number, base in enumerate(BASES, start=1):
        world.add("invitations.csv", code=f"tc-{number:02d}", group="organisations", name=base.name, channel="paper")
    assert len(BASES) == INVITED["organisations"]
    for group, mark, called in [
        ("individuals", "cn", "Cá nhân được mời số"),
        ("retired", "nh", "Người nghỉ hưu được mời số"),
    ]:
        for number in range(1, INVITED[group] + 1):
            channel = "paper" if group == "retired" or number % 3 else "link"
            world.add(
                "invitations.csv", code=f"{mark}-{number:02d}", group=group, name=f"{called} {number}", channel=channel
            )


def _board_issues(world: World, board: dict[str, Subject]) -> list[Issue]:
    made = []
    rows = [(code, "btv", theme, title) for code, theme, title, _said in words.BOARD_ISSUES]
    rows += [(f"vd-uv-{n:02d}", f"uv-{n:02d}", theme, title) for n, theme, title, _said in words.PERSON_ISSUES]
    put = date(2012, 8, 9)
    for code, subject, theme, title in rows:
        world.add(
            "issues.csv",
            code=code,
            subject=subject,
            origin="comments",
            theme=theme,
            title=title,
            text="",
            put_on=put,
            by="can-bo-to-chuc",
        )
        made.append(Issue(code, board[subject], title, put, "comments"))
    return made


def _slips(world: World, board: dict[str, Subject]) -> None:
    """Everybody writes about the collective, and about one or two of its members."""
    said: dict[str, list[tuple[str, str]]] = {"btv": []}
    for code, _theme, _title, texts in words.BOARD_ISSUES:
        said["btv"] += [(code, text) for text in texts]
    for number, _theme, _title, texts in words.PERSON_ISSUES:
        said[f"uv-{number:02d}"] = [(f"vd-uv-{number:02d}", text) for text in texts]
    number = 0
    for group, count in RETURNED.items():
        senders = world.chance.sample(range(1, INVITED[group] + 1), count)
        for sender in senders:
            number += 1
            slip = f"p-{number:03d}"
            common = {
                "slip": slip,
                "group": group,
                "invitation": f"tc-{sender:02d}" if group == "organisations" else "",
                "on": world.day(OPENS, ANSWERED if group == "organisations" else CLOSES),
            }
            about = ["btv", *world.chance.sample(sorted(set(board) - {"btv"}), world.chance.randint(1, 2))]
            for subject in about:
                _one(world, common, subject, said)


def _one(world: World, common: dict[str, object], subject: str, said: dict[str, list[tuple[str, str]]]) -> None:
    def put(box: str, text: str, outcome: str, issue: str = "", reason: str = "") -> None:
        world.add("slips.csv", **common, subject=subject, box=box, text=text)
        world.add(
            "triage.csv", slip=common["slip"], subject=subject, box=box, outcome=outcome, issue=issue, reason=reason
        )

    dice = world.chance.random()
    if subject == "btv" and dice < 0.06:
        text, reason = world.chance.choice(words.SET_ASIDE)
        put("proposal", text, "set_aside", reason=reason)
        return
    if subject in said and dice < 0.75:
        issue, text = world.chance.choice(said[subject])
        put("proposal" if text.startswith(("Mong", "Nên")) else "shortcoming", text, "issue", issue)
    if subject not in said or dice > 0.45:
        pool = words.BOARD_STRENGTHS if subject == "btv" else words.PERSON_STRENGTHS
        put("strength", world.chance.choice(pool), "strength")


def _suggestions(world: World, roll: Roll, subjects: list[Subject]) -> list[Issue]:
    """38 sets; each subject gets points that fit its work; the overseer is a member of the standing board."""
    made: list[Issue] = []
    chosen = [one for one in subjects if one.base and one.base.suggested]
    assert len(chosen) == 38
    for place, subject in enumerate(chosen):
        assert subject.base
        early = subject.base.code == "long-tuyen" or place % 3 == 0
        issued = date(2012, 7, 27) if early else date(2012, 8, 13)
        world.add(
            "suggested.csv",
            subject=subject.code,
            overseer=overseer_of(roll, subject.base.code),
            drafted_on=date(2012, 7, 16) if early else date(2012, 7, 25),
            approved_on=date(2012, 7, 26) if early else date(2012, 8, 10),
            issued_on=issued,
            answer_by=date(2012, 9, 28),
        )
        for number, (theme, title, text, grounds) in enumerate(_points(world, subject, place), start=1):
            code = f"gy-{subject.code}-{number}"
            world.add(
                "suggestions.csv",
                subject=subject.code,
                issue=code,
                theme=theme,
                title=title,
                text=text,
                grounds=grounds,
            )
            made.append(Issue(code, subject, title, issued, "suggestion"))
    return made


def _points(world: World, subject: Subject, place: int) -> list[tuple[str, str, str, str]]:
    assert subject.base
    if not subject.is_collective:
        first = place % len(words.PERSON_POINTS)
        picked = [words.PERSON_POINTS[first]]
        if place % 4 == 1:
            picked.append(words.PERSON_POINTS[(first + 3) % len(words.PERSON_POINTS)])
        return picked
    pool = words.POINTS[subject.base.kind]
    if subject.base.kind != "ward":
        return pool
    by_theme: dict[str, list[tuple[str, str, str, str]]] = {}
    for point in pool:
        by_theme.setdefault(point[0], []).append(point)
    picked = [world.chance.choice(points) for points in by_theme.values()]
    return picked if WARDS.index(subject.base) % 2 == 0 else picked[:2]


def overseer_of(roll: Roll, base: str) -> str:
    """One of the board for each base organisation, in turn; the two at its head keep the whole in view."""
    codes = [one.code for one in BASES]
    if base == "long-tuyen":
        return roll.board[4]
    return roll.board[2 + codes.index(base) % (len(roll.board) - 2)]
