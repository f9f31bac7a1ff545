from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "tusoi.foundation.journal"
    label = "journal"
