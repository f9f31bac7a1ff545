from django.urls import path

from tusoi.foundation.access import views

app_name = "access"
urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="sign-in"),
    path("dang-nhap/<str:token>/", views.sign_in_by_link, name="sign-in-by-link"),
    path("dang-xuat/", views.sign_out, name="sign-out"),
]
