from django.apps import AppConfig


class ReorganiseConfig(AppConfig):
    name = "tusoi.web.reorganise"
    label = "reorganise"
