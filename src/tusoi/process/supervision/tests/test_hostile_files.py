"""The set of hostile uploads through the pages on which people hand files in: a clear sentence each time, or made harmless."""

import io
from datetime import date

import pytest
from django.conf import settings as office
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import FakePayload
from django.urls import reverse
from PIL import Image
from tests.factories import go_to, signed_in, world
from tests.meetings import MADE, commitment

from tusoi.foundation.documents.tests.files import PDF, docx, pdf_bomb, photo
from tusoi.foundation.documents.tests.test_file_kinds import REFUSED
from tusoi.foundation.documents.tests.test_uploads import EVIL
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.supervision import actions_watch
from tusoi.process.supervision.models import Evidence, Visit

pytestmark = pytest.mark.django_db
TODAY = date(2012, 11, 6)
# What papers alone refuse, evidence refuses too, except a photo's head: there it is a damaged photo.
PAPERS = {name: (content, "") for name, content in EVIL.items() if name not in ("nothing", "a picture")}
HOSTILE = {**PAPERS, **REFUSED, "21 MB": (PDF + bytes(21 << 20), "lớn hơn 20 MB")}
del HOSTILE["200 MB"]  # turned away at the door
NAMES = [
    "../../../etc/passwd", "..\\..\\windows\\system32\\x.jpg", "/etc/cron.d/x", "C:\\x.jpg", "eicar.com", "anh.jpg.exe",
    "a" * 255 + ".jpg", "anh\u202egpj.exe", 'a"; filename="x.html', "<script>alert(1)</script>.jpg", "con.jpg", "%2e%2e%2fx",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def home():
    w = world()
    made = commitment(w)
    go_to(TODAY)
    return w, made


def url(made, name, query=None):
    return reverse(f"supervision:{name}", args=[made.campaign.code, made.code], query=query)


def sent(content, name="ban-quet.pdf"):
    return {"note": "Bản quét", "file": SimpleUploadedFile(name, content)}


def stored():
    return [path for path in office.MEDIA_ROOT.rglob("*") if path.is_file()]


def error_in(page):
    """What the page says is wrong, in its summary of errors."""
    return page.split('class="error-summary"')[1].split("</div>")[0] if 'class="error-summary"' in page else ""


def test_each_is_refused_on_the_page_in_a_sentence_and_nothing_is_kept(home):
    w, made = home
    owner = signed_in(w.secretary)
    for name, (content, words) in HOSTILE.items():
        reply = owner.post(url(made, "add-file", {"mat": "khong"}), sent(content))
        assert reply.status_code == 200, name
        said = error_in(reply.text)
        assert said, name
        assert any(part in said for part in words.split("|")), (name, said)
        assert "Bản quét" in reply.text, "what was typed stays"
    assert (Evidence.objects.count(), stored()) == (0, [])


def test_a_phone_is_told_the_same_and_does_not_try_again(home):
    w, made = home
    owner = signed_in(w.secretary)
    for number, (name, (content, words)) in enumerate(list(HOSTILE.items())[::3]):
        answer = owner.post(url(made, "send-photo"), sent(content) | {"key": f"k{number}"}).json()
        assert answer["state"] == "refused", name
        assert any(part in answer["said"] for part in words.split("|")), (name, answer)
    assert (Evidence.objects.count(), stored()) == (0, [])


def test_the_scan_of_a_visit_is_held_to_the_same(home):
    w, made = home
    visit = actions_watch.plan_visit(
        made.campaign_unit, visitor=w.people["dv-10"], planned_on=TODAY, purpose="Xem sổ", by=w.supervisor, at=MADE
    )
    facts = {"held_on": TODAY, "place": "Phường", "present": "Ba người", "seen": "Sổ đủ", "found": {}}
    actions_watch.record_visit(visit, **facts, by=w.supervisor, at=at_noon(TODAY))
    where = reverse("supervision:scan", args=[made.campaign.code, visit.pk], query={"mat": "khong"})
    visitor = signed_in(w.supervisor)
    for name in ("EICAR", "SVG with a script", "HEIC", "a PDF that is a zip too", "a PDF that runs code when opened"):
        content, words = HOSTILE[name]
        reply = visitor.post(where, {"file": SimpleUploadedFile("bien-ban.pdf", content)})
        assert any(part in error_in(reply.text) for part in words.split("|")), name
    assert (Visit.objects.get().kept, stored()) == (None, [])
    assert visitor.post(where, {"file": SimpleUploadedFile("../x.exe", PDF)}).status_code == 302
    assert visitor.get(reverse("supervision:scanned", args=[made.campaign.code, visit.pk])).content == PDF


def test_packed_bombs_end_in_a_sentence(home):
    w, made = home
    owner = signed_in(w.secretary)
    picture = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(picture, "PNG")
    many_parts = docx(*[(f"word/{number}.xml", b"") for number in range(5_001)])
    for content, words in (
        (pdf_bomb(1 << 28), ("quá lớn", "hỏng")),
        (picture.getvalue(), ("quá lớn",)),
        (many_parts, ("quá lớn",)),
    ):
        said = error_in(owner.post(url(made, "add-file", {"mat": "khong"}), sent(content)).text)
        assert any(word in said for word in words), said
    assert (Evidence.objects.count(), stored()) == (0, [])


def test_no_name_of_a_file_is_kept_or_given_back(home):
    w, made = home
    owner = signed_in(w.secretary)
    for name in NAMES:
        assert owner.post(url(made, "add-file", {"mat": "khong"}), sent(photo(), name)).status_code == 302, name
    rows = list(made.evidence.all())
    assert len(rows) == len(NAMES)
    assert sorted(path.name for path in stored()) == sorted(row.stored_as for row in rows)
    assert {path.parent.parent for path in stored()} == {office.MEDIA_ROOT}
    for row in rows:
        where = reverse("supervision:evidence-file", args=[made.campaign.code, made.code, row.pk])
        reply = owner.get(where)
        assert reply["Content-Type"] == "image/jpeg"
        assert reply["Content-Disposition"].startswith('inline; filename="minh-chung-ck-1-2012-11-06-')
        assert reply["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_photo_that_is_something_else_too_is_drawn_anew(home):
    w, made = home
    owner = signed_in(w.secretary)
    for more in (docx(), PDF, b"<script>alert(1)</script>"):
        owner.post(url(made, "add-file", {"mat": "khong"}), sent(photo() + more, "anh.html"))
    kept = b"".join(path.read_bytes() for path in stored())
    assert made.evidence.count() == 3
    assert b"script" not in kept
    assert b"%PDF" not in kept
    assert b"PK\x03\x04" not in kept


class Counting(FakePayload):
    """A body that says how much of it was read."""

    was_read = 0

    def read(self, *args):
        part = super().read(*args)
        self.was_read += len(part)
        return part


@pytest.mark.parametrize("where", ["add-file", "send-photo"])
def test_two_hundred_megabytes_are_turned_away_at_the_door_in_a_sentence(home, where):
    w, made = home
    body = Counting(b"--x\r\n")
    client = signed_in(w.secretary)
    reply = client.post(
        url(made, where, {"mat": "khong"}),
        b"x",
        content_type="multipart/form-data; boundary=x",
        headers={"X-Autosave": "1"} if where == "send-photo" else {},
        CONTENT_LENGTH=str(200 << 20),
        **{"wsgi.input": body},
    )
    assert reply.status_code == 413
    said = reply.json()["message"] if where == "send-photo" else reply.text
    assert "Tệp gửi lên lớn quá" in said
    assert "nhiều nhất 20 MB" in said
    assert body.was_read < 1 << 20
    assert (Evidence.objects.count(), stored()) == (0, [])
