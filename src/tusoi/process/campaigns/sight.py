"""Who sees what, and when: one table for all steps. Each step lays its rows in its `sight.py`.

A row is a group of fields; for each stage of its life it names the standings that show it. The querysets (`condition`)
and the rules about one object (`shows`) read the same row, `tools/sight.py` prints all of them into
docs/who-sees-what.md, and the manual shows them: so the table cannot say one thing and the pages do another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """As whom somebody looks at the file of one subject. One person may have several of these."""

    SUBJECT = "subject", _("Người, thành viên tập thể được kiểm điểm")
    WRITER = "writer", _("Người viết: chính cá nhân; bí thư, người đứng đầu tập thể; người được nhờ nhập hộ")
    SECRETARY = "secretary", _("Bí thư của đơn vị")
    ROLE = "role", _("Cán bộ Ban Tổ chức, lãnh đạo cấp trên")
    DRAFTER = "drafter", _("Người soạn, duyệt gợi ý (không phải hồ sơ của mình)")
    OVERSEER = "overseer", _("Người theo dõi được phân công")
    TEAM = "team", _("Tổ mở phiếu và tổng hợp ý kiến")
    MEMBER = "member", _("Đảng viên của đơn vị, khi dự thảo được gửi góp ý")
    CONVENED = "convened", _("Người được triệu tập, cấp trên dự, chủ trì, người ghi biên bản")
    RUNS = "runs", _("Chủ trì, người ghi biên bản")
    COUNTER = "counter", _("Tổ kiểm phiếu của lần ấy")
    ANSWERS = "answers", _("Cấp trên có quyền duyệt (không phải hồ sơ của mình)")
    BEARER = "bearer", _("Nơi nhận khuyết điểm sau sáp nhập")
    SUPERVISOR = "supervisor", _("Người giám sát khắc phục")


Held = Mapping[Standing, Callable[[], bool]]


@dataclass(frozen=True)
class Sight:
    """One group of fields. stages: the enumeration of its life; to: who sees it at each, all others nothing."""

    code: str
    name: str | Promise
    stages: type[models.TextChoices]
    to: Mapping[str, frozenset[Standing]]

    def __post_init__(self) -> None:
        if unsaid := set(self.stages.values) ^ {str(stage) for stage in self.to}:
            raise ValueError(f"{self.code}: the table says nothing, or too much, of {sorted(unsaid)}")
        for stage, who in self.to.items():
            # the secretary's role shows what the roles above show: a table that parted the two would print a lie
            if Standing.ROLE in who and Standing.SECRETARY not in who:
                raise ValueError(f"{self.code}, {stage}: what roles show is shown to the secretary of the unit")

    @property
    def everybody(self) -> frozenset[Standing]:
        return frozenset().union(*self.to.values())

    def condition(self, who: Mapping[Standing, Q], when: Mapping[str, Q] | None = None) -> Q:
        """The row as a condition. who: how rows are found for each standing; when: for each stage, `state` unless given."""
        if unknown := self.everybody - set(who):
            raise ValueError(f"{self.code}: nobody says how to find {sorted(unknown)}")
        found = Q(pk__in=[])
        for standing in Standing:
            stages = [stage for stage, standings in self.to.items() if standing in standings]
            if not stages:
                continue
            if when is None:
                at = Q(state__in=stages)
            else:
                at = Q(pk__in=[])
                for stage in stages:
                    at |= when[stage]
            found |= at & who[standing]
        return found

    def shows(self, stage: str, held: Held) -> bool:
        """Whether one of the standings that somebody holds shows it at this stage. Each is asked only when it matters."""
        return any(held[standing]() for standing in Standing if standing in self.to[stage])


def together(*standings: Standing) -> frozenset[Standing]:
    return frozenset(standings)
