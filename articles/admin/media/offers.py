"""What the photos of a photographer had lately, for forms to offer."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path

from ...db.row_keys import row_keys
from ...media import lately
from ...models import Photo

_MOST_PHOTOGRAPHERS = 20  # of whom a page of many photos asks


class OffersOfPhotographer(admin.ModelAdmin):
    """The address that the script of the form asks when a name has been written."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.lately_view)
        return [path("lately/", view, name="articles_photo_lately"), *super().get_urls()]

    def lately_view(self, request):
        """Buttons, as HTML, for the photographer in ``?name=``, without the photo in ``?but=``."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        but = next(iter(row_keys([request.GET.get("but", "")])), None)
        offers = lately.offers(request.GET.get("name", "")[:300], but=but)
        return TemplateResponse(request, "admin/articles/photo/_lately.html", {"offers": offers})


def offers_for(photos: list[Photo]) -> dict[int, list]:
    """What is offered for each of ``photos``, by its key."""
    names = {photo.pk: photo.creator or photo.credit for photo in photos}
    asked = list(dict.fromkeys(filter(None, names.values())))[:_MOST_PHOTOGRAPHERS]
    found = {name: lately.offers(name) for name in asked}
    return {pk: found.get(name, []) for pk, name in names.items()}
