"""Routes of the dissemination."""

from django.urls import path

from tusoi.process.dissemination import views, views_class

app_name = "dissemination"
STEP = "dot/<slug:campaign>/quan-triet/"
urlpatterns = [
    path(STEP, views.index, name="index"),
    path(f"{STEP}danh-sach/", views.freeze_roll, name="freeze-roll"),
    path(f"{STEP}so-bao-cao/", views.declare, name="declare"),
    path(f"{STEP}chua-du/<slug:unit>/", views.not_reached, name="not-reached"),
    path(f"{STEP}lop/", views_class.plan, name="plan"),
    path(f"{STEP}lop/<slug:code>/", views_class.study_class, name="class"),
    path(f"{STEP}lop/<slug:code>/diem-danh/", views_class.check_in, name="check-in"),
    path(f"{STEP}lop/<slug:code>/ket-thuc/", views_class.close, name="close"),
]
