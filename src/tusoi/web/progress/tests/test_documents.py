"""The progress report: whole numbers as the counters have them, units below, overrides with name and reason."""

from datetime import date

import pytest
from tests.factories import freeze_roll, held_class, world

from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.actions import fold
from tusoi.process.campaigns.actions import override_gate
from tusoi.process.campaigns.documents import issue_from, paper_of
from tusoi.process.campaigns.states import GateName
from tusoi.web.progress.documents import SOURCES

pytestmark = pytest.mark.django_db
[PROGRESS] = SOURCES
AT = at_noon(date(2012, 7, 29))


def lines(unit, at=AT):
    return lines_of(write_docx(paper_of(PROGRESS, unit, at=at)))


def test_it_counts_the_unit_and_all_below_before_and_after_folding():
    w = world()
    freeze_roll(w)
    held_class(w, ["dv-13", "dv-14", "dv-24"])
    before = lines(w.unit("quan"))
    assert any("Đảng viên đã dự lớp quán triệt | 3/31 | 9,68 % | 0" in line for line in before)
    assert any("| Phường Một | 0/1 | 2/10 | – | 0/3" in line for line in before)
    while fold():
        pass
    assert lines(w.unit("quan")) == before


def test_what_is_late_is_late_as_of_the_day():
    w = world()
    assert any("đã kiểm điểm | 0/3 | 0,00 % | 0" in line for line in lines(w.unit("phuong-mot")))
    late = lines(w.unit("phuong-mot"), at_noon(date(2012, 11, 1)))
    assert any("đã kiểm điểm | 0/3 | 0,00 % | 3" in line for line in late)


def test_overrides_stand_with_name_and_reason():
    w = world()
    override_gate(
        w.campaign,
        GateName.TIER_ORDER,
        campaign_unit=w.unit("phuong-mot"),
        thing=w.unit("phuong-mot"),
        reason="Có ý kiến của Thường trực.",
        by=w.officer,
        at=AT,
    )
    for code, told in (("quan", True), ("phuong-mot", True), ("phuong-hai", False)):
        text = "\n".join(lines(w.unit(code)))
        assert ("lý do: Có ý kiến của Thường trực." in text) is told, code
        assert (f"do {w.officer} cho phép" in text) is told


def test_it_is_published_by_who_keeps_the_records_of_the_unit():
    w = world()
    with pytest.raises(Refused, match="quyền"):
        issue_from(PROGRESS, w.unit("phuong-mot"), campaign=w.campaign, by=w.secretary_two, at=AT)
    issue_from(PROGRESS, w.unit("phuong-mot"), campaign=w.campaign, by=w.secretary, at=AT)
    seen = {
        who for who, account in w.accounts.items() if IssuedDocument.objects.visible_to(account, AT.date()).exists()
    }
    assert seen == {"officer", "leader", "viewer", "secretary", "committee_member", "member"}
