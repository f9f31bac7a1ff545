from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "tusoi.process.issues"
    label = "issues"
