from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "tusoi.web.demo"
    label = "demo"
