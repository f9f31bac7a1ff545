"""Routes of follow-through."""

from django.urls import path

from tusoi.process.supervision import (
    views,
    views_board,
    views_closing,
    views_evidence,
    views_immediate,
    views_proposals,
    views_register,
    views_relapse,
    views_visits,
    views_watch,
)

app_name = "supervision"
INDEX = "dot/<slug:campaign>/khac-phuc/"
ONE = f"{INDEX}<slug:commitment>/"
WATCH = "dot/<slug:campaign>/giam-sat/"
urlpatterns = [
    path(INDEX, views_board.index, name="index"),
    path(f"{INDEX}xuat/bang-tinh/", views_board.export, name="export"),
    path(f"{INDEX}nhieu/viec/", views_board.several, name="several"),
    path(f"{INDEX}van-de/<slug:issue>/", views.commit, name="commit"),
    path(f"{INDEX}viec-ngay/<int:action>/", views_immediate.take_up, name="take-up"),
    path(f"{INDEX}de-xuat/van-de/<slug:issue>/", views_proposals.propose, name="propose"),
    path(f"{INDEX}de-xuat/<int:proposal>/", views_proposals.proposal, name="proposal"),
    path(f"{INDEX}de-xuat/<int:proposal>/duyet/", views_proposals.approve, name="approve"),
    path(f"{INDEX}de-xuat/<int:proposal>/tra-lai/", views_proposals.send_back, name="send-back"),
    path(f"{INDEX}de-xuat/<int:proposal>/rut/", views_proposals.withdraw, name="withdraw-proposal"),
    path(f"{WATCH}tai-dien/<slug:issue>/", views_relapse.relapse, name="relapse"),
    path(f"{WATCH}so-khuyet-diem/viec/", views_register.of_campaign, name="register-several"),
    path("so-khuyet-diem/viec/", views_register.across, name="register-across-several"),
    path(ONE, views.commitment, name="commitment"),
    path(f"{ONE}minh-chung/", views.add_evidence, name="evidence"),
    path(f"{ONE}minh-chung/tep/", views_evidence.add_file, name="add-file"),
    path(f"{ONE}minh-chung/anh/", views_evidence.send_photo, name="send-photo"),
    path(f"{ONE}minh-chung/<int:evidence>/", views_evidence.file, name="evidence-file"),
    path(f"{ONE}minh-chung/<int:evidence>/rut/", views_evidence.withdraw, name="withdraw-evidence"),
    path(f"{ONE}buoc/", views_watch.add_step, name="add-step"),
    path(f"{ONE}buoc/<int:step>/", views_watch.finish_step, name="finish-step"),
    path("dot/<slug:campaign>/ket-thuc/", views_closing.closing, name="closing"),
    path("dot/<slug:campaign>/ket-thuc/mo-lai/", views_closing.reopen, name="reopen"),
    path(WATCH, views_watch.watch, name="watch"),
    path(f"{WATCH}nhac-viec/", views_watch.reminders, name="reminders"),
    path(f"{WATCH}phan-cong/", views_watch.assign, name="assign"),
    path(f"{WATCH}phan-cong/<int:assignment>/thoi/", views_watch.end_assignment, name="end-assignment"),
    path(f"{WATCH}chuyen/<slug:issue>/", views_watch.referral, name="referral"),
    path(f"{WATCH}kiem-tra/", views_visits.plan, name="plan-visit"),
    path(f"{WATCH}kiem-tra/<int:visit>/", views_visits.visit, name="visit"),
    path(f"{WATCH}kiem-tra/<int:visit>/bo/", views_visits.drop, name="drop-visit"),
    path(f"{WATCH}kiem-tra/<int:visit>/ban-ky/", views_visits.scan, name="scan"),
    path(f"{WATCH}kiem-tra/<int:visit>/ban-ky/tai/", views_visits.scanned, name="scanned"),
    path(f"{ONE}bao-xong/", views.claim, name="claim"),
    path(f"{ONE}xac-nhan/", views.verify, name="verify"),
    path(f"{ONE}lam-tiep/", views.return_claim, name="return"),
    path(f"{ONE}doi-han/", views.postpone, name="postpone"),
    path(f"{ONE}nhac-nho/", views.remind, name="remind"),
    path(f"{ONE}giup-do/", views.offer_help, name="help"),
]
