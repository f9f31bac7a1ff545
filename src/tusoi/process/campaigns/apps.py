from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "tusoi.process.campaigns"
    label = "campaigns"
