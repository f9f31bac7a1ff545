"""One campaign on a phone, from the slip to the shortcoming that is mended, by what people see and press."""

import re
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.steps import Person, check_receipt, commit, enter_passphrase, plan, speak, take, write_report
from tusoi.foundation.kernel.clock import at_noon, move_office_day
from tusoi.process.feedback.actions import print_slips
from tusoi.process.feedback.models import Group
from tusoi.web.demo.package.reader import load
from tusoi.web.demo.play.player import acts_of, play
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.tests import small_package

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHANGES = {
    # a3 sits on both collectives, so may not follow the lower one; the lower tier may meet while the higher one does
    "seats.csv": (
        "chi,b3,Chi ủy viên,member,3,2010-08-01\n",
        "chi,b3,Chi ủy viên,member,3,2010-08-01\nchi,a3,Chi ủy viên,member,4,2010-08-01\n",
    ),
    "tiers.csv": ("base,Cơ sở,3,2012-10-01,", "base,Cơ sở,3,2012-08-15,"),
}
LATE, LATE_AGAIN = "Tài liệu họp gửi muộn", "Giấy mời đến sát ngày họp"
WHOLE_LIFE = [
    "Nêu từ ý kiến góp ý trên phiếu",
    "Đặt ra với đối tượng",
    "Tiếp thu",
    "1 ý kiến tại hội nghị",
    "Kết luận: có khuyết điểm",
    "Cam kết: Gửi tài liệu trước năm ngày",
    "Minh chứng",
    "Báo đã khắc phục xong",
    "Xác nhận đã khắc phục",
]


@dataclass
class Cast:
    contributor: Person
    officer: Person
    secretary: Person
    member: Person
    counter: Person
    below: Person


@pytest.fixture
def cast(tmp_path, phone, sign_in, sound):
    """The small package in its middle: the slips of three people are in the box."""
    folder = small_package.write(tmp_path / "nho")
    for file, (old, new) in CHANGES.items():
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    day = date(2012, 7, 15)
    list(play(acts_of(Stage(load(folder)), until=day)))
    move_office_day(date(2012, 7, 16))
    people = {"officer": "canbo", "secretary": "bithu", "member": "ba", "counter": "dem", "below": "chi1"}
    return Cast(Person(phone, sound), **{role: Person(sign_in(name), sound) for role, name in people.items()})


def test_from_the_slip_to_the_shortcoming_that_is_mended(cast):
    receipt = a_slip_is_sent_by_code(cast)
    the_slips_are_opened(cast, receipt)
    the_comments_are_triaged(cast)
    suggestions_come_from_above(cast)
    the_collective_reports(cast)
    a_member_reports(cast)
    the_lower_tier_waits_for_the_higher(cast)
    the_meeting_needs_its_quorum(cast)
    the_collective_is_reviewed(cast)
    the_member_is_reviewed(cast)
    the_meeting_is_concluded(cast)
    nobody_supervises_himself(cast)
    the_shortcoming_is_mended(cast)
    the_progress_is_reported(cast)
    assert not any("beforeunload" in person.asked for person in vars(cast).values())  # nothing typed was left behind


def a_printed_code():
    """The code of one sheet. Paper is a PDF made in memory, which this browser would only hand over as a file."""
    group = Group.objects.get(code="retired")
    ((code, _organisation),) = print_slips(group, count=1, by=None, at=at_noon(date(2012, 7, 16)))
    return code


def a_slip_is_sent_by_code(cast):
    officer, me = cast.officer, cast.contributor
    # given a printed code
    officer.go("/dot/nho/gop-y/")
    officer.follow("Lấy ý kiến", inside=officer.page.locator("table"))
    officer.follow("In, phát, hủy phiếu giấy")
    officer.sees("Mã hiện một lần khi in; chương trình không giữ", "Nguyên cấp ủy viên, thủ trưởng đã nghỉ hưu")
    code = a_printed_code()
    # when somebody types it and writes about two subjects
    me.go("/phieu/")
    me.fill("Mã phiếu", code.lower())
    me.press("Mở phiếu")
    me.sees("Ai không đọc", "phiếu không mang tên")
    me.press("Bắt đầu góp ý")
    me.fill("Hạn chế, khuyết điểm", LATE_AGAIN)
    me.press("Tiếp")
    me.fill("Ưu điểm", "Lắng nghe đảng viên")
    me.press("Xem lại trước khi gửi")
    me.sees(LATE_AGAIN, "Lắng nghe đảng viên")
    me.press("Gửi phiếu")
    # then there is a receipt, no cookie, and the code is spent
    receipt = me.page.locator(".receipt-code").inner_text()
    me.sees("Nếu bị gây khó khăn vì đã góp ý")
    assert me.page.context.cookies() == []
    me.go("/phieu/")
    me.fill("Mã phiếu", code)
    me.press("Mở phiếu")
    me.sees("Mã này đã được dùng để gửi phiếu")
    check_receipt(me, receipt, "Phiếu đã được nhận, còn niêm phong")
    return receipt


def the_sheet_is_accounted_for(officer):
    officer.follow("In, phát, hủy phiếu giấy")
    group = officer.page.locator("section[aria-labelledby=nhom-retired]")
    group.locator("summary").click()
    officer.fill("Số tờ vừa phát", "1", inside=group)
    officer.press("Ghi số đã phát", inside=group)
    officer.sees("Đã ghi số phiếu phát")


def the_slips_are_opened(cast, receipt):
    officer, counter = cast.officer, cast.counter
    # given a closed round
    move_office_day(date(2012, 8, 3))
    officer.go("/dot/nho/gop-y/gop-y/")
    officer.cannot_press("Khóa nhận phiếu", re.compile("03/08/2012"))
    move_office_day(date(2012, 8, 4))
    officer.go("/dot/nho/gop-y/gop-y/")
    officer.cannot_press("Khóa nhận phiếu", re.compile("Còn 1 tờ chưa phát và chưa hủy"))
    the_sheet_is_accounted_for(officer)
    officer.go("/dot/nho/gop-y/gop-y/")
    officer.press("Khóa nhận phiếu")
    # when two of the team enter their passphrases
    enter_passphrase(officer, "canbo")
    officer.sees("Đợi thành viên khác nhập mật khẩu", "Đồng chí đã nhập mật khẩu; đang đợi thành viên khác")
    enter_passphrase(counter, "dem")
    # then the comments are there, and the receipt counts
    counter.sees("Đã mở phiếu", LATE_AGAIN, "Tài liệu đến muộn")
    check_receipt(cast.contributor, receipt, "Phiếu đã được mở và được tính")


def the_comments_are_triaged(cast):
    counter = cast.counter
    # given the comments in the hands of one of the team
    counter.follow("Xếp ý kiến")
    counter.sees("nhận 6 = xếp 0 + ưu điểm 0 + để riêng 0 + còn 6")
    counter.cannot_press("Kết thúc tổng hợp", re.compile("Còn 6 ý kiến chưa xếp"))
    # when every one is placed, one of them first in the wrong place
    take(counter, "Tài liệu gửi muộn")
    counter.fill("Tên vấn đề", LATE)
    counter.choose("Chủ đề", "Trách nhiệm lãnh đạo")
    counter.press("Nêu vấn đề và xếp vào")
    take(counter, "Tài liệu đến muộn")
    counter.press("Xếp vào")
    take(counter, LATE_AGAIN)
    counter.press("Ghi là ưu điểm")
    counter.press("Xếp lại ý kiến vừa rồi")
    take(counter, LATE_AGAIN)
    counter.press("Xếp vào")
    take(counter, "Không có ý kiến")
    counter.unfold("Để riêng")
    counter.tick("Không nêu việc gì, không đọc được")
    counter.press("Đề nghị để riêng")
    other = cast.officer  # the second of the team is told, and agrees
    other.go("/")
    other.follow("Xem", inside=other.part("Xem và đồng ý để riêng 1 ý kiến"))
    other.press("Đồng ý để riêng")
    counter.follow("Chi, Ủy viên")
    counter.press("Ghi là ưu điểm")
    counter.press("Ghi là ưu điểm")
    counter.sees("nhận 6 = xếp 3 + ưu điểm 2 + để riêng 1 + còn 0")
    # then the issues are put, and the synthesis is there to read and to take along
    counter.fill("Hạn tiếp thu, giải trình", "20/08/2012")
    counter.press("Kết thúc tổng hợp")
    counter.sees("Tổng hợp ý kiến góp ý", "Tổ mở phiếu thấy đủ các con số", LATE)
    assert "Kết thúc tổng hợp và đặt các vấn đề ra với đối tượng?" in counter.asked
    counter.loads_word_file("Bản tổng hợp để in, bản Word")
    cast.secretary.go("/dot/nho/van-de/tong-hop/gop-y/")
    cast.secretary.sees(LATE, "Con số dưới 5 phiếu không nêu")


def suggestions_come_from_above(cast):
    officer, leader, below = cast.officer, cast.secretary, cast.below
    move_office_day(date(2012, 8, 7))
    # given a point that the officer has drafted
    officer.go("/dot/nho/van-de/goi-y/")
    officer.follow("Xem và soạn", inside=officer.part("Chi ủy hai"))
    officer.press("Bắt đầu soạn gợi ý")
    officer.fill("Nội dung gợi ý, một câu", "Biên bản lưu rời")
    officer.choose("Chủ đề", "Nguyên nhân")
    officer.fill("Căn cứ", "Biên bản kiểm tra hồ sơ ngày 02/07/2012")
    officer.press("Thêm nội dung")
    # when the leader approves, and looks for somebody to follow it
    leader.go("/dot/nho/van-de/goi-y/")
    leader.follow("Chi ủy hai")
    leader.press("Duyệt bản gợi ý")
    leader.sees("Không chọn được vì là hồ sơ của chính mình: Chi.")
    assert "Chi, " not in leader.page.get_by_label("Người theo dõi").inner_text()
    leader.choose("Người theo dõi", "Bình")
    leader.press("Phân công")
    # then the officer sends it, with its letter, and the subject receives it
    officer.go("/dot/nho/van-de/goi-y/cu/")
    officer.fill("Hạn tiếp thu, giải trình", "17/08/2012")
    officer.press("Gửi gợi ý kiểm điểm")
    officer.loads_word_file("Văn bản gợi ý, bản Word")
    below.go("/dot/nho/van-de/goi-y/cu/")
    below.press("Xác nhận đã nhận gợi ý")
    below.sees("Đã xác nhận nhận gợi ý kiểm điểm")


def the_collective_reports(cast):
    officer, secretary = cast.officer, cast.secretary
    move_office_day(date(2012, 8, 10))
    # given a report that is asked for, with an issue that nobody has answered
    officer.go("/dot/nho/bao-cao/")
    officer.choose("Cấp kiểm điểm", "Ban Thường vụ Quận ủy")
    officer.fill("Hạn nộp", "18/08/2012")
    officer.press("Giao viết báo cáo")
    secretary.go("/dot/nho/bao-cao/")
    secretary.follow("Mở báo cáo", inside=secretary.part("Ban Thường vụ"))
    secretary.cannot_press("Nộp báo cáo", re.compile("còn 1 nội dung chưa tiếp thu, giải trình.*Mọi nội dung"))
    # when it is written, with a part left empty, and the issue is answered
    for heading in ("I. Ưu điểm", "II. Hạn chế", "V. Trách nhiệm"):
        secretary.fill(heading, f"{heading}: như đã thảo luận ngày 09/08/2012")
    expect(secretary.page.locator("[data-autosave-note]")).to_contain_text("Đã lưu lúc")
    secretary.unfold(LATE)
    secretary.tick("Tiếp thu", inside=secretary.part(LATE))
    secretary.fill("Nội dung tiếp thu, giải trình", "Xin tiếp thu", inside=secretary.part(LATE))
    secretary.press("Ghi câu trả lời")
    secretary.sees("Đã trả lời đủ")
    secretary.press("Nộp báo cáo")
    # then it is refused with the part that is missing, and handed in when that is written
    secretary.sees("Chưa thể nộp: chưa viết “VI. Phương hướng")
    secretary.fill("VI. Phương hướng", "Gửi tài liệu trước năm ngày")
    secretary.press("Nộp báo cáo")
    secretary.sees("Đã nộp báo cáo, bản thứ 1")
    secretary.loads_word_file("Bản Word của báo cáo")
    secretary.loads_word_file("Bản Word tiếp thu, giải trình")


def a_member_reports(cast):
    member = cast.member
    # given somebody who signs in for this alone
    member.go("/")
    member.follow("Viết tiếp", inside=member.part("nộp báo cáo kiểm điểm"))
    # when the whole of it is written and handed in
    write_report(member)
    # then it stands as it was handed in
    member.sees("Đã nộp báo cáo, bản thứ 1", "đã nộp")
    member.loads_word_file("Bản Word của báo cáo")


def the_lower_tier_waits_for_the_higher(cast):
    below, officer = cast.below, cast.officer
    # given a lower collective that has answered, reported and planned its meeting
    below.go("/dot/nho/van-de/cua-toi/")
    below.unfold("Tiếp thu, giải trình")
    below.tick("Giải trình")
    below.fill("Nội dung tiếp thu, giải trình", "Đã đóng tập từ tháng 7")
    below.press("Ghi câu trả lời")
    below.go("/dot/nho/bao-cao/cu/")
    below.press("Bắt đầu viết")
    write_report(below)
    plan(below, "Chi ủy hai", day="22/08/2012", chair="Giang", clerk="Hà")
    move_office_day(date(2012, 8, 22))
    below.go("/dot/nho/hoi-nghi/hn-chi/")
    below.press("Ghi điểm danh")
    below.sees("Đã điểm danh: có mặt 4/4")
    # when it would meet before the higher one has concluded
    below.cannot_press(
        "Khai mạc hội nghị", re.compile("Cấp trên chưa kết luận kiểm điểm: Ban Thường vụ.*Cấp trên kiểm điểm trước")
    )
    # then only the officer lets it pass, with a reason that everybody can read
    officer.go("/dot/nho/hoi-nghi/hn-chi/")
    officer.follow("Cho phép vượt bước này")
    officer.fill("Lý do", "Bí thư chi bộ đi công tác cả tháng 9")
    officer.press("Cho phép vượt")
    officer.sees("Bí thư chi bộ đi công tác cả tháng 9", "Dung")
    officer.go("/dot/nho/")
    officer.sees("Các bước được cho phép vượt", "Bí thư chi bộ đi công tác cả tháng 9")
    below.go("/dot/nho/hoi-nghi/hn-chi/")
    below.sees("đã cho phép vượt, có lý do")
    below.press("Khai mạc hội nghị")
    below.sees("Hội nghị đã khai mạc", "Có mặt 4/4")


def the_meeting_needs_its_quorum(cast):
    secretary = cast.secretary
    plan(secretary, "Ban Thường vụ", day="24/08/2012", chair="An", clerk="Chi")
    move_office_day(date(2012, 8, 24))
    # given two of three who are absent
    secretary.go("/dot/nho/hoi-nghi/hn-ban/")
    secretary.cannot_press("Khai mạc hội nghị", re.compile("Chưa điểm danh xong"))
    for name in ("Bình", "Chi"):
        secretary.tick(f"vắng: {name}")
        secretary.fill(f"Lý do vắng của {name}", "Đi công tác")
    secretary.press("Ghi điểm danh")
    # then the meeting cannot open
    secretary.sees("Đã điểm danh: có mặt 1/3")
    secretary.cannot_press("Khai mạc hội nghị", re.compile("Có mặt 1/3, cần ít nhất 2.*hai phần ba"))
    # until one of them has come
    secretary.untick("vắng: Chi")
    secretary.press("Ghi điểm danh")
    secretary.press("Khai mạc hội nghị")
    secretary.sees("Có mặt 2/3, cần 2")


def the_collective_is_reviewed(cast):
    secretary = cast.secretary
    # given the first item, which is the collective
    secretary.press("Bắt đầu mục này")
    # when people speak and the issue is concluded
    speak(secretary, "Chi", "Nên gửi trước năm ngày", about=LATE)
    speak(secretary, "An", "Tôi nhận trách nhiệm")
    card = secretary.page.locator("article").filter(has_text=LATE)
    secretary.tick("Có khuyết điểm", inside=card)
    secretary.fill("Lời kết luận", "Chậm nhiều lần, trách nhiệm của Thường trực", inside=card)
    secretary.press("Ghi kết luận", inside=card)
    secretary.fill("Kết luận chung", "Nhất trí với báo cáo")
    secretary.press("Ghi kết luận, sang mục sau")
    # then the next item is there
    secretary.sees("Đã kết luận đối với Ban Thường vụ", "Mục tiếp theo")


def the_member_is_reviewed(cast):
    """A matter born at the meeting is answered and concluded there."""
    secretary = cast.secretary
    secretary.press("Bắt đầu mục này")
    secretary.unfold("Nêu vấn đề mới tại hội nghị")
    secretary.fill("Vấn đề", "Ít xuống chi bộ", inside=secretary.page.locator("details[open]"))
    secretary.press("Nêu vấn đề")
    secretary.tick("Tiếp thu")
    secretary.fill("Ghi theo lời trả lời tại hội nghị", "Xin tiếp thu")
    secretary.press("Ghi trả lời")
    secretary.tick("Có khuyết điểm")
    secretary.fill("Lời kết luận", "Có khuyết điểm, đã tiếp thu")
    secretary.press("Ghi kết luận")
    secretary.fill("Kết luận chung", "Nhất trí")
    secretary.press("Ghi kết luận, sang mục sau")


def the_meeting_is_concluded(cast):
    secretary = cast.secretary
    secretary.press("Bế mạc hội nghị")
    secretary.sees("Biên bản không sửa được nữa")
    secretary.loads_word_file("Tải biên bản (Word)")
    secretary.follow("Xem biên bản")
    secretary.sees("Nên gửi trước năm ngày", "Bình (Phó Bí thư: Đi công tác)", "Chậm nhiều lần", "Ít xuống chi bộ")


def nobody_supervises_himself(cast):
    secretary = cast.secretary
    move_office_day(date(2012, 8, 27))
    secretary.go("/dot/nho/khac-phuc/")
    secretary.follow("Lập cam kết", inside=secretary.part("Ít xuống chi bộ"))
    secretary.sees("Chưa có ai để chọn làm người giám sát")
    secretary.choose("Cơ quan giám sát", "Chi bộ 1")
    secretary.press("Chọn cơ quan")
    commit(secretary, measure="Mỗi tháng dự một cuộc họp chi bộ", owner="An", supervisor="An")
    secretary.sees("Người giám sát phải khác người thực hiện")
    secretary.choose("Người giám sát", "Bình")
    secretary.press("Lập cam kết")
    secretary.sees("Đã lập cam kết khắc phục")


def the_shortcoming_is_mended(cast):
    owner, supervisor = cast.secretary, cast.below
    # given a commitment
    owner.go("/dot/nho/khac-phuc/")
    owner.follow("Lập cam kết", inside=owner.part(LATE))
    owner.choose("Cơ quan giám sát", "Chi bộ 2")
    owner.press("Chọn cơ quan")
    commit(owner, measure="Gửi tài liệu trước năm ngày", owner="An", supervisor="Giang")
    # when its owner shows what was done and says so, and the supervisor looks at it
    move_office_day(date(2012, 11, 19))
    owner.go("/dot/nho/khac-phuc/")
    owner.follow("Gửi tài liệu trước năm ngày")
    owner.fill("Minh chứng", "Bản sao sổ công văn tháng 9 đến tháng 11")
    owner.press("Thêm minh chứng")
    owner.press("Báo đã khắc phục xong")
    owner.sees("Giang sẽ xem minh chứng và xác nhận")
    move_office_day(date(2012, 11, 28))
    supervisor.go("/")
    supervisor.follow("Xác nhận", inside=supervisor.part("Gửi tài liệu trước năm ngày"))
    supervisor.fill("Đã xem gì, thấy gì", "Đã xem sổ, đạt")
    supervisor.press("Xác nhận đã khắc phục")
    # then one page shows the whole life in order
    supervisor.follow(LATE)
    assert supervisor.page.locator(".timeline .title").all_inner_texts() == WHOLE_LIFE
    supervisor.sees("Vấn đề này đã đi hết các bước")


def the_progress_is_reported(cast):
    officer = cast.officer
    officer.go("/dot/nho/van-ban/")
    officer.follow("Báo cáo tiến độ")
    officer.loads_word_file("Tải bản dự thảo")
