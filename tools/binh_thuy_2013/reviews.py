"""What is put to whom, reports with their section III, meetings, conclusions."""

from datetime import date, timedelta

from tools.binh_thuy import words
from tools.binh_thuy.places import BASES
from tools.binh_thuy.world import weekday
from tools.binh_thuy_2013 import words as later
from tools.binh_thuy_2013.year import (
    BACK_AGAIN,
    LEADER,
    NOT_UPHELD,
    OFFICER,
    OVERRIDDEN,
    RETURNED,
    STILL_THERE,
    Point,
    Year,
)

from tusoi.web.demo.package.rows import SubjectRow

OWN_REPORT = {"bch": "Nghị quyết quý gửi cơ sở chậm", "ld-ban-dan-van": "Sổ giao ban ghi chưa liền tháng", "cu-hoi-phu-nu": "Lịch sinh hoạt báo muộn"}  # fmt: skip
AT_MEETING = {"cu-doan-thanh-nien": "Giấy mời họp gửi sát ngày", "ld-phong-tu-phap": "Phụ lục báo cáo chưa đánh số"}
SAYS = {
    True: ("fixed", "Đã làm xong theo cam kết, đã gửi minh chứng; đang chờ người giám sát xác nhận."),
    False: ("mending", "Đã lập sổ theo dõi nhưng chưa đều; còn vướng người theo dõi, sẽ xong trong quý sau."),
}
NOT_YET = ("not_yet", "Chưa làm được như đã hứa; nhận trách nhiệm, xin hẹn lại ngày và giao một người theo dõi riêng.")


class Reviews:
    """Walks over the collectives in the order of their meetings."""

    def __init__(self, year: Year) -> None:
        self.year, self.world, self.chance = year, year.world, year.world.chance

    def make(self) -> None:
        self._calendar()
        self._points()
        for place, subject in enumerate(self.year.subjects):
            self._report(place, subject)
        for number, collective in enumerate(self.year.held, start=1):
            self._meeting(f"hn13-{number:02d}", collective)

    def _calendar(self) -> None:
        held = self.year.held
        held["btv-quan-uy"] = (date(2013, 10, 21), date(2013, 10, 22))
        for place, base in enumerate(one for one in BASES if one.kind == "office"):
            day = weekday(date(2013, 10, 28) + timedelta(days=place))
            held[base.committee] = (day, day)
        held["bch-quan-uy"] = (date(2013, 11, 12), date(2013, 11, 13))
        for place, base in enumerate(one for one in BASES if one.kind != "office"):
            day = weekday(date(2013, 11, 20) + timedelta(days=place))
            held[base.committee] = (day, day)

    # -- what is put

    def _points(self) -> None:
        for code in (*BACK_AGAIN, *STILL_THERE, NOT_UPHELD):
            self._again(code)
        wards = [one for one in self.year.subjects if (base := self.year.base(one)) and base.kind == "ward"]
        for place, subject in enumerate(wards):
            if subject.collective or place % 3 == 1:
                self._suggest(subject, place)
        for code, title in OWN_REPORT.items():
            self._issue(code, f"tn13-{code}", title, origin="own_report", on=self._submitted(code) - timedelta(days=3))
        for code, title in AT_MEETING.items():
            self._issue(code, f"hn13-{code}", title, origin="meeting", on=self.year.held[self._of(code).decided_by][0])

    def _of(self, code: str) -> SubjectRow:
        return next(one for one in self.year.subjects if one.code == code)

    def _submitted(self, code: str) -> date:
        """A week before the meeting; earlier where the report comes back once."""
        return self.year.held[self._of(code).decided_by][0] - timedelta(days=14 if code in RETURNED else 7)

    def _again(self, code: str) -> None:
        """A shortcoming of the first campaign is put to its subject again."""
        commitment = self.year.commitment(code)
        subject = self.year.before.issue_subject[commitment.issue]
        title = self.year.title_of(commitment.issue)
        on = self._submitted(subject) - timedelta(days=10)
        made = self._issue(subject, f"nl13-{code}", title, origin="earlier", on=on, by=LEADER)
        made.earlier = commitment
        self.world.add("goes_on.csv", issue=made.code, earlier=commitment.issue)

    def _suggest(self, subject: SubjectRow, place: int) -> None:
        pool = words.PERSON_POINTS if subject.person else words.POINTS["ward"]
        titles = {point.title for point in self.year.points.get(subject.code, [])}
        titles |= {self.year.title_of(row.issue) for row in self.year.earlier_of(subject)}
        point = next(one for one in pool[place % len(pool) :] + pool if one[1] not in titles)
        theme, title, text, grounds = (part.replace("2012", "2013") for part in point)
        board = self.year.seats["btv-quan-uy"]
        self.world.add(
            "suggested.csv",
            subject=subject.code,
            overseer=board[2 + place % (len(board) - 2)],
            drafted_on=date(2013, 9, 18),
            approved_on=date(2013, 9, 26),
            issued_on=date(2013, 9, 27),
            answer_by=date(2013, 11, 15),
        )
        code = f"gy13-{subject.code}"
        self.world.add(
            "suggestions.csv", subject=subject.code, issue=code, theme=theme, title=title, text=text, grounds=grounds
        )
        made = Point(code, subject.code, title, "suggestion", date(2013, 9, 27))
        self.year.points.setdefault(subject.code, []).append(made)

    def _issue(self, subject: str, code: str, title: str, *, origin: str, on: date, by: str = "") -> Point:
        self.world.add(
            "issues.csv",
            code=code,
            subject=subject,
            origin=origin,
            theme=words.LONG,
            title=title,
            text="",
            put_on=on,
            by=by or self.year.by(self._of(subject)),
        )
        made = Point(code, subject, title, origin, on)
        self.year.points.setdefault(subject, []).append(made)
        return made

    # -- reports

    def _report(self, place: int, subject: SubjectRow) -> None:
        submitted, by, chance = self._submitted(subject.code), self.year.by(subject), self.chance
        points = [point for point in self.year.points.get(subject.code, []) if point.origin != "meeting"]
        said = words if place % 6 == 0 else later  # some write once more what they wrote the year before
        if subject.collective:
            parts = [("strengths", " ".join(chance.sample(said.STRENGTHS, 3)))]
        else:
            parts = [("qualities", chance.choice(said.QUALITIES)), ("duties", chance.choice(said.DUTIES))]
        parts.append(("limitations", chance.choice(said.LIMITATIONS if points else said.NO_POINTS)))
        parts.append(("responsibility", said.RESPONSIBILITY[2 if subject.person else place % 2]))
        parts.append(("measures", chance.choice(said.MEASURES)))
        for section, text in parts:
            self.world.add(
                "reports.csv",
                subject=subject.code,
                section=section,
                text=self._fill(text, subject, points, section),
                submitted_on=submitted,
                by=by,
            )
        self._answers(subject, points, submitted, by)
        self._section_three(subject, submitted, by)
        self._back_and_forth(subject, submitted)

    def _fill(self, text: str, subject: SubjectRow, points: list[Point], section: str) -> str:
        titles = "; ".join(point.title[0].lower() + point.title[1:] for point in points)
        name = subject.office if subject.collective else f"{subject.position} ({subject.office})"
        filled = text.format(
            name=name,
            times=self.chance.randint(6, 14),
            quarter=self.chance.choice(["II", "III"]),
            month=self.chance.randint(1, 4),
            titles=titles,
        )
        return filled.replace("2012", "2014" if section == "measures" else "2013")

    def _answers(self, subject: SubjectRow, points: list[Point], submitted: date, by: str) -> None:
        for point in points:
            late = subject.code == OVERRIDDEN and point.origin == "suggestion"
            on = submitted + timedelta(days=5) if late else max(point.put_on, submitted - timedelta(days=2))
            self._answer(point, on, by)
            if point.origin == "suggestion":
                judged = on + timedelta(days=1)
                self.world.add("judgements.csv", issue=point.code, judgement="answered", note="", on=judged)
        if subject.code == OVERRIDDEN:
            self.world.add(
                "overrides.csv",
                gate="answers_before_submission",
                subject=subject.code,
                on=submitted - timedelta(days=1),
                reason="Đang đối chiếu số công văn đi với lưu trữ; nộp trước phần đã xong, trả lời đủ trước ngày họp.",
                by=LEADER,
            )

    def _answer(self, point: Point, on: date, by: str) -> None:
        accepts = point.code != f"nl13-{NOT_UPHELD}" and self.chance.random() < 0.75
        text, cause, measure = self.chance.choice(words.ACCEPTS if accepts else words.EXPLAINS)
        self.world.add(
            "answers.csv",
            issue=point.code,
            kind="accept" if accepts else "explain",
            text=text,
            cause=cause,
            measure=measure,
            on=on,
            by=by,
        )

    def _section_three(self, subject: SubjectRow, submitted: date, by: str) -> None:
        for row in self.year.earlier_of(subject):
            status, text = NOT_YET if row.code in STILL_THERE[:2] else SAYS[row.claimed_on is not None]
            self.world.add(
                "earlier.csv", issue=row.issue, status=status, text=text, on=submitted - timedelta(days=1), by=by
            )

    def _back_and_forth(self, subject: SubjectRow, submitted: date) -> None:
        if subject.code not in RETURNED:
            return
        self.world.add(
            "returns.csv",
            subject=subject.code,
            on=submitted + timedelta(days=2),
            remarks="Biện pháp còn chung: ghi rõ ai làm, xong ngày nào, lấy gì làm bằng chứng.",
            section="measures",
            text="Giao Phó Bí thư lập sổ theo dõi từng việc, xong trước 31/01/2014; bằng chứng là bản chụp sổ ba tháng liền."
            if subject.collective
            else "Tự lập sổ việc theo tuần, xong trước 31/01/2014; gửi bản chụp sổ cho chi bộ vào tuần cuối mỗi tháng.",
            again_on=submitted + timedelta(days=6),
            by=OFFICER,
        )

    # -- meetings

    def _meeting(self, code: str, collective: str) -> None:
        held, concluded = self.year.held[collective]
        seats, own = self.year.seats[collective], [s for s in self.year.subjects if s.decided_by == collective]
        self.year.meeting[collective] = code
        base = next((one for one in BASES if one.committee == collective), None)
        board = self.year.seats["btv-quan-uy"]
        superior = board[2 + len(self.year.meeting) % (len(board) - 2)] if base else ""
        self.world.add(
            "meetings.csv",
            code=code,
            collective=collective,
            held_on=held,
            starts_at="07:30",
            concluded_on=concluded,
            place=f"Phòng họp {base.short}" if base else "Hội trường Quận ủy",
            chair=seats[0],
            second_chair=seats[1],
            minute_taker=seats[2] if len(seats) < 5 else seats[-1],
            attending_superior="" if superior in seats else superior,
            announced_on=concluded + timedelta(days=5),
            by=self.year.accounts[seats[0]],
        )
        reviewed = {one.person for one in own if one.person}
        free = [one for one in seats[3:-1] if one not in reviewed]
        away = set(self.chance.sample(free, 1)) if free and len(seats) > 5 and self.chance.random() < 0.6 else set()
        for person in away:
            self.world.add("absences.csv", meeting=code, person=person, reason="Đi học tập trung")
        order = 0
        for subject in own:
            points = self.year.points.get(subject.code, [])
            for point in points or [None]:
                order += 1
                speaker = self.chance.choice([one for one in seats if one not in away and one != subject.person])
                self.world.add(
                    "contributions.csv",
                    meeting=code,
                    order=order,
                    speaker=speaker,
                    subject=subject.code,
                    issue=point.code if point else "",
                    text=self.chance.choice(words.COLLECTIVE_WORDS),
                )
            self._conclude(code, subject, points, held)

    def _conclude(self, code: str, subject: SubjectRow, points: list[Point], held: date) -> None:
        upheld = 0
        for point in points:
            if point.origin == "meeting":
                self._answer(point, held, self.year.by(subject))
            sure = point.earlier is not None or self.chance.random() < 0.7
            is_upheld = sure and point.code != f"nl13-{NOT_UPHELD}"
            text = words.UPHELD if is_upheld else words.NOT_UPHELD
            self.world.add(
                "conclusions.csv",
                meeting=code,
                issue=point.code,
                verdict="upheld" if is_upheld else "not_upheld",
                text=text.format(title=point.title[0].lower() + point.title[1:]),
            )
            if is_upheld:
                upheld += 1
                self.year.upheld.append(point)
        said = f"có {upheld} khuyết điểm phải khắc phục" if upheld else "không có khuyết điểm nào phải theo dõi riêng"
        text = f"Hội nghị thống nhất với báo cáo; {said}."
        self.world.add("subject_conclusions.csv", meeting=code, subject=subject.code, text=text)
