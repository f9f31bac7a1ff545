from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tusoi.foundation.notices"
    label = "notices"
