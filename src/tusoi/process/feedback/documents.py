"""The paper of this step: minutes on paper slips, made void, typed and destroyed."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.documents.content import Block, Heading, Paper, Paragraph, Signatures, Table
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import Source, Where, lower_first, official, vietnamese_day, vietnamese_number
from tusoi.process.campaigns.models import Campaign
from tusoi.process.feedback.models import Group, PaperAccount, Round, SheetCount
from tusoi.process.feedback.sheets import accounts_of
from tusoi.process.feedback.states import RoundState, SheetKind

DESTRUCTION = DocumentKind("feedback.destruction", "Biên bản hủy phiếu giấy", "Biên bản", "BB")
DONE = (RoundState.OPENED, RoundState.SYNTHESISED)


def _rounds(campaign: Campaign, account: Account, on: date) -> "QuerySet[Round]":
    """Opened rounds with paper, for who runs them and for the counting team."""
    seen = Q(pk__in=Round.objects.all().run_by(account, on).values("pk"))
    if account.person_id:
        seen |= Q(pk__in=Round.objects.filter(team__person=account.person_id).values("pk"))
    printed = SheetCount.objects.filter(kind=SheetKind.PRINTED, group__is_attributed=False).values("group__round")
    return (
        Round.objects.filter(seen, campaign=campaign, state__in=DONE)
        .filter(Q(pk__in=printed) | Q(paper_account__isnull=False))
        .select_related("campaign__frozen", "campaign_unit__unit__parent")
        .order_by("closes_on", "pk")
    )


def _sheets(round: Round) -> list[Block]:
    """Sheets by group: printed, handed out, made void by two people."""
    accounts = accounts_of(round)
    rows = []
    for group in Group.objects.filter(round=round, is_merged=False, is_conference=False):
        account = accounts[group.pk]
        if account.printed:
            numbers = (account.printed, account.handed_out, account.spoilt, account.left_over, account.lost)
            rows.append((group.name, *(vietnamese_number(n) for n in numbers)))
    columns = ("Nhóm", "Đã in", "Đã phát", "Hỏng, đã hủy", "Còn lại, đã hủy", "Mất")
    if not rows:
        return [Paragraph("Không in phiếu giấy.")]
    return [Table(columns, tuple(rows), widths=(5, 2, 2, 2, 2, 2), numeric=(1, 2, 3, 4, 5))]


def _envelopes(round: Round) -> list[Block]:
    account = PaperAccount.objects.filter(round=round).first()
    if account is None or account.received is None:
        return [Paragraph("Không nhận phong bì phiếu giấy nào.")]
    said = (
        f"Nhận {account.received} phong bì dán kín, gồm: {account.typed} phiếu có ý kiến, {account.blank} phiếu để trống, "
        f"{account.spoilt} phiếu hỏng"
    )
    if account.missing:
        said += f", {account.missing} phong bì không tìm lại được ({account.note})"
    twice = (
        " Mỗi phiếu được hai thành viên lần lượt gõ và so khớp." if round.campaign.rules.counting.paper_twice else ""
    )
    return [
        Paragraph(f"{said}."),
        Paragraph(f"Phong bì được mở sau khi khóa nhận phiếu.{twice} Không chụp, không quét, không giữ bản sao."),
    ]


def _minutes(round: Round, at: datetime) -> Paper:
    team = list(round.team.select_related("person", "agency"))
    blocks: list[Block] = [
        Paragraph(
            f"{round.title}, nhận phiếu từ ngày {vietnamese_day(round.opens_on)} đến ngày {vietnamese_day(round.closes_on)}."
        ),
        Heading("Thành phần"),
        *(Paragraph(f"- Đồng chí {member.person.name}, {member.agency.name}.") for member in team),
        Heading("Phiếu đã in và phát"),
        *_sheets(round),
        Heading("Phiếu giấy nhận về"),
        *_envelopes(round),
        Heading("Tiêu hủy"),
        Paragraph(
            "Toàn bộ phiếu giấy, phong bì, tờ mã còn lại và tờ in hỏng đã được tiêu hủy lúc … giờ …, ngày … tháng … năm …, "
            "tại …, bằng cách … trước sự chứng kiến của những người ký tên dưới đây. Không còn tờ nào được giữ lại."
        ),
        Signatures(
            "Thành viên tổ mở phiếu",
            team[0].person.name if team else "",
            "Thành viên tổ mở phiếu",
            team[1].person.name if len(team) > 1 else "",
        ),
    ]
    unit = round.campaign_unit.unit
    return official(
        round.campaign,
        unit,
        DESTRUCTION,
        subject_line=f"hủy phiếu giấy, {lower_first(round.title)}",
        blocks=blocks,
        at=at,
        with_bases=False,
    )


def _check_can_issue(round: Round, *, by: Account | None, at: datetime) -> None:
    require(by, Permission.RUN_ROUND, round.campaign_unit.unit.path, on=at.date())
    if round.state not in DONE:
        raise Refused(_("Phiếu chưa mở nên chưa hủy giấy"))


SOURCES = [
    Source(
        DESTRUCTION,
        things=_rounds,
        label=lambda round: round.title,
        where=lambda round: Where(round.campaign_unit.unit, round.campaign_unit.unit),
        build=_minutes,
        check_can_issue=_check_can_issue,
    )
]
