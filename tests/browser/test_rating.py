"""A rating from proposal to notice: the ballot on paper, a sum that does not fit, the quota's notice, the decision, what is told."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import LAPTOP
from tests.browser.steps import Person
from tests.factories import go_to
from tests.meetings import WARD_DAY
from tests.ratings import rated_world, reviewed
from tusoi.foundation.documents.tests.helpers import lines_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOP = "/dot/nq-tw4"
MEETING = f"{TOP}/hoi-nghi/hn-dang-uy-mot/"
EXCELLENT = "Hoàn thành xuất sắc nhiệm vụ"
SIGN = "Tổ trưởng ký biên bản kiểm phiếu"


@pytest.fixture
def home(db):
    home = rated_world()
    go_to(WARD_DAY)
    reviewed(home)
    return home


def state(person, stage, level, body):
    person.go(f"{TOP}/xep-loai/phuong-mot/")
    stage = person.page.locator(".stage").filter(has=person.page.get_by_role("heading", name=stage, exact=True))
    person.unfold("Ghi mức", inside=stage)
    person.tick(level, inside=stage)
    person.fill("Nơi đề nghị hoặc quyết định", body, inside=stage)
    person.press("Ghi mức xếp loại", inside=stage)
    person.sees("Đã ghi mức xếp loại")


def test_from_proposal_to_notice(home, sign_in, sound):
    officer, leader, secretary = (Person(sign_in(name, LAPTOP), sound) for name in ("officer", "leader", "secretary"))
    head = Person(sign_in("member"), sound)  # leads the counting team, with a phone

    # the advisory body proposes the highest level, and the quota says at once that it is one too many
    state(officer, "Đề nghị", EXCELLENT, "Ban Tổ chức Quận ủy")
    officer.sees(f"1 “{EXCELLENT}”, nhiều hơn 0", "Nơi quyết định xem lại", "giả định của gói mẫu")

    # a team is named; it prints the blank ballot
    secretary.go(f"{MEETING}bo-phieu/")
    secretary.tick("Đảng ủy phường Một")
    secretary.choose("Tổ trưởng tổ kiểm phiếu", home.people["dv-16"].name)
    for code in ("dv-17", "dv-18"):
        secretary.tick(home.people[code].name)
    secretary.press("Lập tổ, mở phần kiểm phiếu")
    head.go(f"{MEETING}bo-phieu/1/")
    head.sees("Có mặt 3 người: in 3 tờ và vài tờ dự phòng")
    assert loaded(head, "Phiếu để in (PDF)").startswith(b"%PDF")

    # a sum that does not fit is kept, said in numbers, and holds the signature
    numbers = {"Phiếu phát ra": "3", "Phiếu thu về": "2", "Phiếu không thu về": "0", "Phiếu hợp lệ": "2"}
    for label, number in (numbers | {"Phiếu không hợp lệ": "0", EXCELLENT: "2"}).items():
        head.page.get_by_label(re.compile(f"^{label}")).fill(number)
    head.press("Lưu các số")
    wrong = "Thu về và không thu về cộng lại 2 phiếu, phát ra 3 phiếu: lệch 1."
    head.sees(wrong)
    head.cannot_press(SIGN, re.compile(re.escape(wrong)))
    head.fill("Phiếu không thu về", "1")
    head.press("Lưu các số")
    head.sees_not(wrong)
    head.press(SIGN)
    head.sees("Tổ kiểm phiếu đã ký")
    assert head.asked == ["Ký biên bản kiểm phiếu? Sau đó các số không sửa được nữa."]

    # the competent body decides otherwise than was proposed, and what is told is the decision
    state(leader, "Quyết định", "Hoàn thành tốt nhiệm vụ", "Ban Thường vụ Quận ủy")
    secretary.go(MEETING)
    secretary.sees("Xếp loại tập thể: Hoàn thành tốt nhiệm vụ")
    notice = "\n".join(lines_of(loaded(secretary, "Tải thông báo kết quả (Word)")))
    assert "Xếp loại tập thể: Hoàn thành tốt nhiệm vụ (Ban Thường vụ Quận ủy quyết định ngày 08/10/2012)" in notice
    assert EXCELLENT not in notice
    assert "phiếu" not in notice


def loaded(person, link):
    with person.page.expect_download() as loading:
        person.page.get_by_role("link", name=link).click()
    return Path(loading.value.path()).read_bytes()
