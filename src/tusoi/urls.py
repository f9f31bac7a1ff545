"""All routes. The paths are Vietnamese without accents, because people read them in letters and on paper.

One line for each room, in the order of the floors but for the slips; a room's own `urls.py` says its paths.
"""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

handler400 = "tusoi.foundation.ui.long_forms.not_taken"
urlpatterns = [
    path("", include("tusoi.process.feedback.urls")),  # first, because a whole hall may ask for its slips at once
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    # foundation
    path("", include("tusoi.foundation.ui.urls")),
    path("", include("tusoi.foundation.access.urls")),
    path("", include("tusoi.foundation.notices.urls")),
    # process
    path("", include("tusoi.process.campaigns.urls")),
    path("", include("tusoi.process.dissemination.urls")),
    path("", include("tusoi.process.issues.urls")),
    path("", include("tusoi.process.reports.urls")),
    path("", include("tusoi.process.reviews.urls")),
    path("", include("tusoi.process.supervision.urls")),
    # web
    path("", include("tusoi.web.home.urls")),
    path("", include("tusoi.web.roll.urls")),
    path("", include("tusoi.web.reorganise.urls")),
    path("", include("tusoi.web.progress.urls")),
    path("", include("tusoi.web.calendar.urls")),
    path("", include("tusoi.web.overseeing.urls")),
    path("", include("tusoi.web.thread.urls")),
    path("", include("tusoi.web.archive.urls")),
    path("", include("tusoi.web.help.urls")),
    path("", include("tusoi.web.demo.urls")),
]
