"""Routes of follow-through."""

from django.urls import path

from tusoi.process.supervision import views, views_evidence

app_name = "supervision"
INDEX = "dot/<slug:campaign>/khac-phuc/"
ONE = f"{INDEX}<slug:commitment>/"
urlpatterns = [
    path(INDEX, views.index, name="index"),
    path(f"{INDEX}van-de/<slug:issue>/", views.commit, name="commit"),
    path(ONE, views.commitment, name="commitment"),
    path(f"{ONE}minh-chung/", views.add_evidence, name="evidence"),
    path(f"{ONE}minh-chung/tep/", views_evidence.add_file, name="add-file"),
    path(f"{ONE}minh-chung/anh/", views_evidence.send_photo, name="send-photo"),
    path(f"{ONE}minh-chung/<int:evidence>/", views_evidence.file, name="evidence-file"),
    path(f"{ONE}bao-xong/", views.claim, name="claim"),
    path(f"{ONE}xac-nhan/", views.verify, name="verify"),
    path(f"{ONE}lam-tiep/", views.return_claim, name="return"),
    path(f"{ONE}doi-han/", views.postpone, name="postpone"),
    path(f"{ONE}nhac-nho/", views.remind, name="remind"),
    path(f"{ONE}giup-do/", views.offer_help, name="help"),
]
