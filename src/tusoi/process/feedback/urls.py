"""Routes of the rounds, and of the slips, which need no account."""

from django.urls import path

from tusoi.process.feedback import (
    views,
    views_conferences,
    views_letters,
    views_paper,
    views_sheets,
    views_slip,
    views_team,
)

app_name = "feedback"
ROUND = "dot/<slug:campaign>/gop-y/<slug:round>/"
urlpatterns = [
    path("phieu/", views_slip.slip, name="slip"),
    path("phieu/kiem-tra/", views_slip.check, name="check"),
    path("phieu/bien-nhan/<slug:campaign>/<slug:round>/", views_slip.receipts, name="receipts"),
    path("dot/<slug:campaign>/gop-y/", views.index, name="index"),
    path("dot/<slug:campaign>/gop-y/lap/", views.create, name="create"),
    path(ROUND, views.round_page, name="round"),
    path(ROUND + "moi/<slug:group>/", views.invite, name="invite"),
    path(ROUND + "to-mo-phieu/", views.team, name="team"),
    path(ROUND + "bat-dau/", views.open_round, name="open"),
    path(ROUND + "thu/<slug:group>/", views_letters.mail, name="mail"),
    path(ROUND + "to-phieu/", views_sheets.account, name="sheets"),
    path(ROUND + "to-phieu/<slug:group>/in/", views_sheets.print_slips, name="print"),
    path(ROUND + "to-phieu/<slug:group>/thu-moi/", views_sheets.letters, name="letters"),
    path(ROUND + "to-phieu/<slug:group>/phat/", views_sheets.hand_out, name="hand-out"),
    path(ROUND + "to-phieu/<slug:group>/huy/", views_sheets.void, name="void"),
    path(ROUND + "to-phieu/<slug:group>/cap-lai/", views_sheets.replace, name="replace"),
    path(ROUND + "huy/<int:asked>/", views_sheets.confirm_void, name="confirm-void"),
    path(ROUND + "cap-lai/<int:asked>/", views_sheets.confirm_replacement, name="confirm-replacement"),
    path(ROUND + "rut/<int:asked>/", views_sheets.drop, name="drop"),
    path(ROUND + "phieu-giay/", views_paper.desk, name="paper"),
    path(ROUND + "phieu-giay/so-phong-bi/", views_paper.envelopes, name="envelopes"),
    path(ROUND + "phieu-giay/bo/", views_paper.drop, name="drop-half-typed"),
    path(ROUND + "hoi-nghi/", views_conferences.index, name="conferences"),
    path(ROUND + "hoi-nghi/<int:conference>/", views_conferences.one, name="conference"),
    path(ROUND + "khoa/", views.close, name="close"),
    path(ROUND + "mat-khau/", views_team.passphrase, name="passphrase"),
    path(ROUND + "mo-phieu/", views_team.open_slips, name="open-slips"),
    path(ROUND + "y-kien/", views_team.comments, name="comments"),
]
