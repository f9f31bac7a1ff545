"""Routes of the dissemination."""

from django.urls import path

from tusoi.process.dissemination import (
    views,
    views_check_in,
    views_class,
    views_codes,
    views_declared,
    views_invite,
    views_makeup,
    views_materials,
    views_roll,
)

app_name = "dissemination"
STEP = "dot/<slug:campaign>/quan-triet/"
CLASS = f"{STEP}lop/<slug:code>/"
urlpatterns = [
    path(STEP, views.index, name="index"),
    path(f"{STEP}danh-sach/", views_roll.freeze_roll, name="freeze-roll"),
    path(f"{STEP}danh-sach/thay-doi/", views_roll.changes, name="changes"),
    path(f"{STEP}danh-sach/nguoi/<slug:person>/", views_roll.member, name="list-member"),
    path(f"{STEP}so-bao-cao/", views_declared.declare, name="declare"),
    path(f"{STEP}so-bao-cao/<int:figure>/rut/", views_declared.withdraw, name="withdraw-figure"),
    path(f"{STEP}khong-khop/", views_declared.mismatch, name="mismatch"),
    path(f"{STEP}lop-bo-sung/<slug:unit>/", views_makeup.plan, name="makeup"),
    path(f"{STEP}chua-du/<slug:unit>/", views.not_reached, name="not-reached"),
    path(f"{STEP}lop/", views_class.plan, name="plan"),
    path(CLASS, views_class.study_class, name="class"),
    path(f"{CLASS}sua/", views_class.change, name="change"),
    path(f"{CLASS}rut/", views_class.withdraw, name="withdraw"),
    path(f"{CLASS}ket-thuc/", views_class.close, name="close"),
    path(f"{CLASS}mo-lai/", views_class.reopen, name="reopen"),
    path(f"{CLASS}tinh-hinh/", views_class.report, name="report"),
    path(f"{CLASS}moi/", views_invite.invite, name="invite"),
    path(f"{CLASS}moi/bo/", views_invite.take_off, name="take-off"),
    path(f"{CLASS}moi/gui/", views_invite.send, name="send"),
    path(f"{CLASS}moi/in/", views_invite.printed, name="printed"),
    path(f"{CLASS}diem-danh/", views_check_in.check_in, name="check-in"),
    path(f"{CLASS}diem-danh/dau/", views_check_in.marks, name="marks"),
    path(f"{CLASS}danh-sach-giay/", views_check_in.paper, name="paper"),
    path(f"{CLASS}vang/", views_check_in.aftermath, name="aftermath"),
    path(f"{CLASS}vang/ly-do/", views_check_in.absence, name="absence"),
    path(f"{CLASS}dau-den-muon/", views_check_in.late, name="late"),
    path(f"{CLASS}tai-lieu/", views_materials.add, name="add-material"),
    path(f"{CLASS}tai-lieu/<int:material>/", views_materials.file, name="material"),
    path(f"{CLASS}tai-lieu/<int:material>/rut/", views_materials.withdraw, name="withdraw-material"),
    path(f"{CLASS}sua-diem-danh/<slug:person>/", views_check_in.correct, name="correct"),
    path(f"{CLASS}ma/", views_codes.hall, name="hall"),
    path(f"{CLASS}the/", views_codes.cards, name="cards"),
    path("diem-danh/ma-cua-toi/", views_codes.mine, name="my-code"),
    path("diem-danh/nguoi/<str:token>/", views_codes.member, name="member"),
    path("diem-danh/lop/<str:token>/", views_codes.oneself, name="oneself"),
]
