"""Signing in by name and password."""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Xin kiểm tra lại chữ hoa, chữ thường."),
        "inactive": _("Tài khoản này đã ngừng dùng. Xin liên hệ người quản trị máy."),
    }
