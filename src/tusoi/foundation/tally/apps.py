from django.apps import AppConfig


class TallyConfig(AppConfig):
    name = "tusoi.foundation.tally"
    label = "tally"
