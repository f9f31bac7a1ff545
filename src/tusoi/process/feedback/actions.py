"""Prepare a round, invite, name the team, open, print slips, close. Slips themselves: slips.py."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Unit
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.rulebook.procedure import GroupRule
from tusoi.foundation.secrecy import actions as secrecy
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.feedback import rules
from tusoi.process.feedback.models import Group, Invitation, Round, TeamMember
from tusoi.process.feedback.sheets import account_of_group, add_sheets, unclosed
from tusoi.process.feedback.states import TRANSITIONS, Act, RoundState, SheetKind

BATCH = 500


@transaction.atomic
def prepare(
    campaign: Campaign,
    *,
    code: str,
    title: str,
    unit: CampaignUnit,
    subjects: Sequence[Subject],
    opens_on: date,
    closes_on: date,
    threshold: int | None = None,
    groups: Sequence[GroupRule] | None = None,
    by: Account | None,
    at: datetime,
) -> Round:
    """A round about the subjects, with the procedure's groups unless others are given.

    threshold: the procedure's unless a higher one is given. Raises Refused.
    """
    rules.check_can_prepare(campaign, unit, by=by, at=at)
    rules.check_round(campaign, code=code, title=title, subjects=subjects, opens_on=opens_on, closes_on=closes_on)
    asked = rules.groups_for(unit) if groups is None else groups
    rules.check_groups(unit, asked)
    least = campaign.rules.counting.threshold
    if threshold is not None and threshold < least:
        raise Refused(_("Ngưỡng công bố không được dưới %(least)s") % {"least": least})
    round = Round.objects.create(
        campaign=campaign,
        code=code,
        title=title.strip(),
        campaign_unit=unit,
        opens_on=opens_on,
        closes_on=closes_on,
        threshold=threshold or least,
    )
    round.subjects.set(subjects)
    Group.objects.bulk_create(
        [Group(round=round, code=group.code, name=group.name, is_attributed=group.attributed) for group in asked]
    )
    record(Act.ROUND_PREPARED, round, by=by, at=at, scope=campaign.pk, subjects=len(subjects))
    return round


@transaction.atomic
def invite(
    group: Group,
    names: Sequence[str],
    *,
    channel: str = "paper",
    addresses: Mapping[str, str] | None = None,
    by: Account | None,
    at: datetime,
) -> int:
    """Put people or organisations on the list of those invited. Returns how many the group has then.

    addresses: {name as given: e-mail}; who has one is invited by mail. Raises Refused.
    """
    mailed = {" ".join(name.split())[:200]: address for name, address in (addresses or {}).items()}
    wanted = [" ".join(name.split())[:200] for name in names if name.strip()]
    rules.check_can_invite(group, wanted, by=by, at=at)
    Invitation.objects.bulk_create(
        [
            Invitation(
                group=group, name=name, channel="mail" if name in mailed else channel, email=mailed.get(name, "")
            )
            for name in wanted
        ],
        batch_size=BATCH,
    )
    record(Act.INVITED, group, by=by, at=at, scope=group.round.campaign_id, count=len(wanted))
    return group.invitations.count()


def agency_of(account: Account, on: date) -> Unit | None:
    """The unit where the account's person is active: the agency that sends them."""
    if account.person is None:
        return None
    active = account.person.memberships.filter(kind="activity", since__lte=on).order_by("-since").first()
    return active.unit if active else None


@transaction.atomic
def name_team(round: Round, team: Sequence[rules.Counter], *, by: Account | None, at: datetime) -> None:
    """Name the counting team, or name it anew; each of them then sets a passphrase. Fixes the threshold."""
    rules.check_can_name_team(round, team, by=by, at=at)
    box = secrecy.prepare(
        scope=round.campaign_id,
        keyholders=[member.account for member in team],
        need=round.campaign.rules.counting.needed,
        threshold=round.threshold,
        by=by,
        at=at,
    )
    round.team.all().delete()
    TeamMember.objects.bulk_create(
        [TeamMember(round=round, person=member.account.person, agency=member.agency) for member in team]
    )
    Round.objects.filter(pk=round.pk, state=RoundState.DRAFT).update(box=box)
    round.box = box
    record(Act.TEAM_NAMED, round, by=by, at=at, scope=round.campaign_id, team=len(team))


def set_passphrase(round: Round, passphrase: str, *, by: Account, at: datetime) -> str:
    """A member of the team sets the own passphrase, before the round is opened.

    Returns the code of the recovery sheet, to be printed at once: nothing keeps it.
    """
    rules.check_can_set_own_passphrase(round, passphrase, by=by)
    assert round.box is not None
    return secrecy.set_passphrase(round.box, passphrase, by=by, at=at)


@transaction.atomic
def open_round(round: Round, *, by: Account | None, at: datetime) -> None:
    """Lock the box with the team's keys and begin to take slips."""
    rules.check_can_open(round, by=by, at=at)
    assert round.box is not None
    secrecy.arm(round.box, by=by, at=at)
    move(round, RoundState.OPEN, table=TRANSITIONS)
    record(Act.ROUND_OPENED, round, by=by, at=at, scope=round.campaign_id, subjects=round.subjects.count())


def issued_codes(group: Group) -> dict[str, int]:
    """{label: how many codes}: one entry "" for an anonymous group, one for each organisation of an attributed one."""
    if group.round.box is None:
        return {}
    turnout = secrecy.turnout(group.round.box)
    return {label: issued for (code, label), (_used, issued) in turnout.items() if code == group.code}


@transaction.atomic
def print_slips(group: Group, *, count: int | None = None, by: Account | None, at: datetime) -> list[tuple[str, str]]:
    """Issue codes for sheets: (code, organisation or ""), in random order. They exist in what is returned only.

    An anonymous group gets `count` codes, by default as many as are still missing for everybody invited. An attributed
    one gets a code for each organisation that has none; `count` is then ignored.
    """
    on_paper = group.invitations.exclude(channel="mail")
    if group.is_attributed:
        issued = issued_codes(group)
        missing = [name for name in on_paper.values_list("name", flat=True) if name not in issued]
        wanted, live = len(missing), len(issued)
    else:
        live = account_of_group(group).live
        wanted = max(on_paper.count() - live, 0) if count is None else count
    rules.check_can_print(group, wanted, live, by=by, at=at)
    box = group.round.box
    assert box is not None
    if group.is_attributed:
        codes = secrecy.mint_attributed(box, group=group.code, labels=missing, by=by, at=at)
        sheets = [(code, label) for label, code in codes.items()]
    else:
        sheets = [(code, "") for code in secrecy.mint(box, group=group.code, count=wanted, by=by, at=at)]
    add_sheets(group, SheetKind.PRINTED, len(sheets), by=by, at=at)
    record(Act.TICKETS_MINTED, group, by=by, at=at, scope=group.round.campaign_id, count=len(sheets))
    return sheets


@transaction.atomic
def close(round: Round, *, by: Account | None, at: datetime) -> None:
    """Take no more slips; the team can open it from now on."""
    rules.check_can_close(round, unclosed(round), by=by, at=at)
    assert round.box is not None
    secrecy.close(round.box, by=by, at=at)
    move(round, RoundState.CLOSED, table=TRANSITIONS)
    record(Act.ROUND_CLOSED, round, by=by, at=at, scope=round.campaign_id)
