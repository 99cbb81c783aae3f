"""Deleting what is chosen in a list, as much of it as one transaction should take."""

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as djangos
from django.utils.translation import gettext as _

MOST = 100  # rows: a page of a list; meanwhile nobody else saves


@admin.action(permissions=["delete"], description=djangos.short_description)
def delete_selected(model_admin, request, queryset):
    """Django's, of at most ``MOST`` rows; whoever chose more is told, and nothing is gone."""
    count = queryset.count()
    if count <= MOST:
        return djangos(model_admin, request, queryset)
    said = _("%(count)s are chosen. Delete at most %(most)s at a time: others wait meanwhile.")
    messages.warning(request, said % {"count": count, "most": MOST})
    return None
