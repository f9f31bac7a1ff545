"""The gallery page."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tusoi.foundation.ui import samples
from tusoi.foundation.ui.frame import Chrome, url_if_any


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    faulty = samples.SampleForm({"sai-day": "31/02/2012", "sai-unit": "a", "sai-tier": "key"}, prefix="sai")
    frame = Chrome(
        crumbs=(("Quận Mẫu", "#"), ("Phường Mẫu", "#"), ("Chi bộ khu vực 2", "#")),
        search_url=request.path,
        waiting_url="#hang-viec",
        person="Trần Văn Mẫu",
        sign_out_url=url_if_any("access:sign-out"),
        campaign="Đợt kiểm điểm mẫu, 2012",
        steps=tuple(samples.process()),
        demo=True,
        day=samples.TODAY,
        next_day_url=url_if_any("demo:next-day"),
        language_url=url_if_any("set_language"),
        help_url=url_if_any("help:guide"),
    )
    context = {
        "chrome": frame,
        "form": samples.SampleForm(prefix="dung"),
        "faulty": faulty,
        "refused": samples.refused(),
        "steps": samples.process(),
        "thread": samples.thread(),
        "full": samples.SampleFigure(21, 21),
        "most": samples.SampleFigure(3261, 3339, 40),
        "part": samples.SampleFigure(9, 24, 6),
        "none": samples.SampleFigure(0, 24),
        "nobody": samples.SampleFigure(0, 0),
        "at": samples.TODAY,
        "page": Paginator(range(30), 10).page(2),
    }
    return render(request, "ui/gallery.html", context)
