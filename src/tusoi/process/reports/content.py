"""A report as it stands, as plain data; and the notices of substance on it."""

import hashlib
import json
from typing import Any

from tusoi.process.campaigns.models import Subject
from tusoi.process.issues.models import Issue, IssueAnswer
from tusoi.process.issues.states import AnswerKind, IssueState
from tusoi.process.reports import copies, rules
from tusoi.process.reports.models import Report, ReportVersion
from tusoi.process.reports.notices import Given, Notice, Writing, notices_on
from tusoi.process.reports.remediation import rows_from


def content_of(report: Report) -> dict[str, Any]:
    """The report as it stands, as plain data: what a version keeps, what the paper prints."""
    subject = report.subject
    outline = rules.outline_of(subject)
    texts = dict(report.sections.values_list("key", "text"))
    given = IssueAnswer.objects.filter(issue__subject=subject).exclude(issue__state=IssueState.RAISED)
    last = {answer.issue_id: answer for answer in given.select_related("issue").order_by("issue", "pk")}
    answers = [
        {
            "code": answer.issue.code,
            "title": answer.issue.title,
            "kind": answer.get_kind_display(),
            "accepts": answer.kind == AnswerKind.ACCEPT,
            "text": answer.text,
            "cause": answer.cause,
            "measure": answer.measure,
            "by_proxy": answer.by_proxy,
        }
        for answer in last.values()
    ]
    unanswered = Issue.objects.about(subject).unanswered().order_by("pk")
    earlier = [
        {"title": given.shortcoming.issue.title, "status": given.get_status_display(), "text": given.text}
        for given in report.earlier_answers.select_related("shortcoming__issue")
    ]
    return {
        "title": outline.title,
        "subject": subject.name,
        "position": subject.position,
        "office": subject.office,
        "unit": subject.campaign_unit.name,
        "sections": [
            {"key": part.key, "heading": part.heading, "kind": part.kind, "text": texts.get(part.key, "")}
            for part in outline.sections
        ],
        "answers": answers,
        "unanswered": list(unanswered.values_list("title", flat=True)),
        "earlier": earlier,
        "remediation": list(Report.objects.values_list("remediation", flat=True).get(pk=report.pk)),
    }


def last_version_of_earlier(report: Report) -> ReportVersion | None:
    """What the same subject handed in last in a campaign that began before."""
    subject = report.subject
    same = {"collective": subject.collective_id} if subject.is_collective else {"person": subject.person_id}
    earlier = Subject.objects.filter(**same, campaign__starts_on__lt=report.campaign.starts_on)
    return ReportVersion.objects.filter(report__subject__in=earlier).order_by("-on", "-pk").first()


def notices_of(report: Report, content: dict[str, Any]) -> list[Notice]:
    """The notices of substance on a content of the report, with what must be looked up for them."""
    last = last_version_of_earlier(report)
    return notices_on(
        Writing(
            sections=rules.outline_of(report.subject).sections,
            texts={part["key"]: part["text"] for part in content["sections"]},
            rows=rows_from(content["remediation"]),
            accepted=[
                Given(row["code"], row["title"], row["cause"], row["measure"])
                for row in content["answers"]
                if row["accepts"]
            ],
            last_time=copies.own_text(last.content) if last else "",
            is_copy=copies.is_copy(report.subject, copies.own_text(content)),
        )
    )


def digest_of(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
