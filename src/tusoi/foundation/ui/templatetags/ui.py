"""Components: strict tags whose Python signature is their contract. The gallery page shows each in all states."""

from django import template

register = template.Library()
