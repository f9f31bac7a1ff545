"""The overseer's page. It stands under the issues, before the thread of one."""

from django.urls import path

from tusoi.web.overseeing import views

app_name = "overseeing"
urlpatterns = [path("dot/<slug:campaign>/van-de/theo-doi/", views.mine, name="mine")]
