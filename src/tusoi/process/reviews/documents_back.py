"""The answer to those who contributed: a letter to each group, and a notice to pin up. Vietnamese, as every paper is."""

from datetime import datetime

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.documents.content import Block, BulletList, Heading, Paper, Paragraph
from tusoi.foundation.documents.kinds import Audience, DocumentKind
from tusoi.process.campaigns.documents import Source, Where, leading_collective, lower_first, official
from tusoi.process.feedback.models import Group, Round
from tusoi.process.reviews.back import Back, Told, back_of, groups_to_tell, rounds_to_tell

LETTER = DocumentKind("reviews.back_letter", "Thư báo kết quả đến nhóm góp ý", "", "CV", audience=Audience.PUBLISHED)
POSTER = DocumentKind(
    "reviews.back_poster", "Tờ niêm yết kết quả góp ý", "Thông báo", "TB", audience=Audience.PUBLISHED
)


def _list(title: str, rows: list[Told]) -> list[Block]:
    if not rows:
        return []
    ends = {True: " (hội nghị kết luận phải khắc phục)", False: ""}
    return [Paragraph(title), BulletList(tuple(row.title + ends[row.upheld] for row in rows))]


def _told(back: Back) -> list[Block]:
    blocks: list[Block] = []
    for about in back.subjects:
        blocks.append(Heading(f"Góp ý về {about.subject.name}"))
        said = [*_list("Đã tiếp thu:", about.accepted), *_list("Đã giải trình:", about.explained)]
        if about.hidden:
            said.append(Paragraph(f"Ngoài ra có {about.hidden} nội dung đã được trả lời, không kết luận khuyết điểm."))
        blocks += said or [Paragraph("Không có nội dung nào được nêu.")]
    if back.people:
        blocks += [
            Heading("Góp ý về cá nhân"),
            Paragraph(
                "Từng đồng chí đã tiếp thu, giải trình nội dung góp ý đối với mình. Kết luận được thông báo cho chính đồng "
                "chí đó và trong phạm vi quy định."
            ),
        ]
    if back.waiting:
        blocks.append(Paragraph(f"Còn {back.waiting} tập thể, cá nhân sẽ được thông báo sau khi kiểm điểm xong."))
    return blocks


def _end(round: Round) -> list[Block]:
    return [
        Paragraph(
            "Trân trọng cảm ơn các tổ chức, cá nhân đã góp ý. Văn bản này không nêu ai góp ý và không trích phiếu."
        ),
        Paragraph(f"Nếu ai bị gây khó khăn vì đã góp ý, xin liên hệ: {round.campaign.rules.help_contact}."),
    ]


def _letter(group: Group, at: datetime) -> Paper:
    round, back = group.round, back_of(group.round)
    own = next((row for row in back.groups if row.name == group.name), None)
    blocks: list[Block] = [
        Paragraph(
            f"{round.campaign_unit.name} xin báo cáo kết quả tiếp thu, giải trình ý kiến góp ý trong {lower_first(round.title)}."
        )
    ]
    if own:
        blocks.append(Heading("Những nội dung quý vị cùng nhiều người đã nêu"))
        blocks += [*_list("Đã tiếp thu:", own.accepted), *_list("Đã giải trình:", own.explained)]
    unit = round.campaign_unit.unit
    return official(
        round.campaign,
        unit,
        LETTER,
        subject_line=f"Báo kết quả {lower_first(round.title)}",
        addressee=f"Kính gửi: {group.name}",
        blocks=[*blocks, *_told(back), *_end(round)],
        at=at,
        signer=leading_collective(unit),
        recipients=("Như trên",),
        with_bases=False,
    )


def board_notice(back: Back) -> list[Block]:
    """What is pinned up: as a document with number and signature, or in large letters as a poster."""
    blocks = _told(back)
    for group in back.groups:
        blocks.append(Heading(f"Nội dung do nhóm {lower_first(group.name)} nêu nhiều"))
        blocks += [*_list("Đã tiếp thu:", group.accepted), *_list("Đã giải trình:", group.explained)]
    return [*blocks, *_end(back.round)]


def _poster(round: Round, at: datetime) -> Paper:
    unit = round.campaign_unit.unit
    return official(
        round.campaign,
        unit,
        POSTER,
        subject_line=f"kết quả {lower_first(round.title)}",
        blocks=board_notice(back_of(round)),
        at=at,
        signer=leading_collective(unit),
        recipients=("Niêm yết",),
        with_bases=False,
    )


def _check(round: Round, *, by: Account | None, at: datetime) -> None:
    require(by, Permission.RUN_ROUND, round.campaign_unit.unit.path, on=at.date())


def _check_letter(group: Group, *, by: Account | None, at: datetime) -> None:
    _check(group.round, by=by, at=at)


def _where(round: Round) -> Where:
    return Where(round.campaign_unit.unit, round.campaign_unit.unit)


SOURCES = [
    Source(
        LETTER,
        things=lambda campaign, account, on: groups_to_tell(rounds_to_tell(campaign, account, on)),
        label=lambda group: f"{group.name}: {group.round.title}",
        where=lambda group: _where(group.round),
        build=_letter,
        check_can_issue=_check_letter,
    ),
    Source(POSTER, rounds_to_tell, lambda round: round.title, _where, _poster, _check),
]
