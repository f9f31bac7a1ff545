"""What earlier campaigns left stands in the report and demands a word."""

from datetime import date

import pytest
from tests.factories import world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.rules import Window
from tusoi.process.issues import actions as issues
from tusoi.process.issues.tests.cast import put
from tusoi.process.reports import actions
from tusoi.process.reports.tests.cast import written

pytestmark = pytest.mark.django_db
NEXT = at_noon(date(2013, 3, 1))


def next_year(w):
    """A second campaign over the same tree; the first left one shortcoming of the ward."""
    issue = put(w)
    left = issues.conclude(issue, verdict="upheld", text="Có", by=None, at=at_noon(date(2012, 10, 20)))
    campaign = campaigns.create(
        code="nam-2013",
        title="Kiểm điểm năm 2013",
        unit=w.units["quan"],
        procedure_code="nq-tw4-2012",
        starts_on=date(2013, 1, 2),
        ends_on=date(2013, 12, 31),
        by=None,
        at=NEXT,
    )
    windows = [
        Window(code, date(2013, 8, 1), date(2013, 9, 1)) for code in ("standing-board", "committee-and-offices", "base")
    ]
    tiers = campaigns.set_windows(campaign, windows, by=None, at=NEXT)
    campaigns.open_campaign(campaign, by=None, at=NEXT)
    subject = campaigns.add_subject(
        campaign,
        code="phuong-mot",
        unit=w.units["phuong-mot"],
        collective=w.collectives["dang-uy-mot"],
        tier=tiers[-1],
        decided_by=w.collectives["dang-uy-mot"],
        by=None,
        at=NEXT,
    )
    report = actions.start(subject, by=None, at=NEXT)
    for section in report.sections.all():
        actions.save_section(report, key=section.key, text=f"Phần {section.key}", revision=0, by=None, at=NEXT)
    return report, left


def test_it_demands_a_word_before_submission():
    w = world()
    report, left = next_year(w)
    with pytest.raises(Refused, match="còn 1 nội dung"):
        actions.submit(report, by=w.secretary, at=NEXT)
    actions.answer_earlier(report, shortcoming=left, status="mending", text="Còn một việc", by=w.secretary, at=NEXT)
    actions.answer_earlier(report, shortcoming=left, status="fixed", text="Đã xong", by=w.secretary, at=NEXT)
    version = actions.submit(report, by=w.secretary, at=NEXT)
    assert version.content["earlier"] == [
        {"title": "Gửi tài liệu họp trễ", "status": "đã khắc phục xong", "text": "Đã xong"}
    ]


def test_it_says_something_and_about_the_own_shortcoming():
    w = world()
    report, left = next_year(w)
    with pytest.raises(Refused, match="còn trống"):
        actions.answer_earlier(report, shortcoming=left, status="fixed", text="", by=w.secretary, at=NEXT)
    other = written(w, "phuong-hai")
    with pytest.raises(Refused, match="không thuộc đối tượng"):
        actions.answer_earlier(other, shortcoming=left, status="fixed", text="Xong", by=w.secretary_two, at=NEXT)


def test_the_campaign_that_found_it_does_not_ask_again():
    w = world()
    issues.conclude(put(w), verdict="upheld", text="Có", by=None, at=NEXT)
    assert actions.submit(written(w), by=w.secretary, at=NEXT).content["earlier"] == []
