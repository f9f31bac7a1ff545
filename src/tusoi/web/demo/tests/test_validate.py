"""Every kind of fault is found with its file, row and column; and nothing ends in a traceback."""

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tusoi.foundation.access.roles import Role as RealRole
from tusoi.foundation.directory import models as directory
from tusoi.process.campaigns.states import GuidanceKind
from tusoi.process.dissemination.states import Audience as RealAudience
from tusoi.process.dissemination.states import OutKind
from tusoi.process.feedback.states import Box as RealBox
from tusoi.process.issues import states as issues
from tusoi.process.supervision.states import ContactKind as RealContactKind
from tusoi.web.demo.package import fields, sheets
from tusoi.web.demo.package.faults import PackageFaulty
from tusoi.web.demo.package.package import FILES, Package
from tusoi.web.demo.package.reader import load, read
from tusoi.web.demo.tests import small_package


@pytest.fixture
def folder(tmp_path):
    return small_package.write(tmp_path / "nho")


def edit(folder, file, old, new):
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old, text.count(old))
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def places(folder):
    return {(fault.file, fault.row, fault.column) for fault in read(folder).faults}


def test_the_small_package_has_no_fault(folder):
    assert [str(fault) for fault in read(folder).faults] == []
    package = load(folder)
    assert package.seats_of["ban"][0].person == "a1"
    assert package.person["a1"].must_attend
    assert not package.person["n1"].must_attend


CASES = [
    # the tree
    ("units.csv", "p1,quan,", "p1,p1,", [(4, "parent")], "nằm dưới chính nó"),
    ("units.csv", "p1,quan,", "p1,xx,", [(4, "parent")], "Không có “xx”"),
    ("units.csv", "p1,quan,", "p1,,", [(4, "parent")], "hơn một gốc"),
    ("units.csv", "Chi bộ 1,coso", "Chi bộ 1,quan", [(4, "level")], "không thấp hơn"),
    ("units.csv", "Chi bộ 1,coso", "Chi bộ 1,tinh", [(4, "level")], "Không có “tinh”"),
    ("units.csv", "coso,yes,2004-01-02\np2", "coso,yes,2003-01-02\np2", [(4, "since")], "trước"),
    ("units.csv", "coso,yes,2004-01-02\np2", "coso,maybe,2004-01-02\np2", [(4, "is_base")], "không rõ"),
    ("levels.csv", "Đảng bộ quận,1", "Đảng bộ quận,một", [(3, "rank")], "không phải là số nguyên"),
    ("levels.csv", "Đảng bộ quận,1", "Đảng bộ quận,0", [(3, "rank")], "quá nhỏ"),
    ("levels.csv", "Đảng bộ quận,1", "Đảng bộ quận,99", [(3, "rank")], "quá lớn"),
    # the roll
    ("people.csv", "a2,Bình", "a1,Bình", [(4, "code")], "đã có ở dòng 3"),
    ("people.csv", "a2,Bình,1961,p1", "a2,Bình,1961,p9", [(4, "unit")], "Không có “p9”"),
    ("people.csv", "1961,p1,full", "1961,p1,member", [(4, "status")], "Không hiểu"),
    ("people.csv", "1961,p1,full", "1961,p1,", [(4, "status")], "chưa ghi diện"),
    ("people.csv", "1961,p1,full,2005-01-01", "1961,p1,full,", [(4, "since")], "chưa ghi ngày"),
    ("people.csv", "1961,p1,full,2005-01-01", "1961,p1,full,2005-13-01", [(4, "since")], "không phải là ngày"),
    ("people.csv", "1961,p1", "1999,p1", [(4, "birth_year")], "Chưa đủ 18"),
    ("people.csv", "a2,Bình", "a2,", [(4, "name")], "Ô trống"),
    ("people.csv", "a2,Bình", "á 2,Bình", [(4, "code")], "không phải là mã"),
    ("people.csv", "n1,Ngoài,,,,", "n1,Ngoài,,,full,", [(10, "unit")], "không có đơn vị"),
    ("people.csv", "n1,Ngoài,,,,,no", "n1,Ngoài,,,,,yes", [(10, "key_cadre")], "ngoài danh sách"),
    ("seats.csv", "member,3,2010-08-01\nchi", "member,2,2010-08-01\nchi", [(5, "order")], "đã có ở dòng 4"),
    ("seats.csv", "ban,a2,Phó Bí thư,deputy", "ban,a2,Phó Bí thư,head", [(4, "rank")], "hơn một người đứng đầu"),
    ("seats.csv", "ban,a1,Bí thư,head,1", "ban,a1,Bí thư,head,9", [(3, "order")], "không đứng đầu"),
    ("seats.csv", "ban,a1,Bí thư,head", "ban,a1,Bí thư,member", [(3, "rank")], "không có người đứng đầu"),
    ("seats.csv", "ban,a2,", "ban,a1,", [(4, "person")], "đã có ở dòng 3"),
    ("accounts.csv", "ba,a3,member,quan,,", "ba,a3,member,quan,ban,", [(6, "unit")], "đúng một nơi"),
    ("accounts.csv", "ba,a3", "ba,", [(6, "person")], "chưa gắn với người"),
    ("accounts.csv", "bithu,a1,secretary", "bithu,a2,secretary", [(5, "person")], "đã gắn với người khác"),
    ("accounts.csv", "ba,a3", "ba,a1", [(6, "username")], "đã có tài khoản khác"),
    ("accounts.csv", "ba,a3,member", "ba,a3,king", [(6, "role")], "Không hiểu"),
    # plan and classes
    ("documents.csv", "2012-06-25", "2012-01-01", [(4, "issued_on")], "trước văn bản căn cứ"),
    ("documents.csv", "Hướng dẫn,nq", "Hướng dẫn,hd", [(4, "basis")], "lấy chính nó"),
    ("documents.csv", "MH-HD", "M" * 61, [(4, "symbol")], "Ô quá dài"),
    ("acknowledgements.csv", "2012-06-28", "2012-06-01", [(3, "on")], "trước ngày ban hành"),
    ("preparations.csv", "2012-07-20", "2013-07-20", [(3, "on")], "sau ngày kết thúc đợt"),
    ("classes.csv", "2012-04-07", "2012-03-01", [(4, "held_on")], "trước ngày mở đợt"),
    ("classes.csv", "2012-04-07", "21/2/2014", [(4, "held_on")], "sau ngày kết thúc đợt"),
    ("classes.csv", "Phòng họp,yes", "Phòng họp,maybe", [(5, "makeup")], "không rõ có hay không"),
    ("left_out.csv", "a4,away", "n1,away", [(3, "person")], "không có trong danh sách phải dự"),
    ("left_out.csv", "a4,away", "a4,lazy", [(3, "kind")], "Không hiểu"),
    ("left_out.csv", "2012-06-01", "2012-03-01", [(3, "on")], "trước ngày mở đợt"),
    ("left_out.csv", "2012-06-01", "2013-07-01", [(3, "on")], "sau ngày kết thúc đợt"),
    ("attendance.csv", "l2,b2", "l2,zz", [(6, "person")], "Không có “zz”"),
    ("attendance.csv", "l2,b2", "l2,n1", [(6, "person")], "không có trong danh sách đảng viên"),
    ("attendance.csv", "l2,b2", "l2,b1", [(6, "person")], "đã có ở dòng 5"),
    ("attendance.csv", "l1,a2", "l1,a3", [(4, "person")], "không thuộc diện"),
    ("attendance.csv", "l1,a2", "l9,a2", [(4, "class")], "Không có “l9”"),
    ("people.csv", "1965,p2,full,2005-01-01", "1965,p2,full,2012-05-01", [("attendance.csv", 6, "person")], "vào đơn vị"),
    ("declared.csv", '"57,14"', "nhiều", [(3, "percent")], "Không đọc được tỷ lệ"),
    ("declared.csv", ",4,", ",-4,", [(3, "count")], "quá nhỏ"),
    # subjects and slips
    ("tiers.csv", "2012-10-01", "2012-11-01", [(4, "opens_on"), ("meetings.csv", 4, "held_on")], "trước"),
    ("tiers.csv", "base,Cơ sở,3", "base,Cơ sở,1", [(4, "order")], "Thứ tự đã có"),
    ("subjects.csv", "c3,quan,,a3", "c3,quan,ban,a3", [(4, "collective")], "tập thể hoặc một cá nhân"),
    ("subjects.csv", "c3,quan,,a3", "c3,quan,ban,", [(4, "collective")], "Đã là đối tượng"),
    ("subjects.csv", "standing-board,ban,2", "standing-board,ban,1", [(4, "order")], "Thứ tự đã có"),
    ("subjects.csv", "standing-board,ban,1", "standing-board,ban,5", [(3, "order")], "Tập thể đứng sau"),
    ("subjects.csv", "c3,quan,,a3", "c3,quan,,b3", [(4, "decided_by")], "không ở trong tập thể"),
    ("round.toml", "closes_on = 2012-08-03", "closes_on = 2012-07-01", [("round.toml", 0, "closes_on")], "trước opens_on"),
    ("round.toml", "opens_on = 2012-07-10", "opens_on = 2012-01-10", [("round.toml", 0, "opens_on")], "ngoài thời gian"),
    ("round.toml", 'subjects = "tt;c3"', 'subjects = "tt;c3;xx"', [("round.toml", 0, "subjects")], "Không có “xx”"),
    ("round.toml", "threshold = 5", "threshold = 1", [("round.toml", 8, "threshold")], "quá nhỏ"),
    ("round.toml", "threshold = 5", "threshold = 6", [("groups.csv", 4, "code")], "chỉ có 5 người"),
    ("round.toml", "threshold = 5", "threshold = 4", [("round.toml", 0, "threshold")], "Dưới ngưỡng"),
    ("round.toml", "opened_on = 2012-08-06", "opened_on = 2012-08-03", [("round.toml", 0, "opened_on")], "đến hết ngày"),
    ("counting_team.csv", "canbo,p1", "bithu,p1", [(4, "username")], "không thể mở phiếu"),
    ("tiers.csv", "base,Cơ sở", "co-so,Cơ sở", [("tiers.csv", 0, "code")], "Chưa có thời gian cho cấp"),
    ("reports.csv", "c3,measures,Giữ như đã làm,2012-08-15,ba\n", "", [(5, "section")], "còn thiếu phần"),
    ("round.toml", "threshold = 5\n", "", [("round.toml", 1, "threshold")], "Thiếu “threshold”"),
    ("counting_team.csv", "canbo,p1", "canbo,p2", [("counting_team.csv", 0, "agency")], "chưa đủ"),
    ("counting_team.csv", "dem,p2", "ba,p2", [(3, "username")], "không thể mở phiếu"),
    ("groups.csv", "Đã nghỉ hưu,no", "Đã nghỉ hưu,yes", [(4, "attributed")], "Khác với quy trình"),
    ("slips.csv", "s3,retired,,", "s3,retired,n1,", [(6, "invitation")], "không ghi tên"),
    ("slips.csv", "s1,organisations,t1", "s1,organisations,", [(3, "invitation")], "chưa rõ nơi gửi"),
    ("slips.csv", "s1,organisations,t1", "s1,organisations,n1", [(3, "invitation")], "nhóm khác"),
    ("slips.csv", "s1,organisations,t1,2012-07-12", "s1,organisations,t1,2012-07-01", [(3, "on")], "trước"),
    ("slips.csv", "2012-07-13,c3", "2012-07-14,c3", [(5, "slip")], "khác với dòng 4"),
    ("slips.csv", "2012-07-13,c3", "2012-07-13,cu", [(5, "subject")], "không hỏi về"),
    ("slips.csv", "tt,proposal", "tt,praise", [(6, "box")], "Không hiểu"),
    # triage, issues, suggestions
    ("triage.csv", "s1,tt,shortcoming,issue,v1,\n", "", [("slips.csv", 3, "slip")], "chưa được xếp"),
    ("triage.csv", "s2,c3,strength", "s3,c3,strength", [(5, "slip"), ("slips.csv", 5, "slip")], "Không có ý kiến"),
    ("triage.csv", "s2,tt,shortcoming,issue,v1", "s2,tt,shortcoming,issue,", [(4, "issue")], "không khớp"),
    ("triage.csv", "s2,tt,shortcoming,issue,v1", "s2,tt,shortcoming,issue,g1", [(4, "issue")], "đối tượng khác"),
    ("triage.csv", "nothing_said", "", [(6, "reason")], "chưa có lý do"),
    ("slips.csv", "s3,retired,,2012-07-14,tt,proposal,Không có ý kiến", "s3,retired,,2012-07-14,tt,proposal,Tài liệu đến muộn", [("triage.csv", 6, "outcome")], "Cùng lời"),
    ("issues.csv", "v1,tt", "g1,tt", [(3, "code")], "Mã đã dùng"),
    ("issues.csv", "2012-08-09", "2012-08-07", [(3, "put_on")], "trước ngày xếp"),
    ("issues.csv", "long-standing", "weather", [(3, "theme")], "không có chủ đề"),
    ("suggested.csv", "cu,a2", "cu,b2", [(3, "overseer")], "chính nơi được gợi ý"),
    ("suggested.csv", "2012-07-26", "2012-07-01", [(3, "approved_on")], "trước ngày soạn"),
    ("suggestions.csv", "cu,g1", "tt,g1", [(3, "subject"), ("suggested.csv", 3, "subject")], "Không có “tt”"),
    # reports and meetings
    ("reports.csv", "muộn,2012-08-15", "muộn,2012-08-16", [(4, "submitted_on")], "nộp hai lần"),
    ("reports.csv", "tt,limitations", "tt,strengths", [(4, "section")], "đã có ở dòng 3"),
    ("reports.csv", "c3,duties", "c3,strengths", [(5, "section")], "Đề cương không có"),
    ("reports.csv", "Đã họp đủ kỳ,2012-10-01", "Đã họp đủ kỳ,2012-10-09", [(6, "submitted_on")], "sau ngày họp"),
    ("answers.csv", "2012-08-12", "2012-08-01", [(3, "on")], "trước ngày đặt"),
    ("answers.csv", "2012-08-12", "2012-08-18", [(3, "on")], "sau ngày nộp"),
    ("answers.csv", "v1,accept,Xin tiếp thu,Chưa có lịch nhắc,Lập lịch nhắc,2012-08-12,bithu\n", "", [("conclusions.csv", 3, "issue")], "chưa được tiếp thu"),
    ("meetings.csv", "h2,chi,2012-10-05", "h2,chi,2012-09-05", [(4, "held_on")], "trước thời gian"),
    ("meetings.csv", "2012-08-21", "2012-08-19", [(3, "concluded_on")], "trước ngày họp"),
    ("meetings.csv", "a1,a2,a3", "b1,a2,a3", [(3, "chair")], "không ở trong tập thể"),
    ("meetings.csv", "a1,a2,a3", "a1,a1,a3", [(3, "second_chair")], "chính người chủ trì"),
    ("meetings.csv", "a1,a2,a3", "a1,a2,a1", [(3, "minute_taker")], "chính người chủ trì"),
    ("meetings.csv", "b1,b2,b3,a2", "b1,b2,b3,b2", [(4, "attending_superior")], "người của chính tập thể"),
    ("meetings.csv", "7:30,2012-10-05", "sáng,2012-10-05", [(4, "starts_at")], "không phải là giờ"),
    ("absences.csv", "reason\n", "reason\nh2,b3,Ốm\nh2,b2,Ốm\n", [("meetings.csv", 4, "collective"), ("meetings.csv", 4, "second_chair"), ("contributions.csv", 4, "speaker")], "Không đủ số người"),
    ("absences.csv", "reason\n", "reason\nh1,a3,Ốm\n", [(3, "person")], "được kiểm điểm vắng mặt"),
    ("absences.csv", "reason\n", "reason\nh1,b1,Ốm\n", [(3, "person")], "không ở trong tập thể"),
    ("contributions.csv", "h2,1,b2,cu", "h2,1,a1,cu", [(4, "speaker")], "không có mặt"),
    ("contributions.csv", "h2,1,b2,cu,g1", "h2,1,b2,cu,v1", [(4, "issue")], "đối tượng khác"),
    ("contributions.csv", "h2,1,b2,cu,g1", "h2,1,b2,tt,", [(4, "subject")], "không kiểm điểm tại"),
    ("conclusions.csv", "h2,g1", "h1,g1", [(4, "meeting")], "không thuộc hội nghị"),
    ("conclusions.csv", "h2,g1,not_upheld,Không đủ cơ sở\n", "", [("meetings.csv", 4, "code")], "Chưa kết luận vấn đề"),
    ("subject_conclusions.csv", "h2,cu,Nhất trí\n", "", [("meetings.csv", 4, "code")], "Chưa kết luận về"),
    # follow-through
    ("commitments.csv", "2012-11-30,b1", "2012-11-30,a1", [(3, "supervisor")], "chính người thực hiện"),
    ("commitments.csv", "2012-11-30,b1", "2012-11-30,a2", [(3, "supervisor")], "nơi có khuyết điểm"),
    ("commitments.csv", "2012-11-30,b1", "2012-08-01,b1", [(3, "due_on")], "trước ngày lập"),
    ("commitments.csv", "k1,v1", "k1,g1", [(3, "issue"), (3, "made_on"), ("conclusions.csv", 3, "issue")], "có khuyết điểm"),
    ("commitments.csv", "p2,2012-08-27", "p2,2012-08-20", [(3, "made_on")], "trước ngày kết luận"),
    ("commitments.csv", "2012-11-20,2012-11-28", "2012-11-20,2013-11-28", [(3, "verified_on")], "sau ngày kết thúc"),
    ("commitments.csv", "2012-11-20,2012-11-28", ",2012-11-28", [(3, "claimed_on")], "chưa báo khắc phục"),
    ("commitments.csv", "2012-11-28,Đạt", "2012-11-28,", [(3, "verdict")], "chưa có nhận xét"),
    ("evidence.csv", "2012-11-19", "2012-12-19", [(3, "on"), ("commitments.csv", 3, "verified_on")], "sau ngày xác nhận"),
    ("reminders.csv", "2012-11-15", "2012-08-15", [(3, "on")], "trước ngày lập"),
    # package.toml
    ("package.toml", "format = 1", "format = 2", [("package.toml", 2, "format")], "định dạng"),
    ("package.toml", 'unit = "quan"', 'unit = "tinh"', [("package.toml", 0, "unit")], "Không có “tinh”"),
    ("package.toml", "nq-tw4-2012", "khac", [("package.toml", 0, "procedure")], "Không có quy trình"),
    ("package.toml", "closed = 2013-06-28", "closed = 2012-04-02", [("package.toml", 0, "calendar.coverage_as_of")], "sau việc tiếp theo"),
    ("package.toml", "closed = 2013-06-28", "closed = soon", [("package.toml", 14, "")], "TOML"),
    ("package.toml", 'code = "nho"', 'code = "nho"\nsize = 3', [("package.toml", 4, "size")], "Khóa lạ"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected", "words"), CASES)
def test_a_fault_is_found_where_it_stands(folder, file, old, new, expected, words):
    edit(folder, file, old, new)
    faults = read(folder).faults
    found = {(fault.file, fault.row, fault.column) for fault in faults}
    wanted = {place if len(place) == 3 else (file, *place) for place in expected}
    assert wanted <= found
    assert any(words in fault.wrong and (fault.file, fault.row, fault.column) in wanted for fault in faults)


def test_a_row_with_two_faults_reports_both(folder):
    edit(folder, "conclusions.csv", "h1,v1,upheld", "h9,v1,maybe")
    assert {("conclusions.csv", 3, "meeting"), ("conclusions.csv", 3, "verdict")} <= places(folder)


def test_a_code_of_two_files_names_both(folder):
    (folder / "suggestions.csv").unlink()
    assert any(fault.expected.endswith("issues.csv hoặc suggestions.csv") for fault in read(folder).faults)


def test_all_faults_come_in_one_go(folder):
    edit(folder, "units.csv", "p1,quan,", "p1,xx,")
    edit(folder, "people.csv", "a2,Bình", "a1,Bình")
    edit(folder, "commitments.csv", "2012-11-30,b1", "2012-11-30,a1")
    wanted = {("units.csv", 4, "parent"), ("people.csv", 4, "code"), ("commitments.csv", 3, "supervisor")}
    assert wanted <= places(folder)
    with pytest.raises(PackageFaulty) as raised:
        load(folder)
    assert {(fault.file, fault.row, fault.column) for fault in raised.value.faults} == places(folder)


BROKEN = [
    (b"code,name,rank\nquan,\xff\xfe,1\n", (2, ""), "UTF-8"),
    ("code,name,rank\nquan,Quận,1\n".encode("utf-16"), (1, ""), "UTF-8"),
    (b"code,name,rank\nquan,\x00,1\n", (1, ""), "UTF-8"),
    (b"code;name;rank\nquan;Q;1\n", (1, ""), "dấu chấm phẩy"),
    (b"code\tname\trank\n", (1, ""), "dấu tab"),
    (b"", (1, ""), "Thiếu dòng tiêu đề"),
    (b"\n\n\n", (1, ""), "Thiếu dòng tiêu đề"),
    (b"code,name\nquan,Q\n", (1, "rank"), "thiếu cột"),
    (b"code,name,rank,colour\n", (1, "colour"), "Cột lạ"),
    (b"code,name,rank,name\n", (1, "name"), "có hai lần"),
    (b"code,name,rank\nquan,Q\n", (2, ""), "Dòng có 2 ô"),
    (b"code,name,rank\nquan,Q,1,2\n", (2, ""), "Dòng có 4 ô"),
    (b'code,name,rank\nquan,"Q,1\n', (2, ""), "dấu nháy"),
    (b'code,name,rank\nquan,"Q"x,1\n', (2, ""), "dấu nháy"),
    (b"code,name,rank\nquan," + b"x" * 30_000 + b",1\n", (2, "name"), "Ô quá dài"),
    (b"code,name,rank\nquan," + b"x" * 200_000 + b",1\n", (2, ""), "ô quá dài"),
]


@pytest.mark.parametrize(("data", "place", "words"), BROKEN)
def test_a_broken_file(folder, data, place, words):
    (folder / "levels.csv").write_bytes(data)
    faults = read(folder).faults
    assert any(
        (fault.file, fault.row, fault.column) == ("levels.csv", *place) and words in fault.wrong for fault in faults
    )


def test_a_huge_file_is_not_read(folder, monkeypatch):
    monkeypatch.setattr(sheets, "LARGEST_FILE", 1000)
    (folder / "levels.csv").write_bytes(b"x" * 1001)
    assert ("levels.csv", 0, "") in places(folder)
    monkeypatch.setattr(sheets, "LARGEST_FILE", 10**6)
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    assert ("people.csv", 6, "") in places(folder)


def test_missing_strange_and_unmarked_files(folder):
    (folder / "seats.csv").unlink()
    (folder / "peoples.csv").write_text("code\n")
    edit(folder, "levels.csv", small_package.NOTICE, "")
    (folder / "groups.csv").unlink()
    (folder / "groups.csv").mkdir()
    assert {("seats.csv", 0, ""), ("peoples.csv", 0, ""), ("levels.csv", 1, ""), ("groups.csv", 0, "")} <= places(
        folder
    )
    (folder / "package.toml").unlink()
    assert ("package.toml", 0, "") in places(folder)


def test_what_a_spreadsheet_does_to_a_file_is_accepted(folder):
    """A byte order mark, CRLF, empty rows and cells at the end, days as people write them, letters in two parts."""
    text = (
        "\ufeff"
        + small_package.NOTICE
        + "code,unit,title,audience,held_on,place,by,\r\nl1,quan,Lớp,key_cadres,3/4/2012,Hội trường,canbo,\r\n"
        + ",,,,,,,\r\nl2,p2,Lơ\u0301p,members,07/04/2012,Phòng,chi1,\r\n"
        + "b1,quan,Bù,members,05/05/2012,Phòng,canbo,\r\n"
    )
    (folder / "classes.csv").write_bytes(text.encode())
    package = load(folder)
    assert [(row.row, row.title, row.held_on.isoformat()) for row in package.classes] == [
        (3, "Lớp", "2012-04-03"),
        (5, "Lớp", "2012-04-07"),
        (6, "Bù", "2012-05-05"),
    ]
    assert not any(row.makeup for row in package.classes)  # a column that came later may be left out


def test_an_office_may_write_only_its_roll(folder):
    for file, spec in FILES.items():
        if not spec.required:
            (folder / file).unlink(missing_ok=True)
    (folder / "round.toml").unlink()
    assert read(folder).faults == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=st.sampled_from([*FILES, "package.toml", "round.toml"]), data=st.binary(max_size=120), at=st.integers(0, 200)
)
def test_no_bytes_make_it_stumble(folder, file, data, at):
    path = small_package.write(folder) / file
    whole = path.read_bytes() if path.exists() else b""  # the small package leaves some files out
    path.write_bytes(whole[:at] + data + whole[at:])
    for fault in read(folder).faults:
        assert str(fault)


def test_the_words_of_the_format_are_those_of_the_program():
    pairs = [
        (fields.Status, directory.Status),
        (fields.CollectiveKind, directory.CollectiveKind),
        (fields.SeatRank, directory.SeatRank),
        (fields.Role, RealRole),
        (fields.DocumentKind, GuidanceKind),
        (fields.Audience, RealAudience),
        (fields.OutKind, OutKind),
        (fields.Box, RealBox),
        (fields.AnswerKind, issues.AnswerKind),
        (fields.Judgement, issues.Judgement),
        (fields.ContactKind, RealContactKind),
    ]
    for ours, theirs in pairs:
        assert {choice.value for choice in ours} == set(theirs.values), ours
    assert {choice.value for choice in fields.Verdict} == {str(state) for state in issues.CONCLUDED}
    assert {choice.value for choice in fields.Origin} < set(issues.SourceKind.values)


def test_a_makeup_class_without_anybody_to_invite_is_a_fault(folder):
    edit(folder, "attendance.csv", "l2,b2", "l2,b2\nl2,a3\nl2,a4\nl2,b3")
    assert ("classes.csv", 5, "makeup") in places(folder)
    assert "không còn ai để mời" in " ".join(map(str, read(folder).faults))


def test_every_file_has_its_list_in_the_package():
    assert {spec.attribute for spec in FILES.values()} <= set(Package.__dataclass_fields__)
    assert apps.ready
