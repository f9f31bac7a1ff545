from django.apps import AppConfig


class RollConfig(AppConfig):
    name = "tusoi.web.roll"
    label = "roll"
