"""`visible_to` and the rule about one report say the same; a draft is seen by its author alone."""

import pytest
from tests.factories import CAST, TODAY, signed_in, world

from tusoi.foundation.kernel.refusal import ask
from tusoi.process.issues import actions as issues
from tusoi.process.issues.actions_proxy import ask_for_proxy, end_proxy
from tusoi.process.issues.tests.cast import NOW, issued
from tusoi.process.reports import actions
from tusoi.process.reports.models import Report
from tusoi.process.reports.rules import check_can_see
from tusoi.process.reports.tests.cast import started, submitted
from tusoi.process.reports.tests.test_editor_page import url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", [name for name, _person, _roles in CAST])
def test_list_and_object_agree(who):
    w = world()
    for subject in ("btv", "btv-2", "van-phong", "phuong-mot", "phuong-hai-1"):
        submitted(w, subject)
    for subject in ("btv-1", "btv-3", "phuong-mot-1", "phuong-mot-2", "phuong-hai"):
        started(w, subject)
    actions.return_for_revision(Report.objects.get(subject__code="van-phong"), remarks="Thiếu", by=None, at=NOW)
    issued(w, "phuong-mot")
    issued(w, "phuong-mot-1")
    account = w.accounts[who]
    listed = set(Report.objects.visible_to(account, TODAY).values_list("pk", flat=True))
    allowed = {r.pk for r in Report.objects.all() if ask(check_can_see, r, by=account, at=NOW)}
    assert listed == allowed


def test_a_draft_is_seen_by_its_author_alone():
    w = world()
    collective, person = started(w), started(w, "phuong-mot-2")
    issued(w)

    def seeing(report):
        return {n for n, a in w.accounts.items() if Report.objects.visible_to(a, TODAY).filter(pk=report.pk).exists()}

    assert seeing(collective) == {"secretary", "committee_member"}
    assert seeing(person) == {"committee_member"}
    collective = submitted_now(collective, w)
    assert seeing(collective) == {"secretary", "committee_member", "officer", "leader", "overseer"}


def test_a_persons_draft_is_opened_by_the_secretary_only_where_it_is_entered_for_the_person():
    w = world()
    report = started(w, "phuong-mot-2")

    def opens():
        seen = Report.objects.visible_to(w.secretary, TODAY).filter(pk=report.pk).exists()
        assert seen == bool(ask(check_can_see, report, by=w.secretary, at=NOW))
        return signed_in(w.secretary).get(url(w, subject="phuong-mot-2")).status_code == 200

    assert not opens()
    ask_for_proxy(report.subject, by=w.committee_member, at=NOW)
    assert opens()
    end_proxy(report.subject, by=w.committee_member, at=NOW)
    assert not opens()
    w.committee_member.is_active = False
    w.committee_member.save()
    assert opens()


def submitted_now(report, w):
    for section in report.sections.all():
        actions.save_section(report, key=section.key, text=f"Phần {section.key}", revision=0, by=None, at=NOW)
    for issue in report.subject.issues.all():
        issues.answer(issue, kind="accept", text="Tiếp thu", by=None, at=NOW)
    actions.submit(report, by=w.secretary, at=NOW)
    return report
