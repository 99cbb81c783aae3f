"""What the admin shows."""

from django.apps import apps
from django.contrib import admin


def registered_models():
    """The models that have pages in the admin."""
    return [model for model in apps.get_models() if admin.site.is_registered(model)]
