"""Input of the page where the minutes are completed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.directory.models import Person
from tusoi.process.reviews.forms import offer
from tusoi.process.reviews.models import Contribution, Minutes

YES_NO = [("", _("chưa ghi")), ("yes", _("đã đọc và thông qua tại hội nghị")), ("no", _("chưa thông qua tại hội nghị"))]
ANSWERS = {"": None, "yes": True, "no": False}


class MinutesForm(forms.Form):
    began_on = forms.DateField(label=_("Ngày khai mạc"), widget=forms.DateInput)
    began = forms.TimeField(label=_("Giờ khai mạc"), widget=forms.TimeInput(format="%H:%M", attrs={"size": 5}))
    ended_on = forms.DateField(label=_("Ngày bế mạc"), widget=forms.DateInput, required=False)
    ended = forms.TimeField(
        label=_("Giờ bế mạc"), widget=forms.TimeInput(format="%H:%M", attrs={"size": 5}), required=False
    )
    guests = forms.CharField(label=_("Thành phần khác, khách mời"), max_length=500, required=False)
    other = forms.CharField(label=_("Diễn biến khác"), widget=forms.Textarea, required=False)
    copies = forms.IntegerField(label=_("Lập thành mấy bản"), min_value=1, max_value=50, required=False)
    was_read_out = forms.ChoiceField(label=_("Thông qua biên bản"), choices=YES_NO, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _initial(minutes)} | kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("ended_on")) != bool(data.get("ended")) and not self.errors:
            self.add_error("ended", _("Ghi cả ngày và giờ bế mạc"))
        return data

    def values(self) -> dict[str, Any]:
        """What `actions_minutes.save` takes."""
        data = self.cleaned_data
        return {
            "began_at": _moment(data["began_on"], data["began"]),
            "ended_at": _moment(data["ended_on"], data["ended"]) if data["ended_on"] and data["ended"] else None,
            "was_read_out": ANSWERS[data["was_read_out"]],
            **{key: data[key] for key in ("guests", "other", "copies", "revision")},
        }


def _moment(day: Any, time: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time))


def _initial(minutes: Minutes) -> dict[str, Any]:
    began = timezone.localtime(minutes.began_at)
    ended = timezone.localtime(minutes.ended_at) if minutes.ended_at else None
    return {
        "began_on": began.date(),
        "began": began.time(),
        "ended_on": ended.date() if ended else minutes.meeting.concluded_on,
        "ended": ended.time() if ended else None,
        "guests": minutes.guests,
        "other": minutes.other,
        "copies": minutes.copies,
        "was_read_out": {None: "", True: "yes", False: "no"}[minutes.was_read_out],
        "revision": minutes.revision,
    }


class CorrectionForm(forms.Form):
    speaker = forms.ModelChoiceField(label=_("Người phát biểu"), queryset=Person.objects.none(), empty_label=None)
    text = forms.CharField(label=_("Nội dung"), widget=forms.Textarea)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, said: Contribution, speakers: Sequence[Person], **kwargs: Any) -> None:
        initial = {"speaker": said.speaker_id, "text": said.text, "revision": said.revision}
        super().__init__(*args, **{"initial": initial} | kwargs)
        offer(self.fields["speaker"], speakers)


class ScanForm(forms.Form):
    file = forms.FileField(
        label=_("Ảnh hoặc bản quét trang biên bản đã ký"),
        help_text=_("JPEG, PNG hoặc PDF. Ảnh được vẽ lại, không giữ nơi chụp và máy chụp."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,.pdf"}),
    )


class ReturnForm(forms.Form):
    reason = forms.CharField(label=_("Cần sửa gì"), widget=forms.Textarea)
