"""The round of slips: prepared, opened, handed in by code, opened together by the team, triaged, summed up."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from tusoi.foundation.access.models import Account
from tusoi.process.feedback import actions as feedback
from tusoi.process.feedback import sheets
from tusoi.process.feedback.models import Comment, Group
from tusoi.process.feedback.rules import Counter
from tusoi.process.feedback.slips import clean_text, hand_in, open_slips
from tusoi.process.feedback.states import CommentState
from tusoi.process.issues import actions as issues
from tusoi.process.issues import placing
from tusoi.process.issues.documents import SYNTHESIS
from tusoi.process.issues.states import SourceKind
from tusoi.web.demo.package.fields import Origin, Outcome
from tusoi.web.demo.package.rows import SlipRow, TriageRow
from tusoi.web.demo.play.stage import Act, Stage

PREPARED = timedelta(days=4)  # so long before the round opens it is prepared
MERGED = ""  # stands for the groups that were too small to be shown by themselves
PASSPHRASE = "phieu minh hoa cua {}"  # of sample data: printed wherever a demo starts, never used for a real round


def acts(stage: Stage) -> Iterator[Act]:
    package = stage.package
    if package.round is None:
        return
    slips = package.round
    yield Act(slips.opens_on - PREPARED, "chuẩn bị đợt lấy ý kiến", partial(_prepare, stage))
    yield Act(slips.opens_on, "bắt đầu lấy ý kiến", partial(_open, stage))
    by_slip: dict[str, list[SlipRow]] = {}
    for row in package.slips:
        by_slip.setdefault(row.slip, []).append(row)
    for rows in by_slip.values():
        yield Act(rows[0].on, "một phiếu góp ý", partial(_hand_in, stage, rows))
    yield Act(max(slips.closes_on + timedelta(days=1), slips.opened_on), "khóa nhận phiếu", partial(_close, stage))
    for member in package.counting_team:
        yield Act(slips.opened_on, "tổ mở phiếu", partial(_open_slips, stage, member.username))
    yield Act(slips.triaged_on, "xếp ý kiến thành vấn đề", partial(_triage, stage))
    puts = [row.put_on for row in package.issues if row.origin == Origin.COMMENTS]
    yield Act(max([slips.triaged_on, *puts]), "kết thúc tổng hợp ý kiến", partial(_finish, stage))


def passphrase_of(username: str) -> str:
    return PASSPHRASE.format(username)


def _prepare(stage: Stage, at: datetime) -> None:
    slips, wanted = stage.slips, {group.code for group in stage.package.groups}
    by = stage.account(slips.by)
    round = feedback.prepare(
        stage.campaign,
        code=slips.code,
        title=slips.title,
        unit=stage.campaign_unit(stage.package.about.unit),
        subjects=[stage.subject(code) for code in slips.subjects],
        opens_on=slips.opens_on,
        closes_on=slips.closes_on,
        threshold=slips.threshold,
        groups=[group for group in stage.procedure.groups if group.code in wanted],
        by=by,
        at=at,
    )
    names: dict[tuple[str, str], list[str]] = {}
    for row in stage.package.invitations:
        names.setdefault((row.group, row.channel), []).append(row.name)
    for (group, channel), invited in names.items():
        feedback.invite(round.groups.get(code=group), invited, channel=channel, by=by, at=at)
    team = [Counter(stage.account(row.username), stage.units[row.agency]) for row in stage.package.counting_team]
    feedback.name_team(round, team, by=by, at=at)


def _open(stage: Stage, at: datetime) -> None:
    """Open the round and print the organisations' sheets. Those without names are printed as they are needed."""
    by = stage.account(stage.slips.by)
    for member in stage.package.counting_team:
        feedback.set_passphrase(stage.round(), passphrase_of(member.username), by=stage.account(member.username), at=at)
    feedback.open_round(stage.round(), by=by, at=at)
    for group in Group.objects.filter(round=stage.round(), is_attributed=True):
        printed = feedback.print_slips(group, by=by, at=at)
        sheets.hand_out(group, len(printed), by=by, at=at)
        stage.codes |= {name: code for code, name in printed}


def _hand_in(stage: Stage, rows: list[SlipRow], at: datetime) -> None:
    answers: dict[int, dict[str, str]] = {}
    for row in rows:
        answers.setdefault(stage.subject(row.subject).pk, {})[row.box] = row.text
    hand_in(_code(stage, rows[0], at), nonce=secrets.token_urlsafe(16), answers=answers, at=at)


def _code(stage: Stage, row: SlipRow, at: datetime) -> str:
    """The organisation's own code, or a new one of the group: none is kept from one act to the next (see stage.py)."""
    if row.invitation:
        invited = next(one for one in stage.package.invitations if one.code == row.invitation)
        return stage.codes.pop(invited.name)
    group = Group.objects.select_related("round__campaign_unit__unit", "round__box").get(
        round__campaign=stage.campaign, round__code=stage.slips.code, code=row.group
    )
    by = stage.account(stage.slips.by)
    code = feedback.print_slips(group, count=1, by=by, at=at)[0][0]
    sheets.hand_out(group, 1, by=by, at=at)
    return code


def _close(stage: Stage, at: datetime) -> None:
    by = stage.account(stage.slips.by)
    for group in stage.round().groups.select_related("round__box", "round__campaign_unit__unit"):
        account = sheets.account_of_group(group)
        for asked in account.waiting:  # left by somebody who tried the demo
            sheets.drop(asked, by=by, at=at)
        if account.rest:
            sheets.hand_out(group, account.rest, by=by, at=at)
    feedback.close(stage.round(), by=stage.account(stage.slips.by), at=at)


def _open_slips(stage: Stage, username: str, at: datetime) -> None:
    open_slips(stage.round(), passphrase_of(username), by=stage.account(username), at=at)


def _triage(stage: Stage, at: datetime) -> None:
    """Sort every comment as triage.csv says. Which slip it came from nobody knows any more: its words are the key."""
    by = stage.account(stage.package.counting_team[0].username)
    said = {(row.slip, row.subject, row.box): row for row in stage.package.slips}
    places: dict[tuple[str, str, str, str], TriageRow] = {}
    for row in stage.package.triage:
        slip = said[row.slip, row.subject, row.box]
        for group in (slip.group, MERGED):
            places[group, slip.subject, slip.box, clean_text(slip.text)] = row
    waiting = Comment.objects.filter(round=stage.round(), state=CommentState.WAITING)
    for comment in waiting.select_related("subject", "group", "round__campaign"):
        group = MERGED if comment.group.is_merged else comment.group.code
        place = places.get((group, comment.subject.code, comment.box, comment.text))
        if place is not None:
            _place(stage, comment, place, by, at)


def _place(stage: Stage, comment: Comment, place: TriageRow, by: Account, at: datetime) -> None:
    if place.outcome == Outcome.STRENGTH:
        issues.mark_strength(comment, by=by, at=at)
    elif place.outcome == Outcome.SET_ASIDE:
        placing.ask_set_aside(comment, reason=place.reason, by=by, at=at)
        placing.confirm_set_aside(comment, by=stage.account(stage.package.counting_team[1].username), at=at)
    elif stage.campaign.issues.filter(code=place.issue).exists():
        issues.file_comment(comment, issue=stage.issue(place.issue), by=by, at=at)
    else:
        row = next(one for one in stage.package.issues if one.code == place.issue)
        issues.raise_issue(
            stage.campaign,
            subject=stage.subject(row.subject),
            code=row.code,
            title=row.title,
            text=row.text,
            theme=row.theme,
            source=SourceKind.COMMENTS,
            comments=[comment],
            by=by,
            at=at,
        )


def _finish(stage: Stage, at: datetime) -> None:
    """Put the issues to their subjects, answered at the latest on the eve of the first review of one of them."""
    by = stage.account(stage.package.counting_team[0].username)
    decided_by = {stage.package.subject[code].decided_by for code in stage.slips.subjects}
    days = [row.held_on for row in stage.package.meetings if row.collective in decided_by]
    eve = min(days) - timedelta(days=1) if days else None
    issues.finish_triage(stage.round(), answer_by=eve if eve and eve >= at.date() else None, by=by, at=at)
    stage.issue_paper(SYNTHESIS.code, stage.round(), by=stage.officer, at=at)
