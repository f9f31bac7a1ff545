from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "tusoi.process.supervision"
    label = "supervision"
