from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tusoi.foundation.documents"
    label = "documents"
