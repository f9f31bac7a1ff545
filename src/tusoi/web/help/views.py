"""The manual is one page, whole in each language, because a manual is written and not translated sentence by sentence."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language


@login_not_required
def guide(request: HttpRequest) -> HttpResponse:
    language = "en" if (get_language() or "").startswith("en") else "vi"
    return render(request, "help/guide.html", {"text": f"help/guide_{language}.html"})
