"""The manual is one page, whole in each language, because a manual is written and not translated sentence by sentence.

Beside it stands the table of who sees what, drawn from the rows that the rules themselves read.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tusoi.web.help.sights import tables


@login_not_required
def guide(request: HttpRequest) -> HttpResponse:
    language = "en" if (get_language() or "").startswith("en") else "vi"
    return render(request, "help/guide.html", {"text": f"help/guide_{language}.html"})


@login_not_required
def sights(request: HttpRequest) -> HttpResponse:
    return render(request, "help/sights.html", {"tables": tables()})
