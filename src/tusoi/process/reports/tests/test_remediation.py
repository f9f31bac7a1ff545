"""The remediation table: written, saved from two windows, in the version, on the paper; it stands for the text."""

import pytest
from tests.factories import signed_in, world

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues.tests.cast import NOW
from tusoi.process.reports import actions, documents
from tusoi.process.reports.forms import table_mark
from tusoi.process.reports.models import Report, ReportVersion
from tusoi.process.reports.remediation import Row
from tusoi.process.reports.tests.cast import started, written
from tusoi.process.reports.tests.test_editor_page import url

pytestmark = pytest.mark.django_db
ONE = Row("Gửi tài liệu trễ", "Họp dồn", "Gửi trước ba ngày", "Văn phòng", "15/10/2012")


def sent(*rows, revision=0, before=()):
    cells = {f"row-{n}-{name}": words for n, row in enumerate(rows) for name, words in row.as_data().items()}
    return cells | {"revision-table": revision, "seen-table": table_mark(before)}


def test_rows_are_saved_with_the_page_and_blank_ones_left_out():
    w = world()
    started(w)
    client = signed_in(w.secretary)
    reply = client.post(url(w, "save"), sent(Row(), ONE, Row()), headers={"X-Autosave": "1"})
    assert reply.json()["values"] == {"revision-table": 1, "seen-table": table_mark([ONE])}
    assert Report.objects.get().remediation == [ONE.as_data()]
    page = client.get(url(w)).text
    assert page.count('name="row-2-shortcoming"') == 1
    assert "Gửi trước ba ngày</textarea>" in page


def test_the_second_window_sees_both_tables_and_loses_nothing():
    w = world()
    started(w)
    client = signed_in(w.secretary)
    client.post(url(w, "save"), sent(ONE))
    other = Row("Họp muộn", "", "", "", "")
    assert client.post(url(w, "save"), sent(other), headers={"X-Autosave": "1"}).status_code == 409
    reply = client.post(url(w, "save"), sent(other))
    assert reply.status_code == 409
    assert "Gửi trước ba ngày</td>" in reply.text
    assert "Họp muộn</textarea>" in reply.text
    assert client.post(url(w, "save"), sent(ONE, other, revision=1, before=[ONE])).status_code == 302
    assert Report.objects.get().remediation == [ONE.as_data(), other.as_data()]


def test_the_table_stands_for_the_text_and_goes_into_version_and_paper():
    w = world()
    report = written(w)
    actions.save_section(report, key="measures", text="", revision=1, by=None, at=NOW)
    with pytest.raises(Refused, match="chưa viết"):
        actions.submit(report, by=w.secretary, at=NOW)
    actions.save_remediation(report, rows=[ONE], revision=0, by=w.secretary, at=NOW)
    actions.submit(report, by=w.secretary, at=NOW)
    assert ReportVersion.objects.get().content["remediation"] == [ONE.as_data()]
    assert "Gửi trước ba ngày" in signed_in(w.officer).get(url(w, "preview")).text
    blocks = documents._sections(report)
    assert any(getattr(block, "rows", ()) and "Họp dồn" in block.rows[0] for block in blocks)


def test_limits_are_said_in_words():
    w = world()
    report = started(w)
    with pytest.raises(Refused, match="tối đa 200 dòng"):
        actions.save_remediation(report, rows=[ONE] * 201, revision=0, by=None, at=NOW)
    with pytest.raises(Refused, match="tối đa 2000 ký tự"):
        actions.save_remediation(report, rows=[Row("a" * 2001)], revision=0, by=None, at=NOW)
