"""Routes of the organisation and its roll."""

from django.urls import path

from tusoi.web.roll import views

app_name = "roll"
urlpatterns = [
    path("to-chuc/", views.index, name="index"),
    path("to-chuc/don-vi/<slug:code>/", views.unit, name="unit"),
    path("to-chuc/nguoi/<slug:code>/", views.person, name="person"),
]
