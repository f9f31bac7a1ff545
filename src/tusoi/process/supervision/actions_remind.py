"""Reminders of the day by the procedure, and one digest a day for each person whom they concern.

A reminder is a row first (`Contact.rule`, once for each commitment, rule and date), then a notice in the outbox. What was
written and not yet told stays marked as such, so that a crash between the two loses nothing, on whatever day the next run is.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Grant
from tusoi.foundation.access.roles import ROLES, Permission, Role
from tusoi.foundation.directory.models import Person, in_force
from tusoi.foundation.notices.actions import queue
from tusoi.foundation.notices.kinds import NoticeKind
from tusoi.foundation.rulebook.procedure import Reminders
from tusoi.process.campaigns.models import Campaign
from tusoi.process.supervision import rules
from tusoi.process.supervision.actions import contact
from tusoi.process.supervision.models import Commitment, Contact
from tusoi.process.supervision.states import TO_DO, Act, ContactKind

DIGEST = NoticeKind("supervision.digest", gettext_lazy("Nhắc việc: có việc khắc phục sắp đến hạn hoặc đã quá hạn"))
BATCH = 50  # commitments in one short transaction


def _day_rules(reminders: Reminders) -> Iterator[tuple[int, str]]:
    """Days from the date (negative: before it) and the name of the rule, latest first."""
    days = [(-number, f"before-{number}") for number in reminders.before]
    days += [(number, f"after-{number}") for number in reminders.after]
    days.append((reminders.climb_after, "climb"))
    yield from sorted(days, reverse=True)


def _words(rule: str, commitment: Commitment, today: date) -> str:
    days = (commitment.due_on - today).days
    if rule.startswith("climb"):
        told = _("Quá hạn %(days)d ngày; đã báo cấp phân công giám sát.") % {"days": -days}
        return f"{told} {_helped(commitment)}"
    if days > 0:
        return _("Còn %(days)d ngày đến hạn") % {"days": days}
    return _("Đến hạn hôm nay") if days == 0 else _("Quá hạn %(days)d ngày") % {"days": -days}


def _helped(commitment: Commitment) -> str:
    """Whether help was offered before it climbed: the level above reads it beside the delay."""
    helps = [row.on for row in commitment.contacts.all() if row.kind == ContactKind.HELP]
    if not helps:
        return _("Chưa ai đề nghị giúp đỡ.")
    return _("Đã đề nghị giúp đỡ ngày %(day)s.") % {"day": date_format(max(helps), "d/m/Y")}


def remind_due(campaign: Campaign, *, at: datetime) -> int:
    """Send the reminders of the day by the procedure's days before and after; each rule once for a commitment.

    A day on which nothing ran is made up for by the latest rule that has come, so nobody gets several at once. A rule
    whose day was over when the commitment was made does not apply. Returns how many were sent.
    """
    waiting = list(campaign.commitments.filter(state__in=TO_DO).order_by("pk").values_list("pk", flat=True))
    sent = sum(_remind(campaign, waiting[start : start + BATCH], at=at) for start in range(0, len(waiting), BATCH))
    tell_all(campaign, at=at)
    return sent


def _rule_of(commitment: Commitment, days: list[tuple[int, str]], today: date) -> str:
    """The latest rule that has come and was not used yet; '' where there is none."""
    due = commitment.due_on
    come = (f"{name}@{due:%y%m%d}" for n, name in days if commitment.made_on < due + timedelta(n) <= today)
    rule = next(come, "")
    return "" if rule in {row.rule for row in commitment.contacts.all()} else rule


@transaction.atomic
def _remind(campaign: Campaign, keys: list[int], *, at: datetime) -> int:
    today = rules.local_day(at)
    days = list(_day_rules(campaign.rules.reminders))
    rows = Commitment.objects.select_for_update(of=("self",)).filter(pk__in=keys, state__in=TO_DO)
    sent = 0
    for commitment in rows.prefetch_related("contacts"):
        rule = _rule_of(commitment, days, today)
        if rule:
            words = _words(rule, commitment, today)
            contact(commitment, ContactKind.REMINDER, Act.REMINDED, words, rule=rule, by=None, at=at)
            sent += 1
    return sent


def tell_all(campaign: Campaign, *, at: datetime) -> int:
    """Put a digest into the outbox for everybody whom a reminder concerns that nobody was told of yet: one a day each."""
    waiting = Contact.objects.filter(commitment__campaign=campaign, is_told=False).exclude(rule="")
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return 0
    offices = Offices(rules.local_day(at))
    for start in range(0, len(keys), BATCH):
        _tell(campaign, keys[start : start + BATCH], offices, at=at)
    return len(keys)


@transaction.atomic
def _tell(campaign: Campaign, keys: list[int], offices: "Offices", *, at: datetime) -> None:
    rows = list(
        Contact.objects.filter(pk__in=keys, is_told=False).select_related(
            "commitment__owner", "commitment__supervisor", "commitment__campaign_unit__unit"
        )
    )
    people = {person.pk: person for row in rows for person in told_by(row, offices)}
    path = reverse("supervision:reminders", args=[campaign.code])
    day = rules.local_day(at).isoformat()
    queue(DIGEST, to=people.values(), path=path, scope=campaign.pk, once=f"{campaign.pk}:{day}", at=at)
    Contact.objects.filter(pk__in=[row.pk for row in rows]).update(is_told=True)


def told_by(row: Contact, offices: "Offices") -> Iterable[Person]:
    """Whom a reminder concerns: before the date the owner; after it also supervisor and secretary; when it climbs, those above."""
    commitment, path = row.commitment, row.commitment.campaign_unit.unit.path
    people = [commitment.owner]
    if not row.rule.startswith("before"):
        people += [commitment.supervisor, *offices.secretaries(path)]
    if row.rule.startswith("climb"):
        people += offices.above(path)
    return people


class Offices:
    """Who has which office on which unit that day, read once for a run."""

    def __init__(self, on: date) -> None:
        grants = Grant.objects.filter(in_force(on), account__is_active=True).exclude(account__person=None)
        rows = grants.select_related("account__person", "unit", "collective__unit")
        self._rows = [
            (Role(grant.role), (grant.unit or grant.collective.unit).path, grant.account.person)  # type: ignore[union-attr]
            for grant in rows
        ]

    def secretaries(self, path: str) -> list[Person]:
        return [
            person
            for role, there, person in self._rows
            if there == path and role == Role.SECRETARY and person is not None
        ]

    def above(self, path: str) -> list[Person]:
        """Those who assign supervision there: whose role lets a gate be passed at the unit or above it."""
        return [
            person
            for role, there, person in self._rows
            if Permission.OVERRIDE_GATE in ROLES[role].may and path.startswith(there) and person is not None
        ]
