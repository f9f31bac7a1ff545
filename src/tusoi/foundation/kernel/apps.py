from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "tusoi.foundation.kernel"
    label = "kernel"
