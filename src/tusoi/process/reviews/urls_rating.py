"""Routes of the ratings and of the vote counts."""

from django.urls import path

from tusoi.process.reviews import views_ballot, views_rating

LIST = "dot/<slug:campaign>/xep-loai/"
COUNT = "dot/<slug:campaign>/hoi-nghi/<slug:meeting>/bo-phieu/<int:number>/"
urlpatterns = [
    path(LIST, views_rating.ratings, name="ratings"),
    path(f"{LIST}<slug:subject>/", views_rating.rating, name="rating"),
    path(f"{LIST}<slug:subject>/<slug:kind>/<slug:stage>/", views_rating.rate, name="rate"),
    path("dot/<slug:campaign>/phan-bo-xep-loai/", views_rating.spread, name="rating-spread"),
    path("dot/<slug:campaign>/phan-bo-xep-loai/can-cu/", views_rating.grounds, name="rating-grounds"),
    path("dot/<slug:campaign>/hoi-nghi/<slug:meeting>/bo-phieu/", views_ballot.ballots, name="ballots"),
    path(COUNT, views_ballot.count, name="count"),
    path(f"{COUNT}phieu/", views_ballot.sheet, name="ballot-sheet"),
    path(f"{COUNT}ky/", views_ballot.sign_count, name="sign-count"),
    path(f"{COUNT}huy/", views_ballot.withdraw_count, name="withdraw-count"),
]
