"""Documents, preparation, classes, attendance, declared figures; and the days of the campaign itself."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.declared import read_percent
from tusoi.web.demo.package.checks.base import day, fault, not_after, not_before
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import Audience
from tusoi.web.demo.package.package import Package


def check_calendar(package: Package) -> Iterator[Fault]:
    """The campaign is planned, then opened, then closed."""
    calendar = package.about.calendar
    pairs = [
        ("planned", calendar.planned, calendar.opened),
        ("opened", calendar.opened, calendar.coverage_as_of),
        ("coverage_as_of", calendar.coverage_as_of, calendar.closed),
    ]
    for name, earlier, later in pairs:
        if earlier > later:
            yield Fault(
                "package.toml",
                0,
                f"calendar.{name}",
                _("Ngày %(day)s sau việc tiếp theo") % {"day": day(earlier)},
                _("không muộn hơn %(limit)s") % {"limit": day(later)},
            )


def check_documents(package: Package) -> Iterator[Fault]:
    issued = {document.code: document.issued_on for document in package.documents}
    for document in package.documents:
        above = issued.get(document.basis)
        said = _("văn bản căn cứ “%(code)s”") % {"code": document.basis}
        yield from not_before(document, "issued_on", document.issued_on, above, said)
        if document.basis == document.code:
            yield fault(document, "basis", _("Văn bản lấy chính nó làm căn cứ"), _("một văn bản khác"))
    for row in package.acknowledgements:
        yield from not_before(row, "on", row.on, issued.get(row.document), _("ngày ban hành văn bản"))


def check_preparations(package: Package) -> Iterator[Fault]:
    calendar = package.about.calendar
    for row in package.preparations:
        yield from not_before(row, "on", row.on, calendar.opened, _("ngày mở đợt"))
        yield from not_after(row, "on", row.on, calendar.closed, _("ngày kết thúc đợt"))


def check_classes(package: Package) -> Iterator[Fault]:
    calendar = package.about.calendar
    founded = {unit.code: unit.since for unit in package.units}
    for row in package.classes:
        yield from not_before(row, "held_on", row.held_on, calendar.opened, _("ngày mở đợt"))
        yield from not_after(row, "held_on", row.held_on, calendar.closed, _("ngày kết thúc đợt"))
        yield from not_before(row, "held_on", row.held_on, founded.get(row.unit), _("ngày lập đơn vị"))


def check_makeup(package: Package) -> Iterator[Fault]:
    """A make-up class finds somebody of its unit whom no earlier class had reached."""
    above = {unit.code: unit.parent for unit in package.units}
    held = {row.code: row.held_on for row in package.classes}
    first: dict[str, date] = {}
    for row in package.attendance:
        on = held.get(row.class_, date.max)
        first[row.person] = min(on, first.get(row.person, on))
    for makeup in package.classes:
        missing = (
            person
            for person in package.people
            if person.must_attend and first.get(person.code, date.max) >= makeup.held_on
        )
        if makeup.makeup and not any(makeup.unit in _upward(person.unit, above) for person in missing):
            yield fault(
                makeup,
                "makeup",
                _("Lớp bổ sung của “%(unit)s” không còn ai để mời") % {"unit": makeup.unit},
                _("no, hoặc một lớp mở sớm hơn"),
            )


def _upward(unit: str, above: dict[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    while unit and unit not in seen:
        seen.add(unit)
        yield unit
        unit = above.get(unit, "")


def check_left_out(package: Package) -> Iterator[Fault]:
    """Only somebody on the list is taken out of it, while the campaign runs."""
    for row in package.left_out:
        person = package.person.get(row.person)
        if person is not None and not person.must_attend:
            yield fault(
                row,
                "person",
                _("“%(code)s” không có trong danh sách phải dự") % {"code": row.person},
                _("một người có unit, diện full hoặc probationary"),
            )
        yield from not_before(row, "on", row.on, package.about.calendar.opened, _("ngày mở đợt"))
        yield from not_after(row, "on", row.on, package.about.calendar.closed, _("ngày kết thúc đợt"))


def check_attendance(package: Package) -> Iterator[Fault]:
    """Only members on the roll attend, and the key cadres' class is for those whom the roll marks."""
    classes = {row.code: row for row in package.classes}
    for row in package.attendance:
        person, held = package.person.get(row.person), classes.get(row.class_)
        if person is None:
            continue
        if not person.unit:
            yield fault(
                row,
                "person",
                _("“%(code)s” không có trong danh sách đảng viên") % {"code": row.person},
                _("một người có unit trong people.csv"),
            )
        elif held is not None:
            yield from not_before(
                row, "person", held.held_on, person.since, _("ngày “%(code)s” vào đơn vị") % {"code": row.person}
            )
            if held.audience == Audience.KEY_CADRES and not person.key_cadre:
                yield fault(
                    row,
                    "person",
                    _("“%(code)s” không thuộc diện lớp cán bộ chủ chốt") % {"code": row.person},
                    _("một người có key_cadre là yes"),
                )


def check_declared(package: Package) -> Iterator[Fault]:
    """A declared figure may be untrue (that is for the program to remark), but it must be readable."""
    for row in package.declared:
        if row.percent:
            try:
                read_percent(row.percent)
            except Refused as refused:
                yield fault(row, "percent", str(refused.reason), _("tỷ lệ như 97,67"))
        yield from not_before(row, "declared_on", row.declared_on, package.about.calendar.opened, _("ngày mở đợt"))


CHECKS = [
    check_calendar,
    check_documents,
    check_preparations,
    check_classes,
    check_makeup,
    check_attendance,
    check_left_out,
    check_declared,
]
