"""A campaign that rates, in the rich world: ward One met, two ballots were counted, some levels are stated."""

from datetime import date

from tests.factories import World
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.rules import Window
from tusoi.process.reviews import actions as reviews
from tusoi.process.reviews import actions_rating, gates
from tusoi.process.reviews.models import AgendaItem, Meeting

DAY = date(2012, 10, 22)
AT = at_noon(DAY)
SUBJECTS = [("phuong-mot", "dang-uy-mot"), ("phuong-mot-1", "dv-13"), ("phuong-mot-2", "dv-14")]


def rated_campaign(home: World) -> Campaign:
    campaign = campaigns.create(
        code="hang-nam",
        title="Kiểm điểm, xếp loại hằng năm",
        unit=home.units["quan"],
        procedure_code="annual-2025",
        starts_on=date(2012, 10, 1),
        ends_on=date(2012, 12, 31),
        by=home.officer,
        at=AT,
    )
    windows = [Window(code, date(2012, 10, 15), date(2012, 11, 30)) for code in ("province", "commune", "base")]
    tiers = campaigns.set_windows(campaign, windows, by=home.officer, at=AT)
    campaigns.open_campaign(campaign, by=home.officer, at=AT)
    subjects = [
        campaigns.add_subject(
            campaign,
            code=code,
            unit=home.units["phuong-mot"],
            collective=home.collectives.get(who),
            person=home.people.get(who),
            tier=tiers[-1],
            decided_by=home.collectives["dang-uy-mot"],
            order=order,
            by=home.officer,
            at=AT,
        )
        for order, (code, who) in enumerate(SUBJECTS, start=1)
    ]
    _ballots(home, _met(home, campaign, subjects), subjects)
    ward, head, deputy = (Subject.objects.select_related("campaign__frozen").get(pk=one.pk) for one in subjects)
    words = {"level": "good", "body": "Ban Thường vụ Quận ủy", "by": home.officer, "at": AT}
    actions_rating.state_level(ward, kind="collective", stage="decision", **words)
    waiting = {"kind": "official", "stage": "proposal", "grounds": "Đề nghị còn chờ quyết định"}
    actions_rating.state_level(head, **waiting, **words)
    for stage in ("proposal", "decision"):
        grounds = "Nhận xét về đồng chí Phó Bí thư" if stage == "proposal" else ""
        actions_rating.state_level(deputy, kind="official", stage=stage, grounds=grounds, **words)
    return campaign


def _met(home: World, campaign: Campaign, subjects: list[Subject]) -> Meeting:
    meeting = reviews.plan_meeting(
        campaign,
        code="hn-hang-nam",
        collective=home.collectives["dang-uy-mot"],
        tier=subjects[0].tier,
        held_on=DAY,
        place="Hội trường",
        chair=home.people["dv-13"],
        minute_taker=home.people["dv-15"],
        subjects=subjects,
        by=home.officer,
        at=AT,
    )
    reviews.call_roll(meeting, absences={}, by=None, at=AT)
    for fact in gates.opening_gates(meeting):
        if not fact.ok and fact.gate == "report_before_meeting":
            campaigns.override_gate(
                campaign,
                gate=fact.gate,
                campaign_unit=meeting.campaign_unit,
                thing=meeting,
                reason="Báo cáo đã gửi bản giấy",
                by=home.officer,
                at=AT,
            )
    reviews.open_meeting(meeting, by=None, at=AT)
    for pk in meeting.items.values_list("pk", flat=True):
        item = AgendaItem.objects.with_names().get(pk=pk)
        reviews.open_item(item, by=None, at=AT)
        reviews.conclude_item(item, text="Thống nhất.", by=None, at=AT)
    return Meeting.objects.with_names().get(pk=meeting.pk)


def _ballots(home: World, meeting: Meeting, subjects: list[Subject]) -> None:
    """One signed, and one about the collective alone that is still being counted."""
    team = [home.people[code] for code in ("dv-16", "dv-17", "dv-18")]
    who = {"stage": "proposal", "team": team, "head": team[0], "by": None, "at": AT}
    count = actions_rating.prepare_count(meeting, subjects=subjects, **who)
    votes = {line.pk: {"good": 3} for line in count.lines.all()}
    numbers = {"issued": 3, "collected": 3, "not_returned": 0, "valid": 3, "invalid": 0}
    count = actions_rating.save_numbers(count, numbers=numbers, votes=votes, revision=0, by=None, at=AT)
    actions_rating.sign_count(count, by=home.member, at=AT)
    actions_rating.prepare_count(meeting, subjects=subjects[:1], **who)
