"""Routes of the issues. Words come before the code of an issue, whose page (`thread:issue`) stands under the same path."""

from django.urls import path

from tusoi.process.issues import views, views_register, views_suggestions, views_triage

app_name = "issues"
_TOP = "dot/<slug:campaign>/van-de/"
_SET = f"{_TOP}goi-y/<slug:subject>/"
_ROUND = f"{_TOP}phan-loai/<slug:round>/"
_REGISTER = "dot/<slug:campaign>/so-khuyet-diem/"
urlpatterns = [
    path("so-khuyet-diem/", views_register.across, name="register-across"),
    path("so-khuyet-diem/xuat/", views_register.export_across, name="export-register-across"),
    path(_REGISTER, views_register.register, name="register"),
    path(f"{_REGISTER}xuat/", views_register.export, name="export-register"),
    path(_TOP, views.index, name="index"),
    path(f"{_TOP}cua-toi/", views.mine, name="mine"),
    path(_ROUND, views_triage.triage, name="triage"),
    path(f"{_ROUND}xep/", views_triage.place, name="place"),
    path(f"{_ROUND}loi/<slug:issue>/", views_triage.word, name="word"),
    path(f"{_ROUND}che/", views_triage.cover, name="cover"),
    path(f"{_ROUND}xong/", views_triage.finish, name="finish"),
    path(f"{_TOP}tong-hop/<slug:round>/", views_triage.synthesis, name="synthesis"),
    path(f"{_TOP}goi-y/", views_suggestions.suggestions, name="suggestions"),
    path(f"{_TOP}goi-y/nhieu-noi/", views_suggestions.many, name="suggest-to-many"),
    path(_SET, views_suggestions.suggestion_set, name="set"),
    path(f"{_SET}soan/", views_suggestions.draft, name="draft"),
    path(f"{_SET}noi-dung/", views_suggestions.add_point, name="add-point"),
    path(f"{_SET}noi-dung/<slug:point>/", views_suggestions.change_point, name="change-point"),
    path(f"{_SET}duyet/", views_suggestions.approve, name="approve"),
    path(f"{_SET}soan-lai/", views_suggestions.reopen, name="reopen"),
    path(f"{_SET}nguoi-theo-doi/", views_suggestions.assign, name="assign"),
    path(f"{_SET}gui/", views_suggestions.issue_set, name="issue-set"),
    path(f"{_SET}tiep-nhan/", views_suggestions.acknowledge, name="acknowledge"),
    path(f"{_TOP}<slug:issue>/tra-loi/", views.answer, name="answer"),
    path(f"{_TOP}<slug:issue>/nhan-xet/", views.judge, name="judge"),
]
