"""Routes of the reports."""

from django.urls import path

from tusoi.process.reports import views

app_name = "reports"
_TOP = "dot/<slug:campaign>/bao-cao/"
_ONE = f"{_TOP}<slug:subject>/"
urlpatterns = [
    path(_TOP, views.index, name="index"),
    path(f"{_TOP}giao-bao-cao/giao/", views.expect, name="expect"),
    path(_ONE, views.report, name="report"),
    path(f"{_ONE}bat-dau/", views.start, name="start"),
    path(f"{_ONE}luu/", views.save, name="save"),
    path(f"{_ONE}ky-truoc/<int:shortcoming>/", views.earlier, name="earlier"),
    path(f"{_ONE}xem-truoc/", views.preview, name="preview"),
    path(f"{_ONE}ban/<int:number>/", views.version, name="version"),
    path(f"{_ONE}tra-lai/", views.return_, name="return"),
    path(f"{_ONE}tiep-nhan/", views.accept, name="accept"),
]
