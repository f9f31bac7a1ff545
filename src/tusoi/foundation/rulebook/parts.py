"""What every part of a procedure is made of: strict values, keys with Vietnamese names, and a clause behind each rule."""

from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _real_day(value: str) -> str:
    day, month = value.split("/")
    date(2024, int(month), int(day))  # a ValueError where there is no such day in any year
    return value


Whole = Annotated[int, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=60)]
Level = Annotated[str, Field(pattern=r"^(\*|[a-z0-9]+(?:[-_][a-z0-9]+)*)$", max_length=60)]
DayMonth = Annotated[str, Field(pattern=r"^\d{2}/\d{2}$"), AfterValidator(_real_day)]


def entry(title: str, description: str, default: Any = ..., **limits: Any) -> Any:
    """A key of the file: its short Vietnamese name (translated where shown) and what to write there."""
    return Field(default, title=title, description=description, **limits)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(Part):
    """A rule and where it is written. It is cited only where its text was checked (rule 15 of the product)."""

    clause: Text = entry(_("Điều khoản"), "Quy tắc này viết ở đâu; chưa thấy văn bản thì ghi rõ dựa vào đâu.")
    checked: Flag = entry(_("Đã đối chiếu"), "true khi đã đọc tận mắt văn bản gốc; mặc định false: giả định.", False)

    @property
    def cited(self) -> str:
        """The clause only where its text was checked; else that the sample package assumes it (rule 15)."""
        return self.clause if self.checked else gettext("giả định của gói mẫu: %(clause)s") % {"clause": self.clause}
