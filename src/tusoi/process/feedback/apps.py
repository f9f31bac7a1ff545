from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "tusoi.process.feedback"
    label = "feedback"
