"""What one page of a slip stands on: all that travels with the form, and the round as it speaks of itself."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from time import monotonic

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from tusoi.foundation.secrecy.codes import drawer_of
from tusoi.foundation.secrecy.drafts import load_draft
from tusoi.foundation.secrecy.states import BoxState
from tusoi.foundation.secrecy.submission import Held, find
from tusoi.process.campaigns.models import Subject
from tusoi.process.feedback.forms import SubjectForm
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.slips import LONGEST, clean_text
from tusoi.process.feedback.states import Box
from tusoi.process.feedback.telltale import WORDS, shown, telltales


@dataclass(frozen=True)
class Desk:
    """What one page of a slip stands on: the round, and all that travels with the form."""

    round: Round
    held: Held
    code: str
    nonce: str
    answers: dict[int, dict[str, str]]
    shared: bool = False
    version: str = ""
    signed: str = ""
    at: datetime | None = None

    @property
    def subjects(self) -> list[Subject]:
        """In the order of the pages."""
        return list(self.round.subjects.all())

    @property
    def label(self) -> str:
        """The organisation whose slip this is; "" for an anonymous one."""
        return self.held.label

    @property
    def drawer(self) -> str:
        """Where the browser keeps what is half written (see keep.js)."""
        return drawer_of(self.held.clean)

    @property
    def too_long(self) -> set[int]:
        """The subjects about whom a box is too long."""
        return {
            subject for subject, texts in self.answers.items() if any(len(text) > LONGEST for text in texts.values())
        }

    @property
    def days(self) -> int:
        """For how many days the browser may keep it: until the end of the last day on which the slip can be sent."""
        return (self.round.closes_on - self.at.date()).days + 1 if self.at else 0

    def hidden(self, but: Subject | None = None) -> list[tuple[str, str]]:
        """Everything written so far as hidden fields, except about one subject."""
        known = {subject.pk for subject in self.subjects if subject != but}
        return [
            (f"a-{subject}-{box}", text)
            for subject, texts in self.answers.items()
            for box, text in texts.items()
            if text and subject in known
        ] + [(name, text) for name, text in (("shared", "1" if self.shared else ""), ("version", self.version)) if text]

    def told(self, subject: Subject) -> list[tuple[str, str]]:
        """What was written about a subject: (box, text)."""
        texts = self.answers.get(subject.pk, {})
        return [(str(box.label), texts[box]) for box in Box if texts.get(box)]

    def read_back(self, subject: Subject) -> list[tuple[str, SafeString, list[str]]]:
        """What was written, for the last look: (box, text with the places that may tell who wrote it, why they may).

        An organisation's slip carries a name anyway.
        """
        names = frozenset(one.name for one in self.subjects)
        rows = []
        for label, text in self.told(subject):
            found = [] if self.label else telltales(text, but=names)
            rows.append((label, shown(text, found), [str(WORDS[one.why]) for one in found]))
        return rows

    def form(self, subject: Subject, *, bound: bool) -> SubjectForm:
        texts = self.answers.get(subject.pk, {})
        if bound:
            form = SubjectForm({f"a-{subject.pk}-{box}": text for box, text in texts.items()}, prefix=f"a-{subject.pk}")
        else:
            form = SubjectForm(initial=texts, prefix=f"a-{subject.pk}")
        if self.label:
            form.fields[Box.SHORTCOMING].help_text = _("Việc gì, khi nào, ảnh hưởng ra sao.")
        return form


def known_answers(round: Round, content: object) -> dict[int, dict[str, str]]:
    """{subject: {box: text}} of what a draft holds about the round's subjects."""
    known = {str(subject.pk): subject.pk for subject in round.subjects.all()}
    pairs = content.items() if isinstance(content, dict) else ()
    return {known[key]: dict(texts) for key, texts in pairs if key in known}


@sensitive_variables()
def caught_up(desk: Desk) -> Desk | None:
    """The desk with what others of the organisation saved since this page began, put before the own words; None where nobody did.

    No word of either is lost; whoever has the page in hand takes out what is twice.
    """
    content, version = load_draft(desk.held) if desk.label else (None, "")
    if not version or version == desk.version:
        return None
    answers = {subject: dict(texts) for subject, texts in desk.answers.items()}
    for subject, texts in known_answers(desk.round, content).items():
        for box, theirs in texts.items():
            own = answers.setdefault(subject, {}).get(box, "")
            if theirs not in own:
                answers[subject][box] = f"{theirs}\n\n{own}" if own and own not in theirs else theirs
    return replace(desk, answers=answers, version=version)


def read_answers(post: QueryDict) -> dict[int, dict[str, str]]:
    """{subject: {box: text}} of every `a-<subject>-<box>` in the form."""
    answers: dict[int, dict[str, str]] = {}
    for name in post:
        kind, _dash, rest = name.partition("-")
        subject, _dash, box = rest.partition("-")
        if kind == "a" and subject.isascii() and subject.isdigit() and len(subject) < 19 and box in Box.values:
            answers.setdefault(int(subject), {})[box] = clean_text(post.get(name, ""))
    return answers


def _round_of(box: int) -> Round:
    rounds = Round.objects.select_related("campaign__frozen", "campaign_unit").prefetch_related("subjects")
    return rounds.get(box=box)


@lru_cache(maxsize=8)
def _open_round_of(box: int, _key: bytes, _minute: int) -> Round:
    """What the round of an open box says of itself, read once a minute: nothing of it changes while slips are taken.

    Whether it still takes any is asked of the box every time (`find`, `submit`), never of what is kept here.
    """
    return _round_of(box)


@sensitive_variables()
def desk_of(code: str, nonce: str, answers: dict[int, dict[str, str]]) -> Desk:
    held = find(code)
    box = held.box
    is_open = box.state == BoxState.OPEN
    round = _open_round_of(box.pk, bytes(box.public_key), int(monotonic() / 60)) if is_open else _round_of(box.pk)
    return Desk(round, held, code, nonce or secrets.token_urlsafe(24), answers)
