"""Speed as ratios, each measured in one run against a bare floor: `make bench`, or `python tools/bench.py [--json] [--letters]`.

The two sides of a pair take turns, so that a busy machine slows both; the ratio of each turn is what counts, the
milliseconds are for information. Runs in a database of its own, which goes at the end: SQLite in a temporary folder, or
a test database beside the one that TUSOI_DATABASE names (`python tools/postgres.py python tools/bench.py`).
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.measuring import Result, Side, grouped, in_turns, own_database, table

NONCE = "nonce-of-the-bench-0123456789"
PENDING = 200  # deltas that the worker has not folded yet, when a figure is read
FOLDED = 10_000


class Bench:
    """The measures over one world. Models are imported when it is made, because Django must be ready first."""

    def __init__(self) -> None:
        self.factories = import_module("tests.factories")
        self.crowds = import_module("tests.soak.crowd")
        self.attendance = import_module("tusoi.process.dissemination.actions_attendance")
        self.tables = import_module("tusoi.process.dissemination.models")
        self.tally = import_module("tusoi.foundation.tally.actions")
        self.figures = import_module("tusoi.foundation.tally.figures")
        self.home = self.factories.world(today=self.factories.ROUND_OPENS)
        self.at = self.factories.at_noon(self.factories.ROUND_OPENS)

    def crowd(self, people: int, wards: int, cells: int) -> Any:
        crowd = self.crowds.crowd(f"tinh-{people}", wards=wards, cells=cells, people=people)
        self.crowds.check_in_all(crowd, crowd.people[: people // 2])
        while self.tally.fold():
            pass
        if django.db.connection.vendor == "postgresql":  # which does this by itself a minute after a large import
            with django.db.connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        return crowd

    def slips(self, turns: int = 12, often: int = 10) -> Result:
        """A slip through the real verb; its floor is what it cannot do without: two rows that commit together."""
        secrecy = import_module("tusoi.foundation.secrecy.models")
        hand_in = import_module("tusoi.process.feedback.slips").hand_in
        rounds = import_module("tusoi.process.feedback.actions")
        count = (turns + 1) * often
        round = self.factories.open_round(self.home, individuals=count)
        group = round.groups.get(code="individuals")
        codes = iter(rounds.print_slips(group, count=count, by=None, at=self.at))
        answers = {subject.pk: {"shortcoming": "Họp còn muộn, kết luận chậm. " * 8} for subject in round.subjects.all()}
        hand_in(rounds.print_slips(group, count=1, by=None, at=self.at)[0][0], nonce=NONCE, answers=answers, at=self.at)
        ciphertext = bytes(secrecy.SealedSlip.objects.get().ciphertext)
        box = secrecy.Box.objects.create(scope=0, need=2, threshold=5)
        number = iter(range(count))

        def real() -> None:
            hand_in(next(codes)[0], nonce=NONCE, answers=answers, at=self.at)

        def bare() -> None:
            with django.db.transaction.atomic():
                secrecy.Ticket.objects.create(box=box, group="individuals", code_hash=f"{next(number):064d}")
                secrecy.SealedSlip.objects.create(box=box, ciphertext=ciphertext)

        return in_turns("nộp một phiếu", "2 INSERT qua ORM", real=real, bare=bare, turns=turns, often=often)

    def figure(self, crowd: Any, people: int, turns: int = 15) -> Result:
        """Members reached of the whole tree: the counter with deltas pending, against counting the rows themselves."""
        count, top = django.db.models.Count, crowd.top
        rows = self.tables.RequiredMember.objects
        paths = list(crowd.campaign.units.filter(depth=2).values_list("path", flat=True))
        for number in range(PENDING):  # in the end nothing has changed
            sign, path = 1 - 2 * (number % 2), paths[number // 2 % len(paths)]
            self.tally.add(crowd.campaign.pk, path, "dissemination", done=sign, total=sign)

        def real() -> object:
            return self.figures.read(crowd.campaign.pk, [top.path], on=self.at.date())[top.path, "dissemination"]

        def bare() -> object:
            return rows.of(top).aggregate(total=count("pk"), done=count("reached_on"))

        figure, counted = real(), rows.of(top).aggregate(total=count("pk"), done=count("reached_on"))
        assert (figure.done, figure.total) == (counted["done"], counted["total"]), "the figure is wrong"  # type: ignore[attr-defined]
        what = f"đọc số liệu toàn cây, {grouped(people)} người, {PENDING} delta chờ"
        return in_turns(what, "đếm từ bảng gốc", real=real, bare=bare, turns=turns, often=5)

    def check_in(self, crowd: Any, turns: int = 6, hall: int = 200) -> Result:
        """A class of 200, nobody of whom was reached before; its floor is the attendance rows alone."""
        Attendance = self.tables.Attendance
        classes = iter([self.crowds.planned_class(crowd, f"do-{n}", day=self.at.date()) for n in range(2 * turns + 2)])
        waiting = iter(crowd.people[len(crowd.people) // 2 :])

        def halls() -> Iterator[list[Any]]:
            while True:
                yield [next(waiting) for _seat in range(hall)]

        seats = halls()

        def real() -> None:
            reached = self.attendance.check_in(next(classes), next(seats), by=crowd.officer, at=self.at)
            assert reached == hall

        def bare() -> None:
            study_class, people = next(classes), crowd.people[:hall]
            with django.db.transaction.atomic():
                Attendance.objects.bulk_create(
                    [Attendance(study_class=study_class, person=p, at=self.at, shard_id=p.shard_id) for p in people]
                )

        return in_turns(f"điểm danh lớp {hall} người", "bulk_create các dòng", real=real, bare=bare, turns=turns)

    def hall(self, crowd: Any, turns: int = 8, hall: int = 500) -> list[Result]:
        """The page of a class of 500 as its officer opens it, and 500 marks of one phone, both through the whole middleware."""
        people = crowd.people[:hall]
        classes = [self.crowds.planned_class(crowd, f"phong-{n}", day=self.at.date()) for n in range(2 * turns + 4)]
        invite = import_module("tusoi.process.dissemination.actions_class").invite
        invite(classes[0], people, by=crowd.officer, at=self.at)
        client = self.factories.signed_in(crowd.officer)
        urls = [f"/dot/{crowd.campaign.code}/quan-triet/lop/{one.code}/diem-danh/" for one in classes]
        posts, rows = iter(urls[1 : turns + 3]), iter(classes[turns + 3 :])
        Attendance = self.tables.Attendance

        def page() -> None:
            assert client.get(urls[0]).status_code == 200

        def empty() -> None:
            assert client.get("/lich-rieng/").status_code == 200

        def save() -> None:
            marks = [
                {"id": f"{number:024x}", "person": person.pk, "here": True} for number, person in enumerate(people)
            ]
            reply = client.post(f"{next(posts)}dau/", json.dumps({"marks": marks}), content_type="application/json")
            assert reply.json()["here"] == hall

        def insert() -> None:
            study_class = next(rows)
            with django.db.transaction.atomic():
                Attendance.objects.bulk_create(
                    [Attendance(study_class=study_class, person=p, at=self.at, shard_id=p.shard_id) for p in people]
                )

        return [
            in_turns(
                f"trang điểm danh lớp {hall} người", "một trang không có danh sách", real=page, bare=empty, turns=turns
            ),
            in_turns(f"gửi {hall} dấu điểm danh", "bulk_create các dòng", real=save, bare=insert, turns=turns),
        ]

    def pages(self, crowd: Any, turns: int = 10) -> list[Result]:
        """A page against an empty view, both through the whole middleware and a signed-in session."""
        http, urls = import_module("django.http"), import_module("django.urls")

        class Routes:
            urlpatterns = [
                *import_module("tusoi.urls").urlpatterns,
                urls.path("trong/", lambda request: http.HttpResponse(str(request.user.pk))),
            ]

        def page(name: str, path: str) -> Result:
            def real() -> None:
                assert client.get(path).status_code == 200

            def bare() -> None:
                assert client.get("/trong/").status_code == 200

            return in_turns(name, "trang trống, cùng middleware", real=real, bare=bare, turns=turns, often=5)

        with import_module("django.test").override_settings(ROOT_URLCONF=Routes):
            client = self.factories.signed_in(self.home.secretary)
            with django.db.transaction.atomic():
                meeting = [page(name, path) for name, path in self.large_meeting()]
                django.db.transaction.set_rollback(True)
            client = self.factories.signed_in(self.home.officer)
            small = [page("trang tổng quan, 9 đơn vị", "/dot/nq-tw4/"), page("trang Việc của tôi", "/")]
            client = self.factories.signed_in(self.home.secretary)
            import_module("tusoi.process.reports.tests.test_large_report").large(self.home, issues=300)
            report = "/dot/nq-tw4/bao-cao/phuong-mot/"
            large = [
                page("trang soạn báo cáo 40 trang, 300 vấn đề", report),
                page("một mục của báo cáo ấy", f"{report}?muc=suggested"),
            ]
            client = self.factories.signed_in(crowd.officer)
            units = crowd.campaign.units.count()
            return [*small, *large, *meeting, page(f"trang tổng quan, {units} đơn vị", f"/dot/{crowd.campaign.code}/")]

    def large_meeting(self) -> Iterator[tuple[str, str]]:
        """The pages of a meeting of 200 people and 300 issues, as it goes on."""
        meetings = import_module("tests.large_meeting")
        people, issues = meetings.LARGE
        many, here = f"hội nghị {people} người, {issues} vấn đề", f"/dot/nq-tw4/hoi-nghi/{meetings.CODE}/"
        meeting = meetings.large_meeting(self.home, people=people, issues=issues)
        yield f"điểm danh {many}", here
        meeting = meetings.opened_large(self.home, meeting)
        yield f"phòng họp giữa hai mục, {many}", f"{here}phong-hop/"
        meetings.begun_large(meeting)
        yield f"phòng họp, đang kiểm điểm, {many}", f"{here}phong-hop/"
        yield f"màn chiếu, {many}", f"{here}man-chieu/"
        yield f"biên bản, {many}", f"{here}bien-ban/"
        yield f"hoàn chỉnh biên bản, {many}", f"{here}bien-ban/hoan-chinh/"

    def counters(self, crowd: Any, turns: int = 3) -> list[Result]:
        """What the deltas cost afterwards, against inserting them one by one: folding, and recounting everything."""
        paths = list(crowd.campaign.units.filter(depth=2).values_list("path", flat=True))
        recount, raw_rows = self.tally.recount, import_module("tusoi.process.steps").raw_rows
        times: dict[str, list[float]] = {"insert": [], "fold": [], "insert again": [], "recount": []}

        def timed(name: str, side: Side) -> None:
            start = time.perf_counter()
            side()
            times[name].append((time.perf_counter() - start) * 1000)

        def insert() -> None:
            with django.db.transaction.atomic():
                for number in range(FOLDED):
                    sign = 1 if number % 2 else -1  # in the end nothing has changed
                    path = paths[number // 2 % len(paths)]
                    self.tally.add(crowd.campaign.pk, path, "dissemination", done=sign)

        def fold() -> None:
            while self.tally.fold():
                pass

        def count() -> None:
            assert recount(crowd.campaign.pk, raw_rows(crowd.campaign)) == 0, "a counter was wrong"

        for _turn in range(turns):
            for name, side in (("insert", insert), ("fold", fold), ("insert again", insert), ("recount", count)):
                timed(name, side)
        deltas = f"{grouped(FOLDED)} delta"
        floor = f"INSERT {deltas} qua ORM"
        return [
            Result(f"cộng dồn {deltas}", floor, times["fold"], times["insert"]),
            Result(
                f"đếm lại tất cả, {grouped(len(crowd.people))} người", floor, times["recount"], times["insert again"]
            ),
        ]

    def letters(self, people: int = 5_000, turns: int = 3) -> Result:
        """The digests of one night by the outbox, against the bare SMTP library with the same letters on one line."""
        server = import_module("tusoi.foundation.notices.tests.smtp").Server
        notices = import_module("tusoi.foundation.notices.actions")
        models, mail = import_module("tusoi.foundation.notices.models"), import_module("tusoi.foundation.notices.mail")
        directory, access = (import_module(f"tusoi.foundation.{room}.models") for room in ("directory", "access"))
        kind = import_module("tusoi.process.supervision.actions_remind").DIGEST
        smtplib, get_connection = import_module("smtplib"), import_module("django.core.mail").get_connection
        crowd = self.crowds.crowd("thu", wards=10, cells=5, people=people).people
        access.Account.objects.bulk_create(
            [access.Account(username=f"thu-{p.pk}", person=p, email=f"p{p.pk}@vidu.vn") for p in crowd], batch_size=500
        )
        assert directory.Person.objects.filter(pk__in=[p.pk for p in crowd[:5]]).count() == 5
        now, nights = django.utils.timezone.now(), iter(range(10))

        def real() -> None:
            while (done := notices.send_due(at=self.at, now=now, limit=500)).sent:
                assert not done.failed

        def prepared() -> None:
            notices.queue(kind, to=crowd, path="/dot/thu/", at=self.at, once=str(next(nights)))

        with server() as running:
            host, port = running.server_address
            options = {
                "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": host, "EMAIL_PORT": port,
                "QUIET_HOURS": None,
            }  # fmt: skip
            with import_module("django.test").override_settings(**options):
                prepared()
                one = models.Notice.objects.select_related("person").filter(kind=kind.code)[0]
                text = mail.letter(one, "p@vidu.vn", get_connection()).message().as_bytes()
                real()

                def bare() -> None:
                    with smtplib.SMTP(host, port) as line:
                        for person in crowd:
                            line.sendmail("tusoi@localhost", [f"p{person.pk}@vidu.vn"], text)

                times: tuple[list[float], list[float]] = ([], [])
                for _turn in range(turns):
                    prepared()
                    for side, kept in zip((real, bare), times, strict=True):
                        start = time.perf_counter()
                        side()
                        kept.append((time.perf_counter() - start) * 1000 / people)
                assert len(running.letters) == people * (2 * turns + 1), "a letter is missing"
        return Result(f"gửi một thư nhắc, {grouped(people)} người một đêm", "smtplib, cùng lá thư", *times)

    def near_copies(self, turns: int = 3, number: int = 10_000) -> Result:
        """The pairs among so many reports on disk; its floor is reading their words once."""
        texts = import_module("tests.report_texts")
        find = import_module("tusoi.foundation.likeness.pairs").near_copies_among
        many = texts.pile(number)
        with tempfile.TemporaryDirectory(prefix="tusoi-texts-") as folder:
            files = [Path(folder) / f"{place}.txt" for place in range(number)]
            for file, text in zip(files, many.texts, strict=True):
                file.write_text(text, encoding="utf-8")

            def real() -> None:
                found = find(number, lambda place: files[place].read_text(encoding="utf-8"))
                recall, precision = texts.judged([(pair.one, pair.other) for pair in found], many.copies)
                assert min(recall, precision) >= 0.95, "copies were missed, or others taken for copies"

            def bare() -> None:
                for file in files:
                    file.read_text(encoding="utf-8").split()

            what = f"tìm bài gần trùng trong {grouped(number)} báo cáo"
            return in_turns(what, "đọc các bài một lần", real=real, bare=bare, turns=turns)

    def run(self) -> Iterator[Result]:
        yield self.near_copies()
        yield self.slips()
        yield self.letters()
        small = self.crowd(3_000, wards=10, cells=10)
        yield self.figure(small, 3_000)
        large = self.crowd(30_000, wards=100, cells=9)
        yield self.figure(large, 30_000)
        yield self.check_in(large)
        yield from self.hall(large)
        yield from self.pages(large)
        yield from self.counters(large)


def main(arguments: list[str]) -> int:
    start = time.monotonic()
    with own_database() as engine:
        results = [Bench().letters()] if "--letters" in arguments else list(Bench().run())
    if "--json" in arguments:
        print(json.dumps({"engine": engine, "results": [result.as_json() for result in results]}, ensure_ascii=False))
        return 0
    head = ("việc", "so với mức sàn", "tỷ lệ", "từ–đến", "ms", "ms sàn", "lượt")
    print(
        f"{engine}: tỷ lệ với mức sàn đo xen kẽ trong cùng một lượt chạy (trung vị); {time.monotonic() - start:.0f} s\n"
    )
    print(table([head, *(result.as_row() for result in results)]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
