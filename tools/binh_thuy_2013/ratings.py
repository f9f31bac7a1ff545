"""Levels that are claimed and decided, and the paper ballot of every meeting."""

from datetime import date, timedelta

from tools.binh_thuy_2013.year import BACK_AGAIN, OFFICER, Year

from tusoi.web.demo.package.rows import SubjectRow

KIND = "quality"
DECIDED = {"base": date(2014, 1, 6), "committee-and-offices": date(2014, 1, 8), "standing-board": date(2014, 1, 10)}
EXCELLENT = ("cu-long-tuyen", "ld-van-phong-quan-uy", "cu-phong-kinh-te")


def make_ratings(year: Year) -> None:
    back = {year.before.issue_subject[year.commitment(code).issue] for code in BACK_AGAIN}
    submitted = {row["subject"]: row["submitted_on"] for row in year.world.rows["reports.csv"]}
    levels = {one.code: _level(one, back) for one in year.subjects}
    for subject in year.subjects:
        on = submitted[subject.code]
        assert isinstance(on, date)
        _rating(year, subject, "self", levels[subject.code], body="", on=on - timedelta(days=1), by=year.by(subject))
    for tier, on in DECIDED.items():
        for subject in year.subjects:
            if subject.tier == tier:
                body = "Cấp có thẩm quyền" if tier == "standing-board" else "Ban Thường vụ Quận ủy"
                _rating(year, subject, "decision", levels[subject.code], body=body, on=on, by=OFFICER)
    for collective, meeting in year.meeting.items():
        _count(year, collective, meeting, levels)


def _level(subject: SubjectRow, back: set[str]) -> str:
    if subject.code in EXCELLENT:
        return "excellent"
    return "done" if subject.code in back else "good"


def _rating(year: Year, subject: SubjectRow, stage: str, level: str, *, body: str, on: date, by: str) -> None:
    year.world.add("ratings.csv", subject=subject.code, kind=KIND, stage=stage, level=level, body=body, on=on, by=by)


def _team(year: Year, collective: str) -> list[str]:
    """Three who are not on the ballot: of the collective, and where it is small of the unit."""
    own = {one.person for one in year.subjects if one.decided_by == collective}
    if collective == "btv-quan-uy":
        names = ("mo-phieu-uy-ban-kiem-tra", "mo-phieu-van-phong-quan-uy", "giam-sat-ban-to-chuc")
        return [year.before.person_of[name] for name in names]
    away = {row["person"] for row in year.world.rows["absences.csv"]}
    free = [one for one in year.seats[collective][1:] if one not in own | away]
    unit = next(row.unit for row in year.before.collectives if row.code == collective)
    seated = set(year.seats[collective])
    plain = [row.code for row in year.before.people if row.unit == unit and row.code not in seated]
    return (free + plain)[:3]


def _count(year: Year, collective: str, meeting: str, levels: dict[str, str]) -> None:
    world, team = year.world, _team(year, collective)
    away = sum(1 for row in world.rows["absences.csv"] if row["meeting"] == meeting)
    issued = len(year.seats[collective]) - away
    invalid = 1 if issued > 6 and world.chance.random() < 0.3 else 0
    valid = issued - invalid
    world.add(
        "counts.csv",
        meeting=meeting,
        stage="proposal",
        head=team[0],
        team=";".join(team),
        issued=issued,
        collected=issued,
        not_returned=0,
        valid=valid,
        invalid=invalid,
    )
    for subject in year.subjects:
        if subject.decided_by == collective:
            level = levels[subject.code]
            other = "good" if level != "good" else "done"
            few = world.chance.randint(0, valid // 4)
            for code, votes in ((level, valid - few), (other, few)):
                world.add("votes.csv", meeting=meeting, subject=subject.code, kind=KIND, level=code, votes=votes)
