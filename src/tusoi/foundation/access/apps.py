from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "tusoi.foundation.access"
    label = "access"
