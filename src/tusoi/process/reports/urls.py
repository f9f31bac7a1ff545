"""Routes of the reports."""

from django.urls import path

from tusoi.process.reports import views, views_draft

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
    path(f"{_ONE}ban/<int:number>/thay-doi/", views_draft.changes, name="changes"),
    path(f"{_ONE}ban/<int:number>/dinh-kem/", views_draft.attach, name="attach"),
    path(f"{_ONE}ban/<int:number>/da-ky/", views_draft.signed, name="signed"),
    path(f"{_ONE}so-ky-truoc/", views_draft.last_time, name="last-time"),
    path(f"{_ONE}bo-qua/", views_draft.dismiss, name="dismiss"),
    path(f"{_ONE}gui-gop-y/", views_draft.circulate, name="circulate"),
    path(f"{_ONE}nhap-ho/", views_draft.proxy, name="proxy"),
    path(f"{_ONE}gop-y/", views_draft.remark, name="remark"),
    path(f"{_ONE}tra-lai/", views.return_, name="return"),
    path(f"{_ONE}tiep-nhan/", views.accept, name="accept"),
]
