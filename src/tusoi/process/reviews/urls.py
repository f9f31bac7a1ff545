"""Routes of the review meetings."""

from django.urls import path

from tusoi.process.reviews import (
    urls_rating,
    views,
    views_back,
    views_immediate,
    views_later,
    views_minutes,
    views_papers,
    views_room,
)

app_name = "reviews"
INDEX = "dot/<slug:campaign>/hoi-nghi/"
MEETING = f"{INDEX}<slug:meeting>/"
ITEM = f"{MEETING}muc/<int:item>/"
urlpatterns = [
    path("phieu/ket-qua/<slug:campaign>/<slug:round>/", views_back.back, name="back"),
    path("phieu/ket-qua/<slug:campaign>/<slug:round>/to-niem-yet.pdf", views_back.poster, name="poster"),
    path(INDEX, views.index, name="index"),
    path(f"{INDEX}gia-han/<slug:tier>/", views.extend, name="extend"),
    path(f"{INDEX}len-lich/", views.choose, name="choose"),
    path(f"{INDEX}len-lich/<slug:collective>/", views.plan, name="plan"),
    path(MEETING, views.meeting, name="meeting"),
    path(f"{MEETING}moi-hop/", views.invite, name="invite"),
    path(f"{MEETING}doi-ngay/", views.reschedule, name="reschedule"),
    path(f"{MEETING}diem-danh/", views.roll, name="roll"),
    path(f"{MEETING}khai-mac/", views.open_meeting, name="open"),
    path(f"{MEETING}thong-bao/", views.announce, name="announce"),
    path(f"{MEETING}bien-ban/", views_minutes.minutes, name="minutes"),
    path(f"{MEETING}bien-ban/hoan-chinh/", views_minutes.edit, name="edit-minutes"),
    path(f"{MEETING}bien-ban/luu/", views_minutes.save, name="save-minutes"),
    path(f"{MEETING}bien-ban/y-kien/<int:said>/", views_minutes.correct, name="correct"),
    path(f"{MEETING}bien-ban/trang/", views_minutes.add_scan, name="add-scan"),
    path(f"{MEETING}bien-ban/trang/<int:number>/", views_minutes.scan, name="scan"),
    path(f"{MEETING}bien-ban/ky/", views_minutes.sign, name="sign-minutes"),
    path(f"{MEETING}bien-ban/tra-lai/", views_minutes.give_back, name="return-minutes"),
    path(f"{MEETING}bien-ban/chu-tri-ky/", views_minutes.fix, name="fix-minutes"),
    path(f"{MEETING}man-chieu/", views_papers.projector, name="projector"),
    path(f"{MEETING}phong-hop/", views_room.room, name="room"),
    path(f"{MEETING}be-mac/", views_room.conclude_meeting, name="conclude-meeting"),
    path(f"{MEETING}tam-dung/", views_later.adjourn, name="adjourn"),
    path(f"{MEETING}hop-tiep/", views_later.resume, name="resume"),
    path(f"{ITEM}kiem-diem-lai/", views_later.again, name="again"),
    path(f"{ITEM}kien-nghi/", views_later.petitions, name="petitions"),
    path(f"{ITEM}kien-nghi/<int:petition>/", views_later.answer_petition, name="answer-petition"),
    path(f"{ITEM}bao-cao/", views_papers.material, name="material"),
    path(f"{ITEM}bat-dau/", views_room.open_item, name="open-item"),
    path(f"{ITEM}chu-tri/", views_room.hand_over, name="hand-over"),
    path(f"{ITEM}y-kien/", views_room.contribute, name="contribute"),
    path(f"{ITEM}van-de-moi/", views_room.raise_issue, name="raise"),
    path(f"{ITEM}tra-loi/<slug:issue>/", views_room.answer, name="answer"),
    path(f"{ITEM}viec-ngay/", views_immediate.record, name="record-action"),
    path(f"{ITEM}viec-ngay/<int:action>/bo/", views_immediate.strike, name="strike-action"),
    path(f"{ITEM}ket-luan/<slug:issue>/", views_room.conclude_issue, name="conclude-issue"),
    path(f"{ITEM}ket-luan/", views_room.conclude_item, name="conclude-item"),
    *urls_rating.urlpatterns,
]
