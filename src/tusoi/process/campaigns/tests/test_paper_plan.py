"""A unit's plan as a paper: to read and sign as a draft, issued once it was approved."""

import re
from datetime import date

import pytest
from django.urls import reverse
from tests.factories import signed_in, world

from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns import actions_plans as plans
from tusoi.process.campaigns.actions_plans import TaskLine
from tusoi.process.campaigns.documents import issue_from, paper_of
from tusoi.process.campaigns.models import UnitPlan
from tusoi.process.campaigns.paper_plan import SOURCES
from tusoi.process.campaigns.rules import Window

pytestmark = pytest.mark.django_db
[PLAN] = SOURCES
SENT = date(2012, 4, 2)
AT = at_noon(date(2012, 4, 10))


@pytest.fixture
def home():
    home = world()
    plans.send_plans(
        home.unit("quan"), [home.unit("phuong-mot")], acknowledge_by=SENT, by=home.officer, at=at_noon(SENT)
    )
    return home


def row():
    return UnitPlan.objects.select_related("campaign_unit__parent__unit", "campaign_unit__campaign__frozen").get()


def submitted(home):
    asked = {"by": home.secretary, "at": AT}
    plans.acknowledge_plan(row(), **asked)
    tasks = [TaskLine("Họp chuẩn bị", who=home.people["dv-13"], place="Hội trường", due_on=date(2012, 9, 20))]
    windows = [Window("base", date(2012, 10, 5), date(2012, 10, 20))]
    plans.write_plan(row(), windows, tasks, note="Mỗi tổ họp một buổi.\n\nGhi biên bản.", **asked)
    plans.submit_plan(row(), **asked)


def approved(home):
    submitted(home)
    plans.approve_plan(row(), by=home.officer, at=AT)


def test_what_the_paper_says(home):
    approved(home)
    text = "\n".join(lines_of(write_docx(paper_of(PLAN, row(), at=AT))))
    for words in (
        "KẾ HOẠCH",
        "thực hiện đợt ",
        "từ 05/10/2012 đến hết 20/10/2012",
        "từ 01/10/2012 đến hết 31/10/2012 (Đảng bộ quận Mẫu)",
        f"1 | Họp chuẩn bị | {home.people['dv-13'].name} | Hội trường | 20/09/2012",
        "Mỗi tổ họp một buổi.",
        "Ghi biên bản.",
        "đã được Đảng bộ quận Mẫu duyệt ngày 10/04/2012",
    ):
        assert words in text, (words, text)


def test_a_plan_that_was_not_approved_is_read_as_a_draft_and_not_issued(home):
    submitted(home)
    assert "duyệt ngày" not in "\n".join(lines_of(write_docx(paper_of(PLAN, row(), at=AT))))
    with pytest.raises(Refused, match="chưa được cấp trên duyệt"):
        issue_from(PLAN, row(), campaign=home.campaign, by=home.secretary, at=AT)
    assert IssuedDocument.objects.count() == 0


def test_the_unit_itself_issues_it(home):
    approved(home)
    with pytest.raises(Refused):
        issue_from(PLAN, row(), campaign=home.campaign, by=home.secretary_two, at=AT)
    document = issue_from(PLAN, row(), campaign=home.campaign, by=home.secretary, at=AT)
    assert (document.kind, document.unit) == ("campaigns.plan", home.units["phuong-mot"])


def test_the_page_of_the_plan_leads_to_both_files(home):
    page = reverse("campaigns:plan", args=[home.campaign.code, "phuong-mot"])
    client = signed_in(home.secretary)
    assert "Tải kế hoạch" not in client.get(page).text  # nothing is written yet
    submitted(home)
    assert "Tải kế hoạch (Word)" in client.get(page).text
    history = client.get(page).text.split('id="ls"')[1].split("</section>")[0]
    assert "trình lên" in history
    assert "05/10/2012" in history
    assert not re.search(r"\d{4}-\d\d-\d\d", history)  # a day as people write it
    draft = reverse("archive:draft", args=[home.campaign.code, "campaigns.plan", row().pk])
    assert client.get(draft).content[:2] == b"PK"
    assert client.get(draft + "?dang=pdf").content[:4] == b"%PDF"


def test_who_does_not_see_the_unit_gets_no_paper(home):
    approved(home)
    draft = reverse("archive:draft", args=[home.campaign.code, "campaigns.plan", row().pk])
    assert signed_in(home.secretary_two).get(draft).status_code == 404
