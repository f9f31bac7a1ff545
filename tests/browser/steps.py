"""What a person does with a page, by the words a person sees. Every page that comes is checked as it comes."""

import re
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from tusoi.web.demo.play.slips import passphrase_of


class Person:
    """Somebody with a phone. page: theirs; sound: the check of a page."""

    def __init__(self, page, sound):
        self.page, self.sound = page, sound
        self.asked = []  # the questions that the pages asked before what cannot be taken back
        page.on("dialog", self._answer)

    def _answer(self, dialog):
        self.asked.append(dialog.message or dialog.type)
        dialog.accept()

    def look(self):
        """Wait until the page stands, then check it."""
        self.page.wait_for_load_state("load")
        expect(self.page.locator("[hx-trigger=load]")).to_have_count(0)  # the count of duties has come
        self.sound(self.page)

    @contextmanager
    def once_more(self):
        """The same pages again for the next file: they were checked when they came first."""
        sound, self.sound = self.sound, lambda page: None
        yield
        self.sound = sound

    def go(self, path):
        self.page.goto(path)
        self.look()

    def button(self, label, inside=None):
        """By the word on it, whether or not it also says aloud whom it is about."""
        return (inside or self.page).get_by_role("button", name=re.compile(rf"^{re.escape(label)}( ?:.*)?$"))

    def press(self, button, *, inside=None):
        """Press a button that sends the page on."""
        with self.page.expect_navigation():
            self.button(button, inside).click()
        self.look()

    def follow(self, link, *, inside=None):
        with self.page.expect_navigation():
            (inside or self.page).get_by_role("link", name=link).first.click()
        self.look()

    def unfold(self, summary, *, inside=None):
        """Open folded text, and check the page with what was in it."""
        (inside or self.page).locator("summary").filter(has_text=summary).first.click()
        self.sound(self.page)

    def field(self, label, kind, inside=None):
        """The first field in sight with this label."""
        return (inside or self.page).get_by_label(label).and_(self.page.locator(f"{kind}:visible")).first

    def fill(self, label, text, *, inside=None):
        self.field(label, ":is(input, textarea)", inside).fill(text)

    def tick(self, label, *, inside=None):
        self.field(label, "input", inside).check()

    def untick(self, label):
        self.field(label, "input").uncheck()

    def choose(self, field, option, *, inside=None):
        """Choose by the first words of an option: some say more about a person than the name."""
        select = self.field(field, "select", inside)
        words = [text for text in select.locator("option").all_text_contents() if text.startswith(option)]
        select.select_option(label=words[0])

    def part(self, words):
        """The row, card or section that begins with these words."""
        return self.page.locator("main :is(tr, li, details, article, section)").filter(has_text=words).last

    def sees(self, *words):
        for one in words:
            expect(self.page.locator("body")).to_contain_text(one)

    def sees_not(self, *words):
        for one in words:
            expect(self.page.locator("body")).not_to_contain_text(one)

    def cannot_press(self, button, why):
        """The button is there, disabled, and says why under it."""
        found = self.button(button)
        expect(found).to_be_disabled()
        expect(found).to_have_accessible_description(why)

    def loads_word_file(self, link, *, inside=None):
        """Follow a link to a Word file; returns its name."""
        with self.page.expect_download() as loading:
            (inside or self.page).get_by_role("link", name=link).first.click()
        loaded = loading.value
        assert Path(loaded.path()).read_bytes()[:2] == b"PK"
        assert loaded.suggested_filename.endswith(".docx")
        return loaded.suggested_filename


# What people do more than once.


def check_receipt(person, receipt, answer):
    person.go("/phieu/kiem-tra/")
    person.fill("Mã biên nhận", receipt)
    person.press("Kiểm tra")
    person.sees(answer)


def enter_passphrase(person, username):
    person.go("/dot/nho/gop-y/gop-y/")
    person.follow("Mở phiếu")
    person.fill("Mật khẩu mở phiếu của đồng chí", passphrase_of(username))
    person.press("Nhập mật khẩu")


def take(person, text):
    """Have this comment in hand: comments come in random order."""
    if text in person.page.locator(".in-hand").inner_text():
        return
    person.unfold("sau ý kiến này")
    person.follow("Xếp ý kiến này", inside=person.part(text))


def write_report(person):
    for area in person.page.locator("textarea[name^=text-]").all():
        area.fill("Không có gì thêm")
    person.press("Nộp báo cáo")


def plan(person, collective, *, day, chair, clerk, campaign="nho"):
    person.go(f"/dot/{campaign}/hoi-nghi/")
    person.follow("Lên lịch hội nghị")
    person.follow("Lên lịch", inside=person.part(collective))
    person.fill("Ngày họp", day)
    person.choose("Người chủ trì", chair)
    person.choose("Người ghi biên bản", clerk)
    person.press("Lên lịch hội nghị")
    person.sees("Đã lên lịch hội nghị")


def speak(person, speaker, text, about=""):
    person.tick(speaker, inside=person.page.get_by_role("group", name="Ai phát biểu?"))
    person.fill("Nội dung", text)
    if about:
        person.choose("Về vấn đề", about)
    person.page.get_by_role("button", name="Ghi ý kiến", exact=True).click()  # sent by the page itself
    expect(person.page.locator("#da-ghi")).to_contain_text(text)


def commit(person, *, measure, owner, supervisor):
    person.fill("Biện pháp khắc phục", measure)
    person.fill("Lấy gì làm bằng chứng là đã xong", "Sổ công văn đi")
    person.choose("Người thực hiện", owner)
    person.fill("Hạn xong", "30/11/2012")
    person.choose("Người giám sát", supervisor)
    person.press("Lập cam kết")
