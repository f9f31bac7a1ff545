"""All routes. The paths are Vietnamese without accents, because people read them in letters and on paper."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
