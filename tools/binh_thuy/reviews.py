"""Reports, answers, judgements, meetings, contributions, conclusions."""

from collections import defaultdict
from datetime import date, timedelta

from tools.binh_thuy import words
from tools.binh_thuy.feedback import Issue, overseer_of
from tools.binh_thuy.places import BASES
from tools.binh_thuy.plan import Subject
from tools.binh_thuy.roll import Roll
from tools.binh_thuy.world import World, weekday

OWN_REPORT = {"bch": "Chương trình toàn khóa chưa cụ thể hóa theo năm", "ld-ban-tuyen-giao": "Bản tin nội bộ ra chậm", "ld-phong-noi-vu": "Hồ sơ lưu chưa có mục lục", "cu-phong-kinh-te": "Báo cáo tháng gửi chậm", "cu-mat-tran": "Lịch họp đổi chưa báo lại", "cu-truong-so-2": "Biên bản sinh hoạt để rời"}  # fmt: skip
AT_MEETING = {"ld-van-phong-quan-uy": "Phát tài liệu họp chưa ký nhận", "cu-tra-noc": "Giấy mời ghi thiếu nội dung", "cu-phong-do-thi": "Bảng phân công chưa treo"}  # fmt: skip


class Reviews:
    """Walks over the collectives in the order of their meetings."""

    def __init__(self, world: World, roll: Roll, subjects: list[Subject], issues: list[Issue]) -> None:
        self.world, self.roll, self.subjects = world, roll, subjects
        self.issues: dict[str, list[Issue]] = defaultdict(list)
        for issue in issues:
            self.issues[issue.subject.code].append(issue)
        self.upheld: list[tuple[Issue, date]] = []
        self.explained: set[str] = set()  # issues answered with an explanation, not accepted

    def make(self) -> list[tuple[Issue, date]]:
        """All meetings; returns the upheld issues with the day of the conclusion."""
        for number, (collective, held, concluded) in enumerate(self._calendar(), start=1):
            own = [one for one in self.subjects if one.collective == collective]
            code = f"hn-{number:02d}"
            submitted = held - timedelta(days=5)
            for subject in own:
                self._own_issue(subject, submitted)
                self._report(subject, submitted)
            self._meeting(code, collective, held, concluded)
            for subject in own:
                if subject.code in AT_MEETING:
                    self._born_at_meeting(subject, held)
            self._talk(code, collective, own)
            for subject in own:
                self._conclude(code, subject, concluded)
        return self.upheld

    def _calendar(self) -> list[tuple[str, date, date]]:
        """Standing board, then offices and the executive committee, then base organisations."""
        found = [("btv-quan-uy", date(2012, 8, 20), date(2012, 8, 22))]
        offices = [base.committee for base in BASES if base.kind == "office"]
        for place, collective in enumerate(offices):
            day = weekday(date(2012, 8, 28) + timedelta(days=place * 3))
            found.append((collective, day, day))
        found.append(("bch-quan-uy", date(2012, 9, 25), date(2012, 9, 26)))
        bases = [base.committee for base in BASES if base.kind != "office"]
        for place, collective in enumerate(bases):
            day = weekday(date(2012, 10, 2) + timedelta(days=place * 6 // 7))
            found.append((collective, day, day))
        return found

    def _by(self, subject: Subject) -> str:
        """Who writes for a subject: the person, or the secretary of the collective."""
        return self.roll.account[subject.person or self.roll.seats[subject.collective][0]]

    def _fill(self, text: str, subject: Subject) -> str:
        chance = self.world.chance
        titles = "; ".join(issue.title[0].lower() + issue.title[1:] for issue in self.issues[subject.code])
        return text.format(
            name=subject.name,
            times=chance.randint(6, 14),
            quarter=chance.choice(["I", "II"]),
            month=chance.randint(9, 12),
            titles=titles,
        )

    def _own_issue(self, subject: Subject, submitted: date) -> None:
        if subject.code in OWN_REPORT:
            self._issue(
                subject, f"tn-{subject.code}", "own_report", OWN_REPORT[subject.code], submitted - timedelta(days=3)
            )

    def _born_at_meeting(self, subject: Subject, held: date) -> None:
        self._issue(subject, f"hn-{subject.code}", "meeting", AT_MEETING[subject.code], held)
        self._answer(self.issues[subject.code][-1], held)

    def _issue(self, subject: Subject, code: str, origin: str, title: str, on: date) -> None:
        self.world.add(
            "issues.csv",
            code=code,
            subject=subject.code,
            origin=origin,
            theme=words.LONG,
            title=title,
            text="",
            put_on=on,
            by=self._by(subject),
        )
        self.issues[subject.code].append(Issue(code, subject, title, on, origin))

    def _report(self, subject: Subject, submitted: date) -> None:
        chance, has_points = self.world.chance, bool(self.issues[subject.code])
        limits = words.LIMITATIONS if has_points else words.NO_POINTS
        if subject.is_collective:
            strengths = " ".join(chance.sample(words.STRENGTHS, 3))
            parts = [("strengths", strengths), ("limitations", chance.choice(limits))]
        else:
            parts = [("qualities", chance.choice(words.QUALITIES)), ("duties", chance.choice(words.DUTIES))]
            parts.append(("limitations", chance.choice(limits)))
        parts.append(
            (
                "responsibility",
                chance.choice(words.RESPONSIBILITY[1:] if not subject.is_collective else words.RESPONSIBILITY[:2]),
            )
        )
        parts.append(("measures", chance.choice(words.MEASURES)))
        for section, text in parts:
            self.world.add(
                "reports.csv",
                subject=subject.code,
                section=section,
                text=self._fill(text, subject),
                submitted_on=submitted,
                by=self._by(subject),
            )
        for issue in self.issues[subject.code]:
            self._answer(issue, max(issue.put_on, submitted - timedelta(days=chance.randint(0, 3))))
            if issue.origin == "suggestion":
                judgement = chance.choice(["answered"] * 5 + ["partly"])
                note = "" if judgement == "answered" else "Đề nghị nêu rõ thêm ngày xong tại hội nghị."
                self.world.add(
                    "judgements.csv", issue=issue.code, judgement=judgement, note=note, on=submitted + timedelta(days=2)
                )

    def _answer(self, issue: Issue, on: date) -> None:
        accepts = self.world.chance.random() < 0.68
        if not accepts:
            self.explained.add(issue.code)
        text, cause, measure = self.world.chance.choice(words.ACCEPTS if accepts else words.EXPLAINS)
        self.world.add(
            "answers.csv",
            issue=issue.code,
            kind="accept" if accepts else "explain",
            text=text,
            cause=cause,
            measure=measure,
            on=on,
            by=self._by(issue.subject),
        )

    def _meeting(self, code: str, collective: str, held: date, concluded: date) -> None:
        seats = self.roll.seats[collective]
        base = next((one for one in BASES if one.committee == collective), None)
        superior = overseer_of(self.roll, base.code) if base else ""
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
            by=self.roll.account[seats[0]],
        )
        individuals = {one.person for one in self.subjects if one.collective == collective and one.person}
        free = [one for one in seats[3:-1] if one not in individuals]
        away = (
            self.world.chance.sample(free, min(len(free), self.world.chance.choice([0, 0, 1, 1, 2])))
            if len(seats) > 5
            else []
        )
        for person in away:
            reason = self.world.chance.choice(["Đi học tập trung", "Nghỉ ốm", "Đi công tác"])
            self.world.add("absences.csv", meeting=code, person=person, reason=reason)

    def _talk(self, code: str, collective: str, own: list[Subject]) -> None:
        away = {row["person"] for row in self.world.rows.get("absences.csv", []) if row["meeting"] == code}
        room = [person for person in self.roll.seats[collective] if person not in away]
        order = 0
        for subject in own:
            points: list[Issue | None] = [*self.issues[subject.code]]
            for issue in points or [None]:
                for speaker in self.world.chance.sample(
                    [one for one in room if one != subject.person], 2 if issue else 1
                ):
                    order += 1
                    self.world.add(
                        "contributions.csv",
                        meeting=code,
                        order=order,
                        speaker=speaker,
                        subject=subject.code,
                        issue=issue.code if issue else "",
                        text=self.world.chance.choice(words.COLLECTIVE_WORDS),
                    )

    def _conclude(self, code: str, subject: Subject, concluded: date) -> None:
        upheld = 0
        for issue in self.issues[subject.code]:
            dice = self.world.chance.random()
            verdict, text = "upheld", words.UPHELD
            if issue.code in self.explained and dice > 0.2:  # what was accepted is hardly ever without grounds
                verdict, text = "not_upheld", words.NOT_UPHELD
            if dice > 0.97:
                verdict, text = "referred", words.REFERRED
            self.world.add(
                "conclusions.csv",
                meeting=code,
                issue=issue.code,
                verdict=verdict,
                text=text.format(title=issue.title[0].lower() + issue.title[1:]),
            )
            if verdict == "upheld":
                upheld += 1
                self.upheld.append((issue, concluded))
        said = (
            f"Hội nghị thống nhất với báo cáo; có {upheld} khuyết điểm phải khắc phục."
            if upheld
            else "Hội nghị thống nhất với báo cáo; không kết luận khuyết điểm nào phải theo dõi riêng."
        )
        self.world.add("subject_conclusions.csv", meeting=code, subject=subject.code, text=said)
