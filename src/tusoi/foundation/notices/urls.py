"""Routes of the notices."""

from django.urls import path

from tusoi.foundation.notices import views

app_name = "notices"
urlpatterns = [path("thong-bao/<int:notice>/mo/", views.open_notice, name="open")]
