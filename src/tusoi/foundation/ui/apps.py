from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tusoi.foundation.ui"
    label = "ui"
