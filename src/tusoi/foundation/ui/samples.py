"""What the gallery shows: invented, harmless, and enough for every state of every component."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.kernel.refusal import Answer
from tusoi.foundation.ui.frame import Step

TODAY = date(2012, 7, 29)


@dataclass(frozen=True)
class SampleFigure:
    done: int
    total: int
    late: int = 0


class SampleForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Tên lớp"), help_text=gettext_lazy("Như ghi trong kế hoạch"))
    day = forms.DateField(label=gettext_lazy("Ngày mở lớp"))
    place = forms.CharField(label=gettext_lazy("Địa điểm"), required=False)
    tier = forms.ChoiceField(
        label=gettext_lazy("Đối tượng"),
        choices=[
            ("key", gettext_lazy("Cán bộ chủ chốt")),
            ("all", gettext_lazy("Đảng viên của các chi bộ trực thuộc, kể cả đảng viên dự bị")),
        ],
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Đơn vị"),
        choices=[("a", gettext_lazy("Đơn vị thứ nhất")), ("b", gettext_lazy("Đơn vị thứ hai"))],
    )
    text = forms.CharField(label=gettext_lazy("Nội dung"), widget=forms.Textarea, required=False)
    paper = forms.FileField(label=gettext_lazy("Danh sách ký tên"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("Đã đối chiếu với danh sách ký tên"), required=False)

    def clean(self) -> dict[str, Any] | None:
        raise forms.ValidationError(_("Lớp này đã có trong kế hoạch của đơn vị"))


def refused() -> Answer:
    return Answer(
        _("Chưa thể nộp: còn 2 nội dung chưa tiếp thu, giải trình"),
        _("giả định của gói mẫu"),
        _("Viết tiếp thu hoặc giải trình cho từng nội dung, rồi nộp lại."),
    )


def process() -> list[Step]:
    rows = [
        (_("Kế hoạch"), "done", "scroll-text"),
        (_("Quán triệt"), "done", "presentation"),
        (_("Lấy ý kiến góp ý"), "sealed", "mail"),
        (_("Gợi ý kiểm điểm"), "late", "lightbulb"),
        (_("Báo cáo kiểm điểm"), "now", "file-pen-line"),
        (_("Hội nghị kiểm điểm"), "soon", "users"),
        (_("Khắc phục, giám sát"), "waiting", "list-checks"),
    ]
    return [
        Step(label=label, url="#cac-buoc", state=state, icon=icon, current=state == "now")
        for label, state, icon in rows
    ]


def thread() -> list[dict[str, Any]]:
    return [
        {
            "at": date(2012, 5, 4),
            "kind": "raised",
            "title": _("Nêu từ phiếu góp ý"),
            "who": _("Từ phiếu của từ 5 người trở lên, nhóm cán bộ nghỉ hưu"),
            "text": _("Biên bản hội nghị thường kỳ của quý I ghi chậm, có kỳ không ghi."),
        },
        {"at": date(2012, 5, 21), "kind": "put", "title": _("Gợi ý cho tập thể lãnh đạo")},
        {
            "at": date(2012, 6, 8),
            "kind": "answered",
            "title": _("Tiếp thu"),
            "text": _("Nhận thiếu sót: 2 trong 3 kỳ họp ghi biên bản sau hơn mười ngày."),
        },
        {"at": date(2012, 6, 27), "kind": "discussed", "title": _("Thảo luận tại hội nghị kiểm điểm")},
        {"at": date(2012, 6, 27), "kind": "concluded", "title": _("Kết luận: có khuyết điểm")},
        {
            "at": date(2012, 7, 2),
            "kind": "committed",
            "title": _("Cam kết: ghi và ký biên bản trong ba ngày làm việc"),
            "who": _("Người thực hiện: Phó Bí thư. Người giám sát: Ủy ban kiểm tra"),
        },
        {
            "at": date(2012, 7, 20),
            "kind": "evidence",
            "title": _("Biên bản tháng 7, ký sau hai ngày"),
            "url": "#dong-thoi-gian",
        },
        {"at": date(2012, 9, 30), "kind": "verified", "state": "waiting", "title": _("Xác nhận đã khắc phục")},
    ]
