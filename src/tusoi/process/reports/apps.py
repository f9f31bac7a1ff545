from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tusoi.process.reports"
    label = "reports"
