"""Commitments, evidence, reminders: most verified, some late, not all."""

from datetime import date, timedelta

from tools.binh_thuy import words
from tools.binh_thuy.feedback import Issue
from tools.binh_thuy.roll import Roll, supervisor
from tools.binh_thuy.world import World, weekday

AGENCIES = ["uy-ban-kiem-tra", "ban-to-chuc", "ban-tuyen-giao", "ban-dan-van"]
# How it goes, in turn: on time, or late, or claimed and waiting, or nothing yet.
COURSE = [
    "on_time",
    "on_time",
    "on_time",
    "late",
    "on_time",
    "on_time",
    "claimed",
    "on_time",
    "late",
    "on_time",
    "nothing",
]


def make_followup(world: World, roll: Roll, upheld: list[tuple[Issue, date]]) -> None:
    for number, (issue, concluded) in enumerate(upheld, start=1):
        made = weekday(concluded + timedelta(days=5))
        course = COURSE[number % len(COURSE)]
        due = weekday(made + timedelta(days=world.chance.choice([45, 60, 90, 120])))
        agency = AGENCIES[number % len(AGENCIES)]
        seats = roll.seats[issue.subject.collective]
        measure, shows = world.chance.choice(words.WORK)
        claimed, verified = _course(world, course, due)
        code = f"ck-{number:03d}"
        world.add(
            "commitments.csv",
            code=code,
            issue=issue.code,
            owner=issue.subject.person or seats[number % 2],
            measure=measure,
            shows=shows,
            due_on=due,
            supervisor=supervisor(roll, agency),
            agency=agency,
            made_on=made,
            claimed_on=claimed,
            verified_on=verified,
            verdict="Đã xem minh chứng tại đơn vị, đạt như cam kết." if verified else "",
        )
        owner = roll.account[issue.subject.person or seats[0]]
        if claimed:
            for piece in range(world.chance.choice([1, 1, 2])):
                world.add(
                    "evidence.csv",
                    commitment=code,
                    note=world.chance.choice(words.EVIDENCE),
                    document_number=f"MH{number:02d}-BC/{piece + 1}" if piece == 0 else "",
                    on=claimed - timedelta(days=piece),
                    by=owner,
                )
        _remind(world, code, course, due, made, f"giam-sat-{agency}")


def _course(world: World, course: str, due: date) -> tuple[date | None, date | None]:
    if course == "nothing":
        return None, None
    if course == "late":
        claimed = weekday(due + timedelta(days=world.chance.randint(8, 25)))
    else:
        claimed = weekday(due - timedelta(days=world.chance.randint(4, 20)))
    return claimed, None if course == "claimed" else weekday(claimed + timedelta(days=world.chance.randint(2, 9)))


def _remind(world: World, code: str, course: str, due: date, made: date, by: str) -> None:
    if course in {"late", "nothing"}:
        world.add(
            "reminders.csv", commitment=code, kind="reminder", on=due - timedelta(days=3), text=words.REMINDER[0], by=by
        )
        world.add(
            "reminders.csv", commitment=code, kind="reminder", on=due + timedelta(days=1), text=words.REMINDER[1], by=by
        )
    if course == "late":
        world.add("reminders.csv", commitment=code, kind="help", on=due + timedelta(days=3), text=words.HELP, by=by)
