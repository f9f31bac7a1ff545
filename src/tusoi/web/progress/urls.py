from django.urls import path

from tusoi.web.progress import views

app_name = "progress"
urlpatterns = [
    path("dot/<slug:campaign>/", views.overview, name="overview"),
    path("dot/<slug:campaign>/don-vi/<slug:unit>/", views.unit, name="unit"),
]
