from django.urls import path

from tusoi.web.home import views

app_name = "home"
urlpatterns = [path("", views.today, name="today"), path("viec-dang-cho/", views.count, name="count")]
