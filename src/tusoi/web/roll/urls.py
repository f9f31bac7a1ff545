"""Routes of the organisation and its roll."""

from django.urls import path

from tusoi.web.roll import views, views_duplicates, views_import, views_upkeep

app_name = "roll"
urlpatterns = [
    path("to-chuc/", views.index, name="index"),
    path("to-chuc/don-vi/<slug:code>/", views.unit, name="unit"),
    path("to-chuc/don-vi/<slug:code>/them-nguoi/", views_upkeep.enter, name="enter"),
    path("to-chuc/don-vi/<slug:code>/nhap-tep/", views_import.upload, name="import"),
    path("to-chuc/nhap-tep/mau.xlsx", views_import.template, name="import-template"),
    path("to-chuc/nhap-tep/<int:draft>/", views_import.dry_run, name="dry-run"),
    path("to-chuc/nhap-tep/<int:draft>/loi.xlsx", views_import.faults, name="import-faults"),
    path("to-chuc/nhap-tep/<int:draft>/bo/", views_import.drop, name="import-drop"),
    path("to-chuc/nguoi/<slug:code>/", views.person, name="person"),
    path("to-chuc/nguoi/<slug:code>/viec/<slug:verb>/", views_upkeep.verb, name="verb"),
    path("to-chuc/trung/", views_duplicates.index, name="duplicates"),
    path("to-chuc/trung/<slug:kept>/<slug:other>/", views_duplicates.pair, name="merge"),
    path("to-chuc/gop/<int:merge>/hoan-lai/", views_duplicates.undo, name="undo-merge"),
]
