from django.apps import AppConfig


class SecrecyConfig(AppConfig):
    name = "tusoi.foundation.secrecy"
    label = "secrecy"
