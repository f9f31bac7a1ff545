"""The manual."""

from django.urls import path

from tusoi.web.help import views

app_name = "help"
urlpatterns = [
    path("huong-dan/", views.guide, name="guide"),
    path("huong-dan/ai-xem-duoc-gi/", views.sights, name="sights"),
]
