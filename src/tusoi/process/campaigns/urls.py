"""Routes of the plan."""

from django.urls import path

from tusoi.process.campaigns import views_gates

app_name = "campaigns"
urlpatterns = [
    path("dot/<slug:campaign>/chuan-bi/vuot-buoc/<str:token>/", views_gates.override, name="override"),
]
