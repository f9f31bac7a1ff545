"""Routes of the dissemination."""

from django.urls import path

from tusoi.process.dissemination import views, views_class, views_declared, views_makeup, views_roll

app_name = "dissemination"
STEP = "dot/<slug:campaign>/quan-triet/"
urlpatterns = [
    path(STEP, views.index, name="index"),
    path(f"{STEP}danh-sach/", views_roll.freeze_roll, name="freeze-roll"),
    path(f"{STEP}danh-sach/thay-doi/", views_roll.changes, name="changes"),
    path(f"{STEP}danh-sach/nguoi/<slug:person>/", views_roll.member, name="member"),
    path(f"{STEP}so-bao-cao/", views_declared.declare, name="declare"),
    path(f"{STEP}so-bao-cao/<int:figure>/rut/", views_declared.withdraw, name="withdraw"),
    path(f"{STEP}khong-khop/", views_declared.mismatch, name="mismatch"),
    path(f"{STEP}lop-bo-sung/<slug:unit>/", views_makeup.plan, name="makeup"),
    path(f"{STEP}chua-du/<slug:unit>/", views.not_reached, name="not-reached"),
    path(f"{STEP}lop/", views_class.plan, name="plan"),
    path(f"{STEP}lop/<slug:code>/", views_class.study_class, name="class"),
    path(f"{STEP}lop/<slug:code>/diem-danh/", views_class.check_in, name="check-in"),
    path(f"{STEP}lop/<slug:code>/ket-thuc/", views_class.close, name="close"),
]
