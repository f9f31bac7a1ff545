"""Those convened read the reports of the agenda before and during the meeting; nobody else, and not afterwards."""

import pytest
from django.urls import reverse
from tests.factories import at_noon, go_to, signed_in, world
from tests.meetings import WARD_DAY, conclude_all, opened

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.reports import actions as reports
from tusoi.process.reviews.materials import material_of
from tusoi.process.reviews.models import AgendaItem

pytestmark = pytest.mark.django_db
AT = at_noon(WARD_DAY)


def item_with_report(w):
    meeting = opened(w)
    report = reports.start(w.subjects["phuong-mot"], by=w.officer, at=AT)
    for section in report.sections.all():
        reports.save_section(report, key=section.key, text="Họp còn muộn", revision=0, by=w.secretary, at=AT)
    item = AgendaItem.objects.with_names().get(meeting=meeting, subject=report.subject)
    return report, item


def test_it_is_there_once_handed_in_and_gone_after_the_meeting():
    w = world()
    report, item = item_with_report(w)
    with pytest.raises(Refused, match="chưa nộp"):
        material_of(item, by=w.committee_member, at=AT)
    reports.submit(report, by=w.secretary, at=AT)
    version = material_of(item, by=w.committee_member, at=AT)
    assert any(section["text"] == "Họp còn muộn" for section in version.content["sections"])
    conclude_all(item.meeting)
    item = AgendaItem.objects.with_names().get(pk=item.pk)
    with pytest.raises(Refused, match="người được triệu tập"):
        material_of(item, by=w.committee_member, at=AT)


@pytest.mark.parametrize("who", ["viewer", "member", "secretary_two", "officer", "leader"])
def test_who_is_not_convened_does_not_read_it_here(who):
    w = world()
    report, item = item_with_report(w)
    reports.submit(report, by=w.secretary, at=AT)
    with pytest.raises(Refused, match="người được triệu tập"):
        material_of(item, by=w.accounts[who], at=AT)


def test_the_page_leads_there():
    w = world()
    report, item = item_with_report(w)
    reports.submit(report, by=w.secretary, at=AT)
    go_to(WARD_DAY)
    client = signed_in(w.committee_member)
    address = reverse("reviews:material", args=[w.campaign.code, item.meeting.code, item.pk])
    assert address in client.get(reverse("reviews:meeting", args=[w.campaign.code, item.meeting.code])).text
    assert "Họp còn muộn" in client.get(address).text
    assert signed_in(w.viewer).get(address).status_code == 404
