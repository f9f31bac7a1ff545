from django.urls import path

from tusoi.web.demo import views

app_name = "demo"
urlpatterns = [
    path("minh-hoa/", views.cast, name="cast"),
    path("minh-hoa/vao-vai/", views.become, name="become"),
    path("minh-hoa/sang-ngay/", views.next_day, name="next-day"),
]
