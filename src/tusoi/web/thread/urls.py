"""The thread of an issue."""

from django.urls import path

from tusoi.web.thread import views

app_name = "thread"
urlpatterns = [path("dot/<slug:campaign>/van-de/<slug:issue>/", views.issue, name="issue")]
