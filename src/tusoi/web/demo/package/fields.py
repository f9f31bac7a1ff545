"""Kinds of cell: how a person may write it in a spreadsheet, and the Vietnamese sentence when it is wrong."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

LONGEST_CELL = 20_000
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_DAY_VI = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YES = {"có", "co", "yes", "true", "1", "x"}
_NO = {"không", "khong", "no", "false", "0", ""}


def wrong(sentence: str, expected: str) -> PydanticCustomError:
    """A refusal of one cell; the reader puts file, row and column to it."""
    return PydanticCustomError("cell", "{wrong}", {"wrong": sentence, "expected": expected})


@dataclass(frozen=True)
class Ref:
    """The cell names a row of another file by its key."""

    file: str


def tidy(value: Any) -> Any:
    """Trim, and write Vietnamese letters in one way (NFC): spreadsheets and keyboards differ."""
    return unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else value


def code_expected() -> str:
    return _("chữ không dấu, số, gạch nối, không quá 60 ký tự")


def is_code(value: str) -> bool:
    return bool(_CODE.fullmatch(value))


def _code(value: str) -> str:
    if value and not is_code(value):
        raise wrong(_("“%(value)s” không phải là mã") % {"value": value[:40]}, code_expected())
    return value


def read_day(value: Any) -> Any:
    """2012-04-21 or 21/04/2012."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    found = _DAY_VI.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise wrong(
            _("“%(value)s” không phải là ngày") % {"value": text[:40]}, _("ngày như 2012-04-21 hoặc 21/04/2012")
        ) from None


def _maybe_day(value: Any) -> Any:
    return None if value is None or (isinstance(value, str) and not value.strip()) else read_day(value)


def _day_only(value: date) -> date:
    if isinstance(value, datetime) or not 1900 <= value.year <= 2100:
        raise wrong(_("Ngày %(value)s ngoài khoảng dùng được") % {"value": value}, _("năm từ 1900 đến 2100"))
    return value


def _hour(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return time.fromisoformat(value.strip().zfill(5))
        except ValueError:
            raise wrong(_("“%(value)s” không phải là giờ") % {"value": value[:40]}, _("giờ như 07:30")) from None
    return value


def _yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    text = str(value).strip().casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise wrong(_("“%(value)s” không rõ có hay không") % {"value": str(value)[:40]}, _("yes hoặc no (có hoặc không)"))


def empty_to_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _codes(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return value


def _all_codes(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_code(value) for value in values)


Tidy = BeforeValidator(tidy)
Text = Annotated[str, Tidy, StringConstraints(min_length=1, max_length=LONGEST_CELL)]
MaybeText = Annotated[str, Tidy, StringConstraints(max_length=LONGEST_CELL)]
Name = Annotated[str, Tidy, StringConstraints(min_length=1, max_length=200)]
Title = Annotated[str, Tidy, StringConstraints(min_length=1, max_length=300)]
MaybeName = Annotated[str, Tidy, StringConstraints(max_length=120)]
Position = Annotated[str, Tidy, StringConstraints(max_length=160)]
Symbol = Annotated[str, Tidy, StringConstraints(min_length=1, max_length=60)]
ShortName = Annotated[str, Tidy, StringConstraints(min_length=1, max_length=80)]
Code = Annotated[str, Tidy, StringConstraints(min_length=1), AfterValidator(_code)]
MaybeCode = Annotated[str, Tidy, AfterValidator(_code)]
Codes = Annotated[tuple[str, ...], BeforeValidator(_codes), AfterValidator(_all_codes)]
Day = Annotated[date, BeforeValidator(read_day), AfterValidator(_day_only)]
MaybeDay = Annotated[date | None, BeforeValidator(_maybe_day), AfterValidator(lambda day: day and _day_only(day))]
Hour = Annotated[time, BeforeValidator(_hour)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
MaybeNumber = Annotated[Annotated[int, Field(ge=0, le=10_000_000)] | None, BeforeValidator(empty_to_none)]
MaybeYear = Annotated[Annotated[int, Field(ge=1900, le=2100)] | None, BeforeValidator(empty_to_none)]


class Choice(StrEnum):
    """Words that a column allows."""


class PlanAct(Choice):
    """What is done with a unit's plan."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class Status(Choice):
    FULL = "full"
    PROBATIONARY = "probationary"
    EXCUSED = "excused"
    SUSPENDED = "suspended"


class CollectiveKind(Choice):
    STANDING_BOARD = "standing_board"
    EXECUTIVE_COMMITTEE = "executive_committee"
    LEADERSHIP = "leadership"
    CELL_COMMITTEE = "cell_committee"


class SeatRank(Choice):
    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"


class Role(Choice):
    OFFICER = "officer"
    LEADER = "leader"
    SECRETARY = "secretary"
    MEMBER = "member"
    VIEWER = "viewer"
    ADMINISTRATOR = "administrator"


class DocumentKind(Choice):
    RESOLUTION = "resolution"
    DIRECTIVE = "directive"
    PLAN = "plan"
    GUIDANCE = "guidance"


class Audience(Choice):
    KEY_CADRES = "key_cadres"
    MEMBERS = "members"


class OutKind(Choice):
    EXCUSED = "excused"
    SUSPENDED = "suspended"
    LEFT = "left"
    AWAY = "away"
    ILL = "ill"
    OTHER = "other"


class Channel(Choice):
    LINK = "link"
    EMAIL = "email"
    PAPER = "paper"


class Box(Choice):
    STRENGTH = "strength"
    SHORTCOMING = "shortcoming"
    PROPOSAL = "proposal"


class Outcome(Choice):
    ISSUE = "issue"
    STRENGTH = "strength"
    SET_ASIDE = "set_aside"


class Origin(Choice):
    """EARLIER: goes on from a shortcoming that an earlier campaign found."""

    COMMENTS = "comments"
    EARLIER = "earlier"
    OWN_REPORT = "own_report"
    MEETING = "meeting"


class AnswerKind(Choice):
    ACCEPT = "accept"
    EXPLAIN = "explain"


class Judgement(Choice):
    ANSWERED = "answered"
    PARTLY = "partly"
    NOT = "not"


class Verdict(Choice):
    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"
    REFERRED = "referred"


class ContactKind(Choice):
    REMINDER = "reminder"
    HELP = "help"


class RollChange(Choice):
    """What happens to somebody on the roll between two campaigns."""

    TRANSFERRED = "transferred"
    LEFT = "left"
    STATUS = "status"
    UNSEATED = "unseated"


class EarlierStatus(Choice):
    FIXED = "fixed"
    MENDING = "mending"
    NOT_YET = "not_yet"


class OverrideGate(Choice):
    """Gates that a package can open: those that stand before a subject's report."""

    ANSWERS_BEFORE_SUBMISSION = "answers_before_submission"


class RatingStage(Choice):
    SELF = "self"
    PROPOSAL = "proposal"
    DECISION = "decision"


MaybeStatus = Annotated[Status | None, BeforeValidator(empty_to_none)]


class Row(BaseModel):
    """One row of a file. `row` is its number in the spreadsheet; `key` names the columns that may not repeat together."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)
    key: ClassVar[tuple[str, ...]] = ()

    row: int = 0
