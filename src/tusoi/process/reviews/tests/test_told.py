"""What the notices say of ratings: the level that was decided, to whom the procedure says; never a ballot or a proposal."""

import pytest
from tests.factories import follow, go_to, signed_in
from tests.meetings import AT, WARD_DAY
from tests.ratings import rate, rated_world, reviewed, signed_count

from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.process.campaigns.documents import issue_from, paper_of
from tusoi.process.reviews.documents import SOURCES
from tusoi.process.reviews.documents_told import SOURCES as TOLD
from tusoi.process.reviews.models import AgendaItem, Meeting

pytestmark = pytest.mark.django_db
RESULT = next(one for one in SOURCES if one.kind.code == "reviews.result")
(NOTICE,) = TOLD
DECIDED = "Xếp loại tập thể: Hoàn thành tốt nhiệm vụ (Ban Thường vụ Quận ủy quyết định ngày 08/10/2012)"
OWN = "Xếp loại đảng viên: Hoàn thành nhiệm vụ (Ban Thường vụ Quận ủy quyết định ngày 08/10/2012)"


@pytest.fixture
def home():
    """The ward met and voted; it and its secretary are rated, and about the secretary something else is proposed."""
    home = rated_world()
    go_to(WARD_DAY)
    signed_count(home, reviewed(home))
    rate(home, "phuong-mot", "good")
    rate(
        home,
        "phuong-mot-1",
        "excellent",
        stage="proposal",
        kind="member",
        by=home.officer,
        grounds="Lời của nơi tham mưu",
    )
    rate(home, "phuong-mot-1", "done", kind="member")
    return home


def published(home):
    return "\n".join(lines_of(write_docx(paper_of(RESULT, Meeting.objects.get(), at=AT))))


def notice(home, code):
    item = NOTICE.things(home.campaign, home.secretary, AT.date()).get(subject__code=code)
    return "\n".join(lines_of(write_docx(paper_of(NOTICE, item, at=AT))))


def test_the_published_notice_states_the_level_of_the_collective_and_of_nobody_else(home):
    text = published(home)
    assert DECIDED in text
    for hidden in ("đảng viên", "xuất sắc", "Lời của nơi tham mưu", "phiếu"):
        assert hidden not in text


def test_where_the_procedure_tells_the_subject_alone_the_published_notice_states_no_level(home):
    rating = home.campaign.rules.model_dump(mode="json")["rating"]
    follow(home.campaign, rating=rating | {"announced": "subject"})
    assert "Xếp loại" not in published(home)
    assert DECIDED in notice(home, "phuong-mot")


def test_what_is_not_decided_yet_is_not_published():
    home = rated_world()
    reviewed(home)
    rate(home, "phuong-mot", "good", stage="proposal", by=home.officer)
    assert "Xếp loại" not in published(home)
    assert "Chưa có quyết định xếp loại." in notice(home, "phuong-mot")


def test_the_own_notice_states_the_conclusion_and_every_level_decided_but_no_ballot(home):
    text = notice(home, "phuong-mot-1")
    assert "Thống nhất kết luận chung." in text
    assert OWN in text
    for hidden in ("cán bộ, công chức", "xuất sắc", "Lời của nơi tham mưu", "phiếu", "Hoàn thành tốt"):
        assert hidden not in text


def test_a_level_decided_again_is_the_one_that_stands(home):
    rate(home, "phuong-mot", "done", reason="Tính lại")
    assert "Hoàn thành tốt" not in published(home)
    assert "Xếp loại tập thể: Hoàn thành nhiệm vụ (" in published(home)


def test_who_writes_and_who_reads_the_own_notice(home):
    def writes(who):
        return NOTICE.things(home.campaign, home.accounts[who], AT.date()).count()

    assert {who for who in home.accounts if writes(who)} == {"officer", "leader", "secretary"}
    item = AgendaItem.objects.with_names().get(subject__code="phuong-mot-2")
    issue_from(NOTICE, item, campaign=home.campaign, by=home.secretary, at=AT)

    def reads(who):
        return IssuedDocument.objects.visible_to(home.accounts[who], AT.date()).filter(kind=NOTICE.kind.code).exists()

    assert {who for who in home.accounts if reads(who)} == {"officer", "leader", "secretary", "committee_member"}


def test_the_page_of_the_meeting_shows_a_level_to_who_may_read_it(home):
    url = f"/dot/nq-tw4/hoi-nghi/{Meeting.objects.get().code}/"
    seen = signed_in(home.officer).get(url).content.decode()
    assert "Xếp loại tập thể: Hoàn thành tốt nhiệm vụ" in seen
    assert "Xếp loại đảng viên: Hoàn thành nhiệm vụ" in seen
    deputy = signed_in(home.accounts["committee_member"]).get(url).content.decode()
    assert "Xếp loại tập thể: Hoàn thành tốt nhiệm vụ" in deputy  # sits on that collective
    assert "Xếp loại đảng viên" not in deputy
