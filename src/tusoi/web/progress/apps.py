from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "tusoi.web.progress"
    label = "progress"
