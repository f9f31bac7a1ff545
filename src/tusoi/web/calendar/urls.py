"""Routes of the calendar."""

from django.urls import path

from tusoi.web.calendar import views

app_name = "calendar"
urlpatterns = [
    path("dot/<slug:campaign>/lich/", views.index, name="index"),
    path("dot/<slug:campaign>/lich/<slug:kind>-<int:pk>.ics", views.one, name="one"),
    path("dot/<slug:campaign>/lich/vuong/", views.clashes, name="clashes"),
    path("lich-rieng/", views.address, name="address"),
    path("lich-rieng/lap/", views.renew, name="renew"),
    path("lich-rieng/ngung/", views.end, name="end"),
    path("lich-rieng/<str:token>.ics", views.feed, name="feed"),
]
