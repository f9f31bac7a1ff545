"""Drafts of slips that carry an organisation's name: several prepare one with the same code, one sends it.

Never for an anonymous code: there nobody else has a reason to open it.
"""

import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.codes import draft_key, hash_of_code
from tusoi.foundation.secrecy.models import Draft
from tusoi.foundation.secrecy.sealing import Inside, pack, unpack
from tusoi.foundation.secrecy.submission import Code, admit, find


@transaction.atomic
def save_draft(code: Code, content: Any, *, seen: str) -> str:
    """Keep what is written; returns its version. seen: the version that the writer began with, "" for none.

    Raises Refused for a code that is anonymous, used or over, and when somebody else has saved meanwhile.
    """
    admission = admit(code)
    if not admission.label:
        raise Refused(_("Phiếu không ghi tên thì không lưu bản nháp ở máy chủ"))
    clean = admission.clean
    version, locked = (
        secrets.token_hex(16),
        bytes(SecretBox(draft_key(clean)).encrypt(pack(Inside("", "", "", content)))),
    )
    values = {"version": version, "ciphertext": locked}
    rows = Draft.objects.filter(code_hash=hash_of_code(clean))
    if rows.filter(version=seen).update(**values):
        return version
    if seen or rows.exists():
        raise Refused(
            _("Người khác trong cơ quan vừa lưu bản nháp này"),
            way_out=_("Chép phần của mình, mở lại mã để xem bản mới rồi thêm vào"),
        )
    Draft.objects.create(box=admission.box, code_hash=hash_of_code(clean), **values)
    return version


def load_draft(code: Code) -> tuple[Any, str]:
    """(content, version) of what was saved with this code; (None, "") where nothing was."""
    clean = find(code).clean
    draft = Draft.objects.filter(code_hash=hash_of_code(clean)).first()
    if draft is None:
        return None, ""
    try:
        return unpack(SecretBox(draft_key(clean)).decrypt(bytes(draft.ciphertext))).content, draft.version
    except (CryptoError, ValueError):
        return None, draft.version  # of another secret key: can be written over


def drop_draft(code: Code) -> None:
    """The slip was sent. An anonymous code never had a draft: nothing is asked for."""
    held = find(code)
    if held.label:
        Draft.objects.filter(code_hash=hash_of_code(held.clean)).delete()
