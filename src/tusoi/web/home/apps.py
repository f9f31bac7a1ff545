from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "tusoi.web.home"
    label = "home"
