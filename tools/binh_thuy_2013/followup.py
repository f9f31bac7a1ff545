"""Commitments of the second campaign, and what becomes of those that the first one left."""

from datetime import date, timedelta

from tools.binh_thuy import words
from tools.binh_thuy.followup import AGENCIES
from tools.binh_thuy.world import weekday
from tools.binh_thuy_2013.year import BACK_AGAIN, CLOSED, DONE_LATE, Point, Year

# How it goes, in turn; what is still there a second time is not mended in time either.
COURSE = ["on_time", "late", "on_time", "moved", "nothing", "claimed"]
VERDICT = "Đã xem minh chứng tại đơn vị, đạt như cam kết."


def make_followup(year: Year) -> None:
    supervisors = {row.agency: row.supervisor for row in year.before.commitments}
    for number, point in enumerate(year.upheld, start=1):
        course = COURSE[number % len(COURSE)]
        if point.earlier is not None:
            course = "nothing" if point.earlier.code not in BACK_AGAIN[:1] else "moved"
        _commitment(year, number, point, course, supervisors)
    _of_the_first(year)


def _commitment(year: Year, number: int, point: Point, course: str, supervisors: dict[str, str]) -> None:
    world, code, agency = year.world, f"ck13-{number:02d}", AGENCIES[number % len(AGENCIES)]
    subject = next(one for one in year.subjects if one.code == point.subject)
    made = weekday(year.held[subject.decided_by][1] + timedelta(days=5))
    due = weekday(made + timedelta(days=world.chance.choice([60, 75, 90])))
    measure, shows = world.chance.choice(words.WORK)
    claimed, verified = _days(year, course, due)
    seats, by = year.seats[subject.decided_by], f"giam-sat-{agency}"
    world.add(
        "commitments.csv",
        code=code,
        issue=point.code,
        owner=subject.person or seats[number % 2],
        measure=measure,
        shows=shows,
        due_on=due,
        supervisor=supervisors[agency],
        agency=agency,
        made_on=made,
        claimed_on=claimed,
        verified_on=verified,
        verdict=VERDICT if verified else "",
    )
    if claimed:
        _evidence(year, code, claimed, year.accounts[subject.person or seats[0]])
    if course == "moved":
        moved = {"reason": "Mẫu sổ mới ban hành giữa kỳ, phải lập lại từ đầu.", "on": due - timedelta(days=5), "by": by}
        world.add("postponements.csv", commitment=code, due_on=due + timedelta(days=45), **moved)
    if course in {"late", "nothing"}:
        for on, text in ((due - timedelta(days=3), words.REMINDER[0]), (due + timedelta(days=2), words.REMINDER[1])):
            world.add("reminders.csv", commitment=code, kind="reminder", on=on, text=text, by=by)
    if course == "late":
        world.add("reminders.csv", commitment=code, kind="help", on=due + timedelta(days=4), text=words.HELP, by=by)


def _days(year: Year, course: str, due: date) -> tuple[date | None, date | None]:
    late = {"late": 14, "moved": 38, "on_time": -9, "claimed": -6}
    if course == "nothing":
        return None, None
    claimed = weekday(due + timedelta(days=late[course]))
    verified = weekday(claimed + timedelta(days=year.world.chance.randint(2, 8)))
    assert verified <= CLOSED, "the campaign is over"
    return claimed, None if course == "claimed" else verified


def _evidence(year: Year, commitment: str, on: date, by: str) -> None:
    note = year.world.chance.choice(words.EVIDENCE)
    year.world.add("evidence.csv", commitment=commitment, note=note, document_number="", on=on, by=by)


def _of_the_first(year: Year) -> None:
    """Verified after the second meeting: nothing ends because a year ends. One is put off to another day."""
    of = year.before.issue_subject
    for place, code in enumerate(DONE_LATE):
        commitment = year.commitment(code)
        subject = year.before.subject[of[commitment.issue]]
        by = year.by(subject)
        claimed = None if commitment.claimed_on else date(2014, 2, 10)
        verified = weekday(date(2014, 2, 17) + timedelta(days=place))
        year.world.add(
            "finished.csv", commitment=code, claimed_on=claimed, verified_on=verified, verdict=VERDICT, by=by
        )
        if claimed:
            _evidence(year, code, claimed, by)
    year.world.add(
        "postponements.csv",
        commitment="ck-054",
        due_on=date(2014, 3, 31),
        reason="Người theo dõi chuyển công tác, giao lại từ đầu.",
        on=date(2013, 9, 9),
        by="giam-sat-ban-tuyen-giao",
    )
