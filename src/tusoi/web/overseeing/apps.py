from django.apps import AppConfig


class OverseeingConfig(AppConfig):
    name = "tusoi.web.overseeing"
    label = "overseeing"
