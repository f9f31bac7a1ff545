from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "tusoi.foundation.directory"
    label = "directory"
