from django.apps import AppConfig


class DisseminationConfig(AppConfig):
    name = "tusoi.process.dissemination"
    label = "dissemination"
