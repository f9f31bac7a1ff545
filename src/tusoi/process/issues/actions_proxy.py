"""A person asks the secretary to enter for them (nhập hộ), and takes it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import Subject
from tusoi.process.issues import rules
from tusoi.process.issues.models import ProxyAsk
from tusoi.process.issues.states import Act


@transaction.atomic
def ask_for_proxy(subject: Subject, *, by: Account, at: datetime) -> ProxyAsk:
    """From now on the secretary of the unit may enter report and answers; each is marked as entered by them."""
    rules.check_can_ask_for_proxy(subject, by=by, at=at)
    if ProxyAsk.objects.filter(subject=subject, ended_on=None).exists():
        raise Refused(_("Đã nhờ nhập hộ rồi"))
    asked = ProxyAsk.objects.create(subject=subject, asked_on=at.date())
    record(Act.PROXY_ASKED, subject, by=by, at=at, scope=subject.campaign_id)
    return asked


@transaction.atomic
def end_proxy(subject: Subject, *, by: Account, at: datetime) -> None:
    rules.check_can_ask_for_proxy(subject, by=by, at=at)
    if not ProxyAsk.objects.filter(subject=subject, ended_on=None).update(ended_on=at.date()):
        raise Refused(_("Không nhờ ai nhập hộ"))
    record(Act.PROXY_ENDED, subject, by=by, at=at, scope=subject.campaign_id)
