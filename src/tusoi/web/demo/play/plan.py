"""The plan and its dissemination: campaign, windows, guidance, preparation, classes, declared figures."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.models import Acknowledgement, GuidanceDocument, Preparation
from tusoi.process.campaigns.rules import Window
from tusoi.process.dissemination import actions as dissemination
from tusoi.process.dissemination.actions_attendance import check_in
from tusoi.process.dissemination.actions_changes import leave_out
from tusoi.process.dissemination.actions_declared import declare_figure
from tusoi.process.dissemination.actions_makeup import plan_makeup
from tusoi.process.dissemination.actions_roll import LeftOut, freeze_roll
from tusoi.process.dissemination.documents import RESULT
from tusoi.process.dissemination.models import DeclaredFigure, RequiredMember, StudyClass
from tusoi.process.dissemination.states import DISSEMINATION
from tusoi.web.demo.package.rows import (
    AcknowledgementRow,
    ClassRow,
    DeclaredRow,
    DocumentRow,
    LeftOutRow,
    PreparationRow,
    SubjectRow,
)
from tusoi.web.demo.play.stage import Act, Stage
from tusoi.web.progress.documents import PROGRESS

MEASURES = {"coverage": DISSEMINATION}  # as packages call them -> as the counters do
NOTICE = timedelta(days=3)  # a class is planned so long before it is held


def acts(stage: Stage) -> Iterator[Act]:
    package, calendar = stage.package, stage.package.about.calendar
    yield Act(calendar.planned, "lập đợt kiểm điểm", partial(_create, stage))
    for document in sorted(package.documents, key=lambda row: row.issued_on):
        day = max(document.issued_on, calendar.planned)
        yield Act(day, f"đăng ký {document.symbol}", partial(_register, stage, document))
    yield Act(calendar.opened, "mở đợt kiểm điểm", partial(_open, stage))
    for subject in package.subjects:
        yield Act(calendar.opened, f"nêu đối tượng {subject.code}", partial(_name_subject, stage, subject))
    yield Act(calendar.opened, "chốt danh sách phải dự", partial(_freeze, stage))
    for receipt in package.acknowledgements:
        yield Act(receipt.on, f"{receipt.unit} tiếp nhận văn bản", partial(_acknowledge, stage, receipt))
    for meeting in package.preparations:
        yield Act(meeting.on, f"{meeting.unit} họp chuẩn bị", partial(_prepare, stage, meeting))
    for row in package.classes:
        yield Act(max(row.held_on - NOTICE, calendar.opened), f"mở lớp {row.code}", partial(_plan_class, stage, row))
        yield Act(row.held_on, f"điểm danh lớp {row.code}", partial(_hold_class, stage, row))
    for out in package.left_out:
        yield Act(out.on, f"{out.person} ra ngoài danh sách phải dự", partial(_leave_out, stage, out))
    for figure in package.declared:
        yield Act(figure.declared_on, f"số liệu báo cáo của {figure.unit}", partial(_declare, stage, figure))
    if package.classes:
        yield Act(calendar.coverage_as_of, "báo cáo kết quả quán triệt", partial(_report_coverage, stage))
    for day in _progress_days(stage):
        yield Act(day, "báo cáo tiến độ", partial(_report_progress, stage))


def _progress_days(stage: Stage) -> list[date]:
    return sorted({tier.closes_on for tier in stage.package.tiers} | {stage.package.about.calendar.closed})


def _create(stage: Stage, at: datetime) -> None:
    about = stage.package.about
    campaign = campaigns.create(
        code=about.code,
        title=about.title,
        unit=stage.units[about.unit],
        procedure_code=about.procedure,
        starts_on=about.calendar.planned,
        ends_on=about.calendar.closed,
        sample_notice=about.notice,
        by=stage.officer,
        at=at,
    )
    windows = [Window(tier.code, tier.opens_on, tier.closes_on) for tier in stage.package.tiers]
    campaigns.set_windows(campaign, windows, by=stage.officer, at=at)


def _register(stage: Stage, row: DocumentRow, at: datetime) -> GuidanceDocument:
    documents = {one.code: one for one in stage.package.documents}
    basis = documents.get(row.basis)
    return campaigns.register_guidance(
        stage.campaign,
        kind=row.kind,
        symbol=row.symbol,
        issuer=row.issuer,
        issued_on=row.issued_on,
        subject_line="" if row.classified else row.subject,
        basis=stage.campaign.guidance.get(symbol=basis.symbol, issuer=basis.issuer) if basis else None,
        to_acknowledge=row.acknowledge_by is not None,
        acknowledge_by=row.acknowledge_by,
        is_classified=row.classified,
        by=stage.officer,
        at=at,
    )


def _open(stage: Stage, at: datetime) -> None:
    campaigns.open_campaign(stage.campaign, by=stage.officer, at=at)
    del stage.campaign  # read again with its frozen procedure


def _name_subject(stage: Stage, row: SubjectRow, at: datetime) -> None:
    campaigns.add_subject(
        stage.campaign,
        code=row.code,
        unit=stage.units[row.unit],
        collective=stage.collectives.get(row.collective),
        person=stage.people.get(row.person),
        office=row.office if row.person else "",  # a collective is its own office
        position=row.position,
        tier=stage.campaign.tiers.get(code=row.tier),
        decided_by=stage.collectives[row.decided_by],
        order=row.order,
        by=stage.officer,
        at=at,
    )


def _freeze(stage: Stage, at: datetime) -> int:
    cadres = [row.code for row in stage.package.people if row.key_cadre]
    left_out = [
        LeftOut(row.code, row.status, "Theo diện ghi trong danh sách đảng viên")
        for row in stage.package.people
        if row.unit and row.status and not row.must_attend
    ]
    return freeze_roll(stage.campaign, cadres, left_out=left_out, by=stage.officer, at=at)


def _acknowledge(stage: Stage, row: AcknowledgementRow, at: datetime) -> Acknowledgement:
    document = next(one for one in stage.package.documents if one.code == row.document)
    found = stage.campaign.guidance.get(symbol=document.symbol, issuer=document.issuer)
    return campaigns.acknowledge(found, stage.campaign_unit(row.unit), by=stage.account(row.by), at=at)


def _prepare(stage: Stage, row: PreparationRow, at: datetime) -> Preparation:
    unit = stage.campaign_unit(row.unit)
    return campaigns.record_preparation(unit, held_on=row.on, note=row.text, by=stage.account(row.by), at=at)


def _plan_class(stage: Stage, row: ClassRow, at: datetime) -> StudyClass:
    if row.makeup:
        return plan_makeup(
            stage.campaign_unit(row.unit),
            code=row.code,
            title=row.title,
            place=row.place,
            held_on=row.held_on,
            by=stage.account(row.by),
            at=at,
        )
    return dissemination.plan_class(
        stage.campaign,
        code=row.code,
        organiser=stage.campaign_unit(row.unit),
        audience=row.audience,
        title=row.title,
        place=row.place,
        held_on=row.held_on,
        by=stage.account(row.by),
        at=at,
    )


def _hold_class(stage: Stage, row: ClassRow, at: datetime) -> None:
    study_class = StudyClass.objects.select_related("campaign__unit", "organiser__unit").get(
        campaign=stage.campaign, code=row.code
    )
    there = [stage.people[one.person] for one in stage.package.attendance if one.class_ == row.code]
    check_in(study_class, there, by=stage.account(row.by), at=at)
    dissemination.close_class(study_class, by=stage.account(row.by), at=at)


def _leave_out(stage: Stage, row: LeftOutRow, at: datetime) -> RequiredMember:
    member = RequiredMember.objects.get(campaign=stage.campaign, person=stage.people[row.person])
    return leave_out(member, kind=row.kind, reason=row.reason, by=stage.account(row.by), at=at)


def _declare(stage: Stage, row: DeclaredRow, at: datetime) -> DeclaredFigure:
    return declare_figure(
        stage.campaign_unit(row.unit),
        measure=MEASURES.get(row.measure, row.measure),
        count=row.count,
        total=row.total,
        percent=row.percent,
        source=row.source,
        declared_on=row.declared_on,
        by=stage.account(row.by),
        at=at,
    )


def _report_coverage(stage: Stage, at: datetime) -> None:
    stage.issue_paper(RESULT.code, stage.campaign_unit(stage.package.about.unit), by=stage.officer, at=at)


def _report_progress(stage: Stage, at: datetime) -> None:
    stage.issue_paper(PROGRESS.code, stage.campaign_unit(stage.package.about.unit), by=stage.officer, at=at)
