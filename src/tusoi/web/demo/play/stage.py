"""What the acts of a package stand on: its rows, and the things they have made, found again by their codes.

Nothing is kept between acts but codes of slips, so a demo can go on playing days later in another process.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Collective, Person, Unit
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.process.campaigns.documents import issue_from
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.feedback.models import Round as SlipRound
from tusoi.process.issues.models import Issue, SuggestionSet
from tusoi.process.reports.models import Report
from tusoi.process.reviews.models import AgendaItem, Meeting
from tusoi.process.supervision.models import Commitment
from tusoi.web.archive.sources import SOURCES
from tusoi.web.demo.package.about import Round
from tusoi.web.demo.package.package import Package


@dataclass(frozen=True)
class Act:
    """One thing somebody does on a day. what: in a few words, for a list of what could not be played."""

    day: date
    what: str
    do: Callable[[datetime], object]


@dataclass
class Stage:
    """A package with its campaign in the database."""

    package: Package
    codes: dict[str, str] = field(default_factory=dict)  # organisation -> the code of its slip, in memory only
    gates_refused: int = 0  # how often an act of this process met a closed gate

    def __post_init__(self) -> None:
        self.account = cache(self.account)  # type: ignore[method-assign]
        self.subject = cache(self.subject)  # type: ignore[method-assign]

    @property
    def procedure(self) -> Procedure:
        assert self.package.procedure is not None, "a package without faults has a procedure"
        return self.package.procedure

    @property
    def slips(self) -> Round:
        assert self.package.round is not None, "asked only where the package has a round"
        return self.package.round

    @cached_property
    def campaign(self) -> Campaign:
        return Campaign.objects.select_related("unit", "frozen").get(code=self.package.about.code)

    @cached_property
    def people(self) -> dict[str, Person]:
        return {person.code: person for person in Person.objects.all()}

    @cached_property
    def units(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in Unit.objects.all()}

    @cached_property
    def collectives(self) -> dict[str, Collective]:
        return {one.code: one for one in Collective.objects.select_related("unit")}

    @cached_property
    def accounts_of(self) -> dict[str, str]:
        """Person code -> username, of those who have an account."""
        return {row.person: row.username for row in self.package.accounts if row.person}

    @cached_property
    def writers(self) -> dict[str, str]:
        """Subject code -> the username that writes its report."""
        return {row.subject: row.by for row in self.package.reports}

    @cached_property
    def codes_before(self) -> list[str]:
        """Codes of the campaigns that this one follows, the latest first."""
        return [one.about.code for one in self.package.chain]

    def look_again(self) -> None:
        """The organisation has changed: what was found of it is found anew."""
        for name in ("people", "units", "collectives"):
            self.__dict__.pop(name, None)

    def account(self, username: str) -> Account:
        return Account.objects.select_related("person").get(username=username)

    def account_of(self, person: str) -> Account | None:
        username = self.accounts_of.get(person)
        return self.account(username) if username else None

    @property
    def officer(self) -> Account:
        return self.account(self.package.about.actors.officer)

    @property
    def leader(self) -> Account:
        return self.account(self.package.about.actors.leader)

    def campaign_unit(self, code: str) -> CampaignUnit:
        return CampaignUnit.objects.select_related("campaign__frozen", "unit__parent").get(
            campaign=self.campaign, code=code
        )

    def subject(self, code: str) -> Subject:
        return Subject.objects.select_related(
            "campaign__frozen", "campaign_unit__unit", "collective", "person", "tier", "decided_by__unit"
        ).get(campaign=self.campaign, code=code)

    def round(self) -> SlipRound:
        return SlipRound.objects.select_related("campaign__frozen", "campaign_unit__unit__parent", "box").get(
            campaign=self.campaign, code=self.slips.code
        )

    def issue(self, code: str) -> Issue:
        return Issue.objects.select_related(
            "campaign__frozen", "subject__campaign_unit__unit", "subject__decided_by__unit", "suggestion_set"
        ).get(campaign=self.campaign, code=code)

    def earlier_issue(self, code: str) -> Issue:
        """An issue that an earlier campaign concluded."""
        return Issue.objects.select_related("shortcoming__issue__campaign", "campaign").get(
            campaign__code__in=self.codes_before, code=code
        )

    def suggestions(self, subject: str) -> SuggestionSet:
        return SuggestionSet.objects.select_related(
            "campaign__frozen", "subject__campaign_unit__unit__parent", "overseer"
        ).get(subject=self.subject(subject))

    def report(self, subject: str) -> Report:
        return Report.objects.select_related("campaign__frozen", "subject__campaign_unit__unit__parent").get(
            subject=self.subject(subject)
        )

    def meeting(self, code: str) -> Meeting:
        return Meeting.objects.select_related(
            "campaign__frozen", "campaign_unit__unit__parent", "tier", "chair", "minute_taker", "attending_superior"
        ).get(campaign=self.campaign, code=code)

    def item(self, meeting: str, subject: str) -> AgendaItem:
        return AgendaItem.objects.select_related(
            "meeting__campaign__frozen", "meeting__campaign_unit__unit", "subject__decided_by", "subject__tier", "chair"
        ).get(meeting__campaign=self.campaign, meeting__code=meeting, subject__code=subject)

    def commitment(self, code: str) -> Commitment:
        """Of this campaign or of one before: codes are not used twice."""
        return Commitment.objects.select_related(
            "campaign__frozen", "campaign_unit__unit", "issue", "subject__campaign_unit__unit", "owner", "supervisor"
        ).get(campaign__code__in=[self.package.about.code, *self.codes_before], code=code)

    def issue_paper(self, kind: str, thing: object, *, by: Account | None, at: datetime) -> None:
        """Issue the paper of a row as the archive's page does."""
        issue_from(SOURCES[kind], thing, campaign=self.campaign, by=by, at=at)  # type: ignore[arg-type]
