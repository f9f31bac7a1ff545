from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "tusoi.web.calendar"
    label = "calendar"
