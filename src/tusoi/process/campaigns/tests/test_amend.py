"""Amending the procedure of a running campaign: by the verb and from the page."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories import TODAY, draft_campaign, signed_in, world

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.process.campaigns.actions_procedure import amend_procedure
from tusoi.process.campaigns.models import Campaign, ProcedureVersion
from tusoi.process.campaigns.presenters_procedure import versions_of

pytestmark = pytest.mark.django_db
AT = at_noon(TODAY)
REASON = "Hướng dẫn bổ sung của Thành ủy ngày 20/07/2012"


def text():
    return (settings.PROCEDURES / "nq-tw4-2012.toml").read_text(encoding="utf-8")


def amended(campaign: Campaign, **counting) -> Procedure:
    content = campaign.rules.model_dump(mode="json")
    content["counting"] |= counting or {"threshold": 7}
    return Procedure.model_validate(content)


def without(campaign: Campaign, table: str) -> Procedure:
    """The procedure without the last row of a table, and without what refers to it."""
    content = campaign.rules.model_dump(mode="json")
    rows = content["outlines"]["collective"]["sections"] if table == "sections" else content[table]
    gone = rows.pop()
    for outline in content["outlines"].values():
        for section in outline["sections"]:
            section["theme"] = "" if section["theme"] == gone.get("code") else section["theme"]
    return Procedure.model_validate(content)


def url(home, name="amend"):
    return reverse(f"campaigns:{name}", kwargs={"campaign": home.campaign.code})


def send(client, home, words):
    file = SimpleUploadedFile("sua.toml", words.encode(), content_type="application/toml")
    return client.post(url(home), {"file": file})


def test_an_amendment_is_a_new_version_with_its_reason():
    home = world()
    opened_with = home.campaign.frozen
    version = amend_procedure(home.campaign, amended(home.campaign), reason=f" {REASON} ", by=home.officer, at=AT)
    campaign = Campaign.objects.get(pk=home.campaign.pk)
    assert (campaign.procedure_version, campaign.rules.counting.threshold) == (2, 7)
    assert (version.number, version.reason, version.by) == (2, REASON, home.officer)
    assert campaign.procedure_versions.get(number=1).frozen == opened_with
    latest, first = versions_of(campaign.procedure_versions.all())
    assert [(one.before, one.after) for one in latest.changes] == [("5", "7")]
    assert first.changes == []
    entry = Entry.objects.filter(act="campaign.procedure_amended").get()
    assert campaign.frozen
    assert entry.facts["procedure"] == campaign.frozen.digest
    assert REASON not in str(entry.facts)


@pytest.mark.parametrize("table", ["tiers", "groups", "themes", "sections"])
def test_what_may_be_in_use_is_not_taken_away(table):
    home = world()
    with pytest.raises(Refused, match="không đổi được: bỏ"):
        amend_procedure(home.campaign, without(home.campaign, table), reason=REASON, by=home.officer, at=AT)
    assert ProcedureVersion.objects.filter(campaign=home.campaign).count() == 1


def test_a_threshold_is_not_lowered_and_everything_refused_is_named():
    home = world()
    content = home.campaign.rules.model_dump(mode="json")
    content["counting"]["threshold"] = 4
    content["groups"][1]["attributed"] = True
    content["tiers"][0]["order"] = 9
    content["order"]["review"]["direction"] = "bottom-up"
    with pytest.raises(Refused, match="không đổi được") as caught:
        amend_procedure(home.campaign, Procedure.model_validate(content), reason=REASON, by=home.officer, at=AT)
    for said in ("hạ ngưỡng công bố từ 5 xuống 4", "ghi tên trên phiếu", "đổi thứ tự của cấp", "đổi chiều kiểm điểm"):
        assert said in caught.value.reason


def test_what_only_grows_is_allowed():
    home = world()
    content = home.campaign.rules.model_dump(mode="json")
    content["groups"].append({**content["groups"][0], "code": "residence", "name": "Nơi cư trú", "must_ask": False})
    content["outlines"]["collective"]["sections"].append({"key": "more", "heading": "VII. Phần bổ sung"})
    content["tiers"][0]["name"] = "Ban Thường vụ Quận ủy khóa này"
    amend_procedure(home.campaign, Procedure.model_validate(content), reason=REASON, by=home.officer, at=AT)
    assert home.campaign.tiers.get(code="standing-board").name == "Ban Thường vụ Quận ủy khóa này"


def test_the_same_rules_another_code_no_reason_a_draft_are_refused():
    home = world()
    for procedure, reason, said in (
        (home.campaign.rules, REASON, "không khác"),
        (amended(home.campaign).model_copy(update={"code": "khac"}), REASON, "quy trình khac"),
        (amended(home.campaign), "  ", "Chưa ghi lý do"),
    ):
        with pytest.raises(Refused, match=said):
            amend_procedure(home.campaign, procedure, reason=reason, by=home.officer, at=AT)
    with pytest.raises(Refused, match="chưa mở"):
        amend_procedure(draft_campaign(home), amended(home.campaign), reason=REASON, by=home.officer, at=AT)
    with pytest.raises(Refused, match="quyền"):
        amend_procedure(home.campaign, amended(home.campaign), reason=REASON, by=home.secretary, at=AT)


def test_two_amendments_at_once_do_not_overwrite_each_other():
    home = world()
    stale = Campaign.objects.select_related("unit", "frozen").get(pk=home.campaign.pk)
    amend_procedure(home.campaign, amended(home.campaign), reason=REASON, by=home.officer, at=AT)
    with pytest.raises(Refused, match="cửa sổ khác"):
        amend_procedure(stale, amended(stale, threshold=9), reason=REASON, by=home.officer, at=AT)


def test_from_the_page_the_differences_are_seen_before_anything_changes():
    home = world()
    client = signed_in(home.officer)
    assert client.get(url(home)).status_code == 200
    words = text().replace("climb_after = 14", "climb_after = 21")
    reply = send(client, home, words)
    page = reply.content.decode()
    assert "Báo lên cấp trên sau" in page
    assert ">14<" in page
    assert ">21<" in page
    assert ProcedureVersion.objects.filter(campaign=home.campaign).count() == 1
    again = {"content": words, "follows": 1, "reason": ""}
    assert "Báo lên cấp trên sau" in client.post(url(home), again).content.decode()
    assert client.post(url(home), {**again, "reason": REASON}).status_code == 302
    page = client.get(url(home, "procedure")).content.decode()
    assert "bản 2 của đợt" in page
    assert REASON in page
    late = client.post(url(home), {**again, "reason": REASON})
    assert late.status_code == 403
    assert "cửa sổ khác" in late.content.decode()


def test_faults_of_the_file_are_told_on_the_page():
    home = world()
    client = signed_in(home.officer)
    page = send(client, home, text().replace("threshold = 5", "threshold = 1")).content.decode()
    assert "khóa counting.threshold" in page
    assert "Cách sửa" in page
    assert "không khác" in send(client, home, text()).content.decode()
    broken = {"content": "x =", "follows": 1, "reason": REASON}
    assert client.post(url(home), broken).status_code == 403


@pytest.mark.parametrize("name", ["secretary", "leader", "member"])
def test_others_read_the_versions_and_do_not_amend(name):
    home = world()
    client = signed_in(home.accounts[name])
    assert url(home) not in client.get(url(home, "procedure")).content.decode()
    assert client.get(url(home)).status_code == 403
    words = {"content": text().replace("climb_after = 14", "climb_after = 21"), "follows": 1, "reason": REASON}
    assert client.post(url(home), words).status_code == 403


def test_the_files_are_listed_for_those_who_make_campaigns(tmp_path, settings):
    home = world()
    client = signed_in(home.officer)
    page = client.get(reverse("campaigns:procedures")).content.decode()
    assert "bản nháp" in page
    draft = client.get(reverse("campaigns:procedure-file", kwargs={"code": "annual-2025"})).content.decode()
    for said in ("Bản nháp", "Hoàn thành xuất sắc nhiệm vụ", "20 %", "từ dưới lên", "giả định của gói mẫu"):
        assert said in draft
    (tmp_path / "sai.toml").write_text("format = 1\n", encoding="utf-8")
    settings.PROCEDURES = tmp_path
    assert "thiếu khóa này" in client.get(reverse("campaigns:procedures")).content.decode()
    assert client.get(reverse("campaigns:procedure-file", kwargs={"code": "sai"})).status_code == 404


def test_default_windows_are_filled_in_for_a_draft():
    home = world()
    draft = draft_campaign(home)
    page = signed_in(home.officer).get(reverse("campaigns:windows", kwargs={"campaign": draft.code})).content.decode()
    assert "01/08/2013" in page
    assert "31/10/2013" in page
