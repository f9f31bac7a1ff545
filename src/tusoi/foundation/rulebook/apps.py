from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "tusoi.foundation.rulebook"
    label = "rulebook"
