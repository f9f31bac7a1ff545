from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "tusoi.process.reviews"
    label = "reviews"
