"""Routes of the archive."""

from django.urls import path

from tusoi.web.archive import views

app_name = "archive"
_TOP = "dot/<slug:campaign>/van-ban/"
urlpatterns = [
    path(_TOP, views.index, name="index"),
    path(f"{_TOP}<int:document>/", views.document, name="document"),
    path(f"{_TOP}<int:document>/tai/", views.download, name="download"),
    path(f"{_TOP}<int:document>/thu-hoi/", views.withdraw_document, name="withdraw"),
    path(f"{_TOP}lap/<str:kind>/", views.things, name="things"),
    path(f"{_TOP}lap/<str:kind>/<int:thing>/", views.draft, name="draft"),
    path(f"{_TOP}lap/<str:kind>/<int:thing>/ban-hanh/", views.issue, name="issue"),
]
