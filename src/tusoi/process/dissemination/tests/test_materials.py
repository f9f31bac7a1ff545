"""The files of a class: asked first whether classified, checked, given to who sees the class, withdrawn with a reason."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories import TODAY, freeze_roll, held_class, signed_in, world

from tusoi.foundation.documents.tests.files import PDF
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.dissemination.actions_materials import add_material, withdraw_material
from tusoi.process.dissemination.models import ClassMaterial

pytestmark = pytest.mark.django_db
AT = at_noon(date(2012, 4, 5))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def home():
    home = world()
    freeze_roll(home)
    return home


@pytest.fixture
def hall(home):
    return held_class(home, [])


def url(hall, name, **more):
    return reverse(f"dissemination:{name}", kwargs={"campaign": hall.campaign.code, "code": hall.code, **more})


def added(home, hall):
    return add_material(hall, PDF, title="Đề cương nghị quyết", by=home.secretary, at=AT)


def stored(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_first_the_question_then_the_file(home, hall):
    client = signed_in(home.secretary)
    page = url(hall, "add-material")
    assert 'type="file"' not in client.get(page).text
    secret = client.get(page + "?mat=co").text
    assert 'type="file"' not in secret
    assert "Không tải tài liệu mật lên đây" in secret
    assert 'type="file"' in client.get(page + "?mat=khong").text
    file = SimpleUploadedFile("bi-mat-cua-toi.pdf", PDF, content_type="application/pdf")
    client.post(page, {"title": "Đề cương", "file": file})  # without the answer nothing is taken
    assert not ClassMaterial.objects.exists()
    file.seek(0)
    reply = client.post(page + "?mat=khong", {"title": "Đề cương", "file": file}, follow=True)
    assert "Đã lưu tài liệu “Đề cương”" in reply.text
    assert "bi-mat-cua-toi" not in reply.text


def test_who_sees_the_class_gets_the_file(home, hall):
    material = added(home, hall)
    for who in (home.secretary, home.member, home.viewer):
        reply = signed_in(who).get(url(hall, "material", material=material.pk))
        assert reply.content == PDF
        assert "attachment" in reply.headers["Content-Disposition"]
    for who in (home.secretary_two, home.accounts["stranger"]):
        assert signed_in(who).get(url(hall, "material", material=material.pk)).status_code == 404


def test_a_file_of_another_class_is_not_found_here(home, hall):
    material = added(home, hall)
    other = held_class(home, [], day=date(2012, 4, 6))
    assert signed_in(home.secretary).get(url(other, "material", material=material.pk)).status_code == 404


def test_what_is_no_plain_paper_is_refused_and_leaves_nothing(home, hall, settings):
    with pytest.raises(Refused):
        add_material(hall, b"MZ not a paper", title="Bài giảng", by=home.secretary, at=AT)
    with pytest.raises(Refused, match="Chưa ghi tên"):
        add_material(hall, PDF, title=" ", by=home.secretary, at=AT)
    assert not ClassMaterial.objects.exists()
    assert stored(settings) == []


def test_the_wrong_file_is_withdrawn_and_not_given_out(home, hall):
    material = added(home, hall)
    client = signed_in(home.secretary)
    page = url(hall, "withdraw-material", material=material.pk)
    assert "Đề cương nghị quyết" in client.get(page).text
    reply = client.post(page, {"reason": "Nhầm bản"}, follow=True)
    assert "Đã rút tài liệu" in reply.text
    assert client.get(url(hall, "material", material=material.pk)).status_code == 404
    material.refresh_from_db()
    assert (material.withdrawn_for, material.withdrawn_on) == ("Nhầm bản", TODAY)
    with pytest.raises(Refused, match="đã rút"):
        withdraw_material(material, reason="Nữa", by=home.secretary, at=AT)


def test_only_who_runs_the_class_adds_and_withdraws(home, hall):
    material = added(home, hall)
    for who, status in ((home.member, 403), (home.viewer, 403), (home.secretary_two, 404)):
        client = signed_in(who)
        assert client.get(url(hall, "add-material")).status_code == status
        assert client.get(url(hall, "withdraw-material", material=material.pk)).status_code == status
