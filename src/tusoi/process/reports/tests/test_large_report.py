"""Forty pages of text, many issues, many earlier versions: as many queries as a small one, and a page that stays light."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import signed_in, world
from tests.report_texts import report_text

from tusoi.process.issues.tests.cast import NOW, put
from tusoi.process.reports import actions
from tusoi.process.reports.remediation import Row
from tusoi.process.reports.tests.cast import started
from tusoi.process.reports.tests.test_editor_page import url

pytestmark = pytest.mark.django_db
PAGES = 40  # of some 400 words


def large(w, issues, pages=PAGES):
    """A report of so many pages with a full table, and so many issues put to its subject."""
    report = started(w)
    for number, section in enumerate(report.sections.order_by("pk")):
        text = report_text(f"large-{number}", pages * 400 // 6 // 20)
        actions.save_section(report, key=section.key, text=text, revision=0, by=None, at=NOW)
    rows = [Row(f"Việc {number}", "Do chậm", "Làm lại", "Văn phòng", "15/10/2012") for number in range(40)]
    actions.save_remediation(report, rows=rows, revision=0, by=None, at=NOW)
    for number in range(issues):
        put(w, title=f"Nội dung {number}")
    return report


def looked_at(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    assert page.status_code == 200
    return len(asked), page


def test_a_large_report_asks_no_more_than_a_small_one():
    w = world()
    large(w, issues=2, pages=1)
    client = signed_in(w.secretary)
    few, _page = looked_at(client, url(w))
    for number in range(40):
        put(w, title=f"Nội dung thêm {number}")
    many, page = looked_at(client, url(w))
    assert many == few
    assert page.text.count('id="hoi-') == 42
