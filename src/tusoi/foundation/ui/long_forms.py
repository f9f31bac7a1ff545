"""What is too long to be taken, said in a sentence; and forms that carry more text than Django takes (2.5 MB in all).

Those are single views of people who have signed in. Every other address keeps Django's limit, above all the slips, where
nobody has signed in.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.defaults import bad_request

# A Word document of 5 MB pasted with its markup is up to 15 MB on the way (a Vietnamese letter is nine bytes there).
MOST_BYTES = 32 * 1024 * 1024
PLAIN = "application/x-www-form-urlencoded"

R = TypeVar("R", bound=HttpRequest)
P = ParamSpec("P")
View = Callable[Concatenate[R, P], HttpResponseBase]


def takes_long_texts(view: View[R, P]) -> View[R, P]:
    """A view whose form may be MOST_BYTES long; beyond that a sentence (413), as JSON for an autosave.

    The form's token is checked once the body is read, since reading it is what Django would refuse. Without files:
    a form with files keeps Django's limit.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def handle(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return _too_long(request)
        if request.content_type == PLAIN:
            request._body = request.read()  # Django asks no more how long it is
        return checked(request, *args, **kwargs)

    return handle


def _too_long(request: HttpRequest) -> HttpResponse:
    reason = _("Bài gửi lên dài quá %(n)s MB nên chưa lưu được") % {"n": MOST_BYTES // 1024 // 1024}
    way_out = _("Bài vẫn còn trên trang trước: quay lại, dán từng phần, và dán chữ thay vì cả tệp")
    return _say(request, reason, way_out)


def _say(request: HttpRequest, reason: str, way_out: str) -> HttpResponse:
    if request.headers.get("X-Autosave"):
        return JsonResponse({"message": f"{reason}. {way_out}"}, status=413)
    return render(request, "ui/too_long.html", {"reason": reason, "way_out": way_out}, status=413)


def not_taken(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is turned away before any view sees it (Django's handler400): too large is a sentence (413), the rest as it was."""
    if not isinstance(exception, RequestDataTooBig):
        return bad_request(request, exception)
    if request.content_type != "multipart/form-data":
        return _say(request, _("Bài gửi lên dài quá nên chương trình không nhận"), _("Gửi từng phần ngắn hơn"))
    reason = _("Tệp gửi lên lớn quá nên chương trình không nhận, chưa có gì được lưu")
    way_out = _("Mỗi tệp nhiều nhất %(limit)s MB: quay lại, quét ở độ phân giải thấp hơn hoặc chia thành nhiều tệp")
    return _say(request, reason, way_out % {"limit": settings.UPLOAD_LIMIT_MB})
