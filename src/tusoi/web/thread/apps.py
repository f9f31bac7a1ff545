from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "tusoi.web.thread"
    label = "thread"
