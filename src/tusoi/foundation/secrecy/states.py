"""States of a box, and what the journal calls each act. There is no act for handing in a slip: nothing records it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BoxState(models.TextChoices):
    PREPARING = "preparing", _("đang chuẩn bị")
    OPEN = "open", _("đang nhận phiếu")
    CLOSED = "closed", _("đã khóa nhận phiếu")
    OPENED = "opened", _("đã mở phiếu")


# Who may is the caller's rule, except the last step: that one is the keyholders' alone.
TRANSITIONS: dict[str, dict[str, str]] = {
    BoxState.PREPARING: {BoxState.OPEN: "caller"},
    BoxState.OPEN: {BoxState.CLOSED: "caller"},
    BoxState.CLOSED: {BoxState.OPENED: "keyholders"},
    BoxState.OPENED: {},
}


class Act(models.TextChoices):
    PREPARED = "secrecy.prepared", _("Lập hộp phiếu")
    PASSPHRASE_SET = "secrecy.passphrase_set", _("Đặt mật khẩu mở phiếu")
    ARMED = "secrecy.armed", _("Khóa hộp phiếu và bắt đầu nhận")
    MINTED = "secrecy.minted", _("Cấp mã phiếu")
    VOIDED = "secrecy.voided", _("Hủy mã phiếu")
    CLOSED = "secrecy.closed", _("Khóa nhận phiếu")
    PASSPHRASE_WRONG = "secrecy.passphrase_wrong", _("Nhập sai mật khẩu mở phiếu")
    RECOVERED = "secrecy.recovered", _("Dùng mã trên tờ khôi phục thay mật khẩu mở phiếu")
    PASSPHRASE_ENTERED = "secrecy.passphrase_entered", _("Nhập mật khẩu mở phiếu")
    OPENED = "secrecy.opened", _("Mở hộp phiếu")
    KEEPER_SET = "secrecy.keeper_set", _("Đặt mật khẩu giữ bản chưa che")
    ORIGINAL_ASKED = "secrecy.original_asked", _("Đề nghị mở bản chưa che")
    ORIGINAL_READ = "secrecy.original_read", _("Hai người mở bản chưa che")
