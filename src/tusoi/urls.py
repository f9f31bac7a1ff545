"""All routes. The paths are Vietnamese without accents, because people read them in letters and on paper."""

from django.urls import include, path

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("tusoi.foundation.ui.urls")),
    path("", include("tusoi.foundation.access.urls")),
    path("", include("tusoi.foundation.directory.urls")),
    path("", include("tusoi.foundation.notices.urls")),
    path("", include("tusoi.process.campaigns.urls")),
    path("", include("tusoi.process.dissemination.urls")),
    path("", include("tusoi.process.feedback.urls")),
    path("", include("tusoi.process.issues.urls")),
    path("", include("tusoi.process.reports.urls")),
    path("", include("tusoi.process.reviews.urls")),
    path("", include("tusoi.process.supervision.urls")),
    path("", include("tusoi.web.home.urls")),
    path("", include("tusoi.web.progress.urls")),
    path("", include("tusoi.web.thread.urls")),
    path("", include("tusoi.web.archive.urls")),
    path("", include("tusoi.web.help.urls")),
    path("", include("tusoi.web.demo.urls")),
]
