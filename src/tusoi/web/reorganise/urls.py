"""Routes of the changes of the tree."""

from django.urls import path

from tusoi.web.reorganise import views

app_name = "reorganise"
UNIT = "to-chuc/don-vi/<slug:code>"
urlpatterns = [
    path(f"{UNIT}/sap-nhap/", views.merge, name="merge"),
    path(f"{UNIT}/chuyen/", views.move, name="move"),
    path(f"{UNIT}/lap-don-vi/", views.found, name="found"),
    path("dot/<slug:campaign>/bien-dong/", views.changes, name="changes"),
]
