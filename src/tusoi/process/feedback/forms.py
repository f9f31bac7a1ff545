"""Input of the officer, the team and the contributor."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.feedback.slips import LONGEST
from tusoi.process.feedback.states import Box

MEMBERS = 3


class RoundForm(forms.Form):
    """A new round. The officer ticks whom it is about."""

    title = forms.CharField(label=gettext_lazy("Tên đợt lấy ý kiến"), max_length=300)
    opens_on = forms.DateField(label=gettext_lazy("Bắt đầu từ ngày"), widget=forms.DateInput)
    closes_on = forms.DateField(label=gettext_lazy("Nhận phiếu đến hết ngày"), widget=forms.DateInput)
    subjects = forms.ModelMultipleChoiceField(
        Subject.objects.none(), label=gettext_lazy("Lấy ý kiến về"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["subjects"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = campaign.subjects.all()


class InviteForm(forms.Form):
    names = forms.CharField(
        label=gettext_lazy("Người hoặc tổ chức được mời"),
        help_text=gettext_lazy(
            "Mỗi dòng một tên; có thể dán từ bảng tính. Ai nhận thư điện tử thì ghi thêm địa chỉ sau tên, cách bằng dấu chấm phẩy."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=400_000,
    )

    def clean_names(self) -> str:
        text: str = self.cleaned_data["names"]
        for number, line in enumerate(text.splitlines(), start=1):
            if address := self._split(line)[1]:
                try:
                    validate_email(address)
                except ValidationError:
                    raise ValidationError(
                        _("Dòng %(number)s: “%(address)s” không phải địa chỉ thư điện tử")
                        % {"number": number, "address": address}
                    ) from None
        return text

    @staticmethod
    def _split(line: str) -> tuple[str, str]:
        """The name and the address, "" where the line has none."""
        name, _mark, last = line.replace("\t", ";").strip().rpartition(";")
        return (name, last.strip()) if "@" in last and name.strip() else (line.strip().rstrip(";"), "")

    def lines(self) -> list[str]:
        return [self._split(line)[0] for line in self.cleaned_data["names"].splitlines() if line.strip()]

    def addresses(self) -> dict[str, str]:
        """{name: address} of those invited by mail."""
        pairs = (self._split(line) for line in self.cleaned_data["names"].splitlines())
        return {name: address for name, address in pairs if address}


class TeamForm(forms.Form):
    """Up to three members, by the name they sign in with or their number on the roll."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MEMBERS + 1):
            self.fields[f"member_{number}"] = forms.CharField(
                label=_("Thành viên thứ %(number)s") % {"number": number},
                help_text=_("Tên đăng nhập, hoặc số thẻ trong danh sách đảng viên") if number == 1 else "",
                required=number < MEMBERS,
                max_length=80,
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, typed in list(cleaned.items()):
            if not typed:
                continue
            known = Account.objects.select_related("person").filter(is_active=True)
            account = known.filter(username__iexact=typed).first() or known.filter(person__code__iexact=typed).first()
            if account is None or account.person is None:
                self.add_error(name, _("Không có tài khoản nào của người này"))
            cleaned[name] = account
        return cleaned

    def accounts(self) -> list[Account]:
        return [account for account in self.cleaned_data.values() if account]


class PassphraseForm(forms.Form):
    passphrase = forms.CharField(
        label=gettext_lazy("Mật khẩu mở phiếu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200,
        strip=False,
    )
    again = forms.CharField(
        label=gettext_lazy("Gõ lại mật khẩu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200,
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("passphrase") and cleaned.get("again") and cleaned["passphrase"] != cleaned["again"]:
            self.add_error("again", _("Hai lần gõ không giống nhau"))
        return cleaned


class OpenSlipsForm(forms.Form):
    passphrase = forms.CharField(
        label=gettext_lazy("Mật khẩu mở phiếu của đồng chí"),
        help_text=gettext_lazy("Quên mật khẩu thì mở phong bì khôi phục, gõ mã in trên tờ đó."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        max_length=200,
        strip=False,
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Mã phiếu"),
        help_text=gettext_lazy(
            "12 chữ và số in trên phiếu. Chữ hoa, chữ thường, dấu cách, gạch nối: gõ thế nào cũng được."
        ),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "size": 18}
        ),
    )


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=gettext_lazy("Mã biên nhận"),
        help_text=gettext_lazy("16 chữ và số trên biên nhận."),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "size": 24}
        ),
    )


class SubjectForm(forms.Form):
    """The three boxes about one subject; its prefix is `a-<subject id>`, so all answers travel in one POST."""

    strength = forms.CharField(label=Box.STRENGTH.label, required=False, max_length=LONGEST, widget=forms.Textarea)
    shortcoming = forms.CharField(
        label=Box.SHORTCOMING.label,
        help_text=gettext_lazy("Việc gì, khi nào, ảnh hưởng ra sao. Không cần ghi điều gì cho biết mình là ai."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea,
    )
    proposal = forms.CharField(label=Box.PROPOSAL.label, required=False, max_length=LONGEST, widget=forms.Textarea)
