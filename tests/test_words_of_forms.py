"""What the framework says on a form is said in plain Vietnamese, and its English stays its own."""

from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django import forms
from django.conf import settings
from django.utils import translation

OURS = Path(settings.LOCALE_PATHS[0]) / "vi" / "LC_MESSAGES" / "django.po"
THEIRS = Path(django.__file__).parent / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po"


class Some(forms.Form):
    name = forms.CharField(max_length=3)
    day = forms.DateField()
    kind = forms.ChoiceField(choices=[("1", "một")])
    count = forms.IntegerField(max_value=5)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "name", "Chưa ghi mục này."),
        ({"name": "dài quá"}, "name", "Ghi nhiều nhất 3 ký tự (hiện có 7)."),
        ({"day": "31/02/2012"}, "day", "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 29/07/2012."),
        ({"kind": "9"}, "kind", "Chọn một mục trong danh sách; “9” không có ở đó."),
        ({"count": "hai"}, "count", "Ghi một số nguyên, ví dụ 12."),
        ({"count": "6"}, "count", "Ghi một số không quá 5."),
    ],
)
def test_an_error_says_what_to_do(typed, field, words):
    with translation.override("vi"):
        assert [str(error) for error in Some(typed).errors[field]] == [words]
    with translation.override("en"):
        assert [str(error) for error in Some(typed).errors[field]] != [words]


def test_every_sentence_is_still_one_of_the_frameworks():
    """A text that the framework dropped or changed would silently be its own again."""
    with OURS.open("rb") as ours, THEIRS.open("rb") as theirs:
        known = {message.id for message in read_po(theirs)}
        stale = [message.id for message in read_po(ours) if message.id and message.id not in known]
    assert stale == []
