"""Sign in with a password or a link, sign out."""

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from tusoi.foundation.access.actions import find_sign_in_link, use_sign_in_link
from tusoi.foundation.access.forms import SignInForm
from tusoi.foundation.kernel.refusal import Refused


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    template_name = "access/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


@login_not_required
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows whose link it is and spends nothing, because mail programs open links by themselves; POST signs in."""
    try:
        if request.method != "POST":
            return render(request, "access/sign_in_by_link.html", {"account": find_sign_in_link(token).account})
        account = use_sign_in_link(token)
    except Refused as refused:
        return render(request, "ui/refused.html", {"refusal": refused}, status=403)
    login(request, account, backend="tusoi.foundation.access.backend.OfficeBackend")
    return redirect("home:today")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("access:sign-in")
