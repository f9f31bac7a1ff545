"""A package that follows another: every fault with its file, row and column; sound, both play into one database."""

from datetime import date

import pytest

from tusoi.foundation.directory.models import Membership, Seat, in_force
from tusoi.foundation.journal.actions import first_broken
from tusoi.foundation.tally.actions import recount
from tusoi.process.campaigns.models import Campaign, Override
from tusoi.process.issues.models import Shortcoming
from tusoi.process.issues.states import ShortcomingState
from tusoi.process.reports.models import EarlierAnswer
from tusoi.process.reviews.models import BallotCount
from tusoi.process.steps import raw_rows
from tusoi.process.supervision.models import Commitment, Contact
from tusoi.process.supervision.states import CommitmentState
from tusoi.web.demo.package.reader import load, read
from tusoi.web.demo.play.player import acts_of, play
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.play.summary import summary_of
from tusoi.web.demo.tests import following_package
from tusoi.web.keeping.worker import work_off


@pytest.fixture
def folders(tmp_path):
    return following_package.write(tmp_path)


@pytest.fixture
def folder(folders):
    return folders[1]


def edit(folder, file, old, new):
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old, text.count(old))
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def test_both_packages_have_no_fault(folders):
    before, after = folders
    assert [str(fault) for folder in folders for fault in read(folder).faults] == []
    package = load(after, earlier=[load(before)])
    assert package.chain[0].about.code == "nho"
    assert package.members_of["chi"] == {"b1", "b2", "c1"}
    assert (package.person["b3"].unit, package.person["b4"].unit, package.person["a4"].status) == ("p1", "", "full")


CASES = [
    # package.toml
    ("package.toml", 'package = "nho"', 'package = "khac"', [("package.toml", 0, "follows.package")], "Không thấy gói trước"),
    ("package.toml", 'package = "nho"', 'package = "nho-sau"', [("package.toml", 0, "follows.package")], "Không thấy gói trước"),
    ("package.toml", "closed_on = 2013-07-01", "closed_on = 2013-06-01", [("package.toml", 0, "follows.closed_on")], "quá sớm"),
    ("package.toml", "planned = 2013-09-02", "planned = 2013-06-30", [("package.toml", 0, "calendar.planned")], "chưa kết thúc"),
    ("package.toml", 'đợt"\nby = "canbo"', 'đợt"\nby = "ai"', [("package.toml", 0, "by")], "Không có “ai”"),
    ("package.toml", "closed_on = 2013-07-01\n", "", [("package.toml", 1, "follows.closed_on")], "Thiếu"),
    # the roll between the two
    ("people.csv", "c1,Minh", "a2,Minh", [(3, "code")], "đã có trong gói trước"),
    ("people.csv", "2013-07-12", "2013-01-12", [(3, "since")], "trước ngày cuối của gói trước"),
    ("accounts.csv", "2013-07-16", "2013-09-16", [(3, "since")], "sau ngày mở đợt"),
    ("changes.csv", "full,,canbo", ",,canbo", [(3, "status")], "còn thiếu một ô"),
    ("changes.csv", ",,chi,", ",,,", [(4, "collective")], "còn thiếu một ô"),
    ("changes.csv", "2013-07-11,p1", "2013-07-11,", [(5, "unit")], "còn thiếu một ô"),
    ("changes.csv", "Chuyển đi nơi khác", "", [(6, "reason")], "còn thiếu một ô"),
    ("changes.csv", "2013-07-20", "2013-06-20", [(6, "on")], "trước ngày cuối của gói trước"),
    ("changes.csv", "2013-07-20", "2013-09-20", [(6, "on")], "sau ngày mở đợt"),
    ("changes.csv", "b4,left", "n1,left", [(6, "person")], "không có trong danh sách của gói trước"),
    ("changes.csv", "b3,unseated", "a1,unseated", [(4, "person")], "không ở trong tập thể"),
    ("changes.csv", "b4,left", "b4,fled", [(6, "act")], "Không hiểu"),
    # what was left
    ("goes_on.csv", "v2,v1", "v2,g9", [(3, "earlier")], "Không có khuyết điểm “g9” của đối tượng này"),
    ("goes_on.csv", "v2,v1", "v2,g1", [(3, "earlier")], "Không có khuyết điểm “g1” của đối tượng này"),
    ("goes_on.csv", "v2,v1\n", "", [("issues.csv", 3, "origin")], "Chưa ghi tiếp nối"),
    ("issues.csv", "tt,earlier", "tt,own_report", [("goes_on.csv", 3, "issue")], "không từ đợt trước"),
    ("earlier.csv", "g1,mending,Đã đóng tập đến quý II,2013-11-15,chi1\n", "", [("reports.csv", 12, "subject")], "“g1” của đợt trước"),
    ("earlier.csv", "g1,mending", "v1,mending", [(3, "issue"), ("reports.csv", 12, "subject")], "đã được xác nhận khắc phục xong"),
    ("earlier.csv", "g1,mending", "zz,mending", [(3, "issue")], "Không có khuyết điểm “zz”"),
    ("earlier.csv", "g1,mending", "g1,done", [(3, "status")], "Không hiểu"),
    ("earlier.csv", "2013-11-15", "2013-11-17", [(3, "on")], "sau ngày nộp báo cáo"),
    ("finished.csv", "k2,2014-02-10", "k1,", [(3, "commitment")], "không có cam kết “k1” chưa xong"),
    ("finished.csv", "k2,2014-02-10", "k2,", [(3, "claimed_on")], "Báo khắc phục xong một lần"),
    ("finished.csv", "2014-02-10", "2013-08-10", [(3, "claimed_on")], "trước ngày lập đợt"),
    ("finished.csv", "2014-02-20", "2014-02-01", [(3, "verified_on")], "trước ngày báo đã khắc phục"),
    ("finished.csv", "2014-02-20", "2014-05-20", [(3, "verified_on")], "sau ngày kết thúc đợt"),
    ("finished.csv", "Đạt", "", [(3, "verdict")], "chưa có nhận xét"),
    ("evidence.csv", "k2,Ảnh tập biên bản,,2014-02-09,chi2\n", "", [("finished.csv", 3, "commitment")], "khi chưa có minh chứng"),
    ("commitments.csv", "k3,v2", "k1,v2", [(3, "code")], "đã có trong gói trước"),
    ("postponements.csv", "k3,", "k9,", [(3, "commitment")], "Không có “k9”"),
    ("postponements.csv", "2014-01-20", "2013-10-20", [(3, "on")], "trước ngày lập cam kết"),
    ("postponements.csv", "2014-02-28", "2014-01-15", [(3, "due_on")], "trước ngày đổi hạn"),
    ("postponements.csv", "k3,2014-02-28", "k1,2014-02-28", [(3, "on")], "sau ngày xác nhận"),
    # to be done at once
    ("immediate.csv", "n1,h3", "k3,h3", [(3, "code")], "Mã đã dùng trong commitments.csv"),
    ("immediate.csv", "n1,h3", "k2,h3", [(3, "code")], "đã có trong gói trước"),
    ("immediate.csv", "h3,tt", "h3,cu", [(3, "subject")], "không kiểm điểm tại"),
    ("immediate.csv", "bộ,a2", "bộ,b2", [(3, "owner")], "không thuộc hội nghị này"),
    ("immediate.csv", "2013-10-28", "2013-10-18", [(3, "due_on")], "trước ngày họp"),
    ("immediate.csv", "2013-10-28", "2016-10-28", [(3, "due_on")], "sau hạn dài nhất"),
    ("immediate.csv", "2013-10-24", "2013-10-20", [(3, "made_on")], "trước ngày kết luận"),
    ("immediate.csv", "2013-10-28,b1", "2013-10-28,a2", [(3, "supervisor")], "chính người thực hiện"),
    ("immediate.csv", "2013-10-28,b1", "2013-10-28,a3", [(3, "supervisor")], "nơi có khuyết điểm"),
    ("immediate.csv", "2013-10-26,", ",", [(3, "claimed_on")], "chưa báo khắc phục"),
    ("immediate.csv", "Đạt\n", "Đạt\nn2,h3,tt,Gửi kết luận đến các chi bộ,a2,Sổ,2013-10-28,b1,p2,2013-10-24,,,\n", [(4, "what")], "đã ghi ở dòng 3"),
    ("evidence.csv", "n1,Bản sao", "n9,Bản sao", [(4, "commitment"), ("immediate.csv", 3, "verified_on")], "Không có “n9”"),
    # returned, let through
    ("returns.csv", "2013-10-12", "2013-10-09", [(3, "on")], "trước ngày nộp báo cáo"),
    ("returns.csv", "2013-10-14", "2013-10-11", [(3, "again_on")], "trước ngày trả lại"),
    ("returns.csv", "2013-10-14", "2013-10-22", [(3, "again_on")], "sau ngày họp"),
    ("returns.csv", "Lập sổ việc theo tuần", "", [(3, "text")], "Phần viết lại chưa đủ"),
    ("returns.csv", "measures", "strengths", [(3, "section")], "không có phần này"),
    ("overrides.csv", "2013-11-15", "2013-11-20", [(3, "on")], "sau ngày nộp báo cáo"),
    ("overrides.csv", "answers_before_submission", "quorum", [(3, "gate"), ("answers.csv", 4, "on")], "Không hiểu"),
    # ballots and levels
    ("counts.csv", "h3,proposal", "h3,self", [(3, "stage")], "Chưa chọn bỏ phiếu"),
    ("counts.csv", "a2;b1;b2", "a2;b1;zz", [(3, "team")], "Không có “zz”"),
    ("counts.csv", "a2;b1;b2", "a2;b1;a3", [(3, "team")], "có tên trên phiếu"),
    ("counts.csv", "a2;b1;b2", "a2;b1", [(3, "team")], "chưa đủ người"),
    ("counts.csv", "proposal,a2", "proposal,b3", [(3, "head")], "không ở trong tổ"),
    ("counts.csv", "3,3,0,3,0", "4,4,0,3,1", [(3, "issued")], "nhiều phiếu hơn"),
    ("counts.csv", "3,3,0,3,0", "3,2,0,2,0", [(3, "collected")], "không bằng phát ra"),
    ("counts.csv", "3,3,0,3,0", "3,3,0,3,1", [(3, "valid")], "không bằng thu về"),
    ("counts.csv", "3,3,0,3,0", "3,3,0,ba,0", [(3, "valid")], "không phải là số nguyên"),
    ("votes.csv", "good,2", "great,2", [(3, "level")], "không có mức “great”"),
    ("votes.csv", "c3,quality", "c3,quantity", [(5, "kind")], "không xếp loại mục"),
    ("votes.csv", "c3,quality,good,3", "cu,quality,good,3", [(5, "subject")], "không kiểm điểm tại"),
    ("votes.csv", "good,2", "good,1", [(3, "votes")], "cộng lại là 2"),
    ("ratings.csv", "done,Ban Thường vụ", "done,", [(5, "body")], "Chưa ghi nơi"),
    ("ratings.csv", "2013-12-10", "2013-11-20", [(5, "on")], "trước ngày kết luận"),
    ("ratings.csv", "cu,quality,self,done", "cu,quality,self,best", [(4, "level")], "không có mức “best”"),
    ("package.toml", '"annual-2013"', '"nq-tw4-2012"', [("ratings.csv", 3, "stage")], "không xếp loại"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected", "words"), CASES)
def test_a_fault_is_found_where_it_stands(folder, file, old, new, expected, words):
    edit(folder, file, old, new)
    faults = read(folder).faults
    wanted = {place if len(place) == 3 else (file, *place) for place in expected}
    assert wanted <= {(fault.file, fault.row, fault.column) for fault in faults}
    assert any(words in fault.wrong and (fault.file, fault.row, fault.column) in wanted for fault in faults)


def test_what_follows_nothing_carries_nothing_on(folders):
    before, after = folders
    (before / "earlier.csv").write_bytes((after / "earlier.csv").read_bytes())
    (fault,) = read(before).faults
    assert (fault.file, fault.row, fault.column, fault.expected) == (
        "earlier.csv", 3, "issue", "[follows] trong package.toml",
    )  # fmt: skip


def test_a_fault_of_the_earlier_package_is_said_once(folders):
    before, after = folders
    edit(before, "people.csv", "a2,Bình", "a1,Bình")
    (fault,) = read(after).faults
    assert "Gói trước “nho” có lỗi" in fault.wrong
    assert fault.expected == "tusoi validate nho"


def test_a_count_without_numbers_of_anybody(folder):
    (folder / "votes.csv").unlink()
    faults = [str(fault) for fault in read(folder).faults]
    assert any(fault.startswith("counts.csv:3:meeting") and "chưa có số phiếu nào" in fault for fault in faults)


@pytest.mark.django_db(transaction=True)
def test_the_second_campaign_goes_on_where_the_first_ended(folders):
    first, second = _play(folders)
    _moved()
    assert Campaign.objects.count() == 2
    summary = summary_of(second.campaign, as_of=date(2013, 9, 20), at=date(2014, 3, 31))
    assert (summary.carried_over, summary.relapsed, summary.long_standing) == (1, 1, 1)
    assert (summary.reports_returned, summary.overrides, summary.ballots_counted) == (1, 1, 1)
    assert (Override.objects.count(), BallotCount.objects.signed().count()) == (1, 1)
    (carried,) = EarlierAnswer.objects.select_related("shortcoming__issue")
    assert (carried.shortcoming.issue.code, carried.report.subject.code) == ("g1", "cu")
    assert Commitment.objects.get(code="k2").state == CommitmentState.VERIFIED  # of the closed campaign
    assert Contact.objects.filter(commitment__code="k2", by=None).exists()  # whose reminders went on
    at_once = Commitment.objects.get(code="n1")
    assert (at_once.immediate.number, at_once.measure) == (1, "Gửi kết luận đến các chi bộ")
    assert at_once.state == CommitmentState.VERIFIED
    assert (summary.immediate_actions, summary.commitments, summary.issues_upheld) == (1, 2, 1)
    again = Shortcoming.objects.get(issue=second.issue("v2"))
    assert again.earlier == first.issue("v1").shortcoming
    assert (again.earlier.state, again.earlier.verified_on) == (ShortcomingState.RELAPSED, date(2012, 11, 28))
    for stage in (first, second):
        assert recount(stage.campaign.pk, raw_rows(stage.campaign)) == 0
    assert first_broken() is None


def _play(folders):
    stages, read_so_far = [], []
    for folder in folders:
        read_so_far.append(load(folder, earlier=read_so_far))
        stages.append(Stage(read_so_far[-1]))
        for _act in play(acts_of(stages[-1])):
            pass
    work_off()
    return stages


def _moved():
    """Moved, joined, left, took a seat and gave one up, as changes.csv and the new rows say."""
    on = in_force(date(2013, 9, 5))
    units = dict(Membership.objects.filter(on).values_list("person__code", "unit__code"))
    seats = set(Seat.objects.filter(on, collective__code="chi").values_list("person__code", flat=True))
    assert (units["b3"], units["c1"], units.get("b4"), seats) == ("p1", "p2", None, {"b1", "b2", "c1"})
