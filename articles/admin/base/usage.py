"""Where things are used, as the desk shows it; and that nobody deletes what is used."""

from django.contrib import admin, messages
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ...models.usage.usage import LISTED, USED, Usage, usages


def link_to(usage: Usage):
    """The use by its name, which leads to where it can be changed; safe HTML."""
    address = reverse(f"admin:articles_{usage.by._meta.model_name}_change", args=[usage.by.pk])
    how = f" ({usage.how})" if usage.how else ""
    return format_html('<a href="{}">{}</a>{}', address, usage.by, how)


def links_to(usages_found: list[Usage]) -> list:
    """The first of the uses as :func:`link_to` gives them; a last line where there are more."""
    more = [_("… and in other places")] if len(usages_found) > LISTED else []
    return [*map(link_to, usages_found[:LISTED]), *more]


class ProtectsUsed(admin.ModelAdmin):
    """Refuses to delete what is used, and names the uses."""

    def get_deleted_objects(self, objs, request):
        """As Django's; where something is used, that alone is said, whatever hangs on it."""
        if self.model in USED and (used := self._used(objs)):
            return [str(thing) for thing in objs], {}, set(), used
        return super().get_deleted_objects(objs, request)

    def _used(self, objs):
        names = {thing.pk: str(thing) for thing in objs}
        usages_found = usages(self.model, names, LISTED + 1)
        usages_found = [
            usage
            for usage in usages_found
            if not (self.model is type(usage.by) and usage.by.pk in names)
        ]
        if len(names) == 1:
            return links_to(usages_found)
        return [
            format_html("{}: {}", names[usage.of], link_to(usage))
            for usage in usages_found[:LISTED]
        ]

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            return _used_meanwhile(request)

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except ProtectedError:
            return _used_meanwhile(request)


def _used_meanwhile(request):
    messages.error(request, _("Not deleted: somebody has begun to use it in the meantime."))
    return HttpResponseRedirect(request.get_full_path())
