"""What the meetings of the second campaign want done at once: small things, due within days; one is late, one is left."""

from datetime import date, timedelta

from tools.binh_thuy.followup import AGENCIES
from tools.binh_thuy.world import weekday
from tools.binh_thuy_2013.followup import VERDICT
from tools.binh_thuy_2013.year import Year

# Subject -> what, what will show it, days from the meeting, and how it goes.
AT_ONCE = {
    "btv": ("Gửi kết luận hội nghị đến các đơn vị trực thuộc", "Sổ công văn đi của Văn phòng", 7, "on_time"),
    "cu-an-thoi": ("Dán lại lịch trực tiếp đảng viên ở trụ sở", "Ảnh bảng lịch", 5, "on_time"),
    "cu-tra-noc": ("Bàn giao sổ theo dõi kiến nghị cho người mới", "Biên bản bàn giao", 10, "late"),
    "cu-phong-y-te": ("Đóng tập biên bản các kỳ họp trong năm", "Tập biên bản có mục lục", 14, "nothing"),
}


def make_immediate(year: Year) -> None:
    """No chance in it: the other files stay as they are."""
    supervisors = {row.agency: row.supervisor for row in year.before.commitments}
    for number, (code, (what, shows, days, course)) in enumerate(AT_ONCE.items(), start=1):
        subject = next(one for one in year.subjects if one.code == code)
        held, concluded = year.held[subject.decided_by]
        seats, agency = year.seats[subject.decided_by], AGENCIES[number % len(AGENCIES)]
        due = weekday(held + timedelta(days=days))
        claimed, verified = _days(course, due)
        year.world.add(
            "immediate.csv",
            code=f"ln13-{number:02d}",
            meeting=year.meeting[subject.decided_by],
            subject=code,
            what=what,
            owner=seats[1],
            shows=shows,
            due_on=due,
            supervisor=supervisors[agency],
            agency=agency,
            made_on=weekday(concluded + timedelta(days=2)),
            claimed_on=claimed,
            verified_on=verified,
            verdict=VERDICT if verified else "",
        )
        if claimed:
            year.world.add(
                "evidence.csv",
                commitment=f"ln13-{number:02d}",
                note=shows,
                document_number="",
                on=claimed,
                by=year.accounts[seats[0]],
            )


def _days(course: str, due: date) -> tuple[date | None, date | None]:
    if course == "nothing":
        return None, None
    claimed = weekday(due + timedelta(days=12)) if course == "late" else due
    return claimed, weekday(claimed + timedelta(days=3))
