from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "tusoi.web.help"
    label = "help"
