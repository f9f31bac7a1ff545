"""The gallery: every component in all its states, for those who write pages."""

from django.urls import path

from tusoi.foundation.ui import views

app_name = "ui"
urlpatterns = [path("thu-vien-giao-dien/", views.gallery, name="gallery")]
