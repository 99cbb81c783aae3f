"""Two photos beside each other, and in what they differ."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ...db.row_keys import row_keys
from ...media.describing import NAMES
from ...models import Photo
from ..autocomplete import moment
from .photo_list import counted_usages

_WIDTHS = ("w160", "w320", "w640", "w1200")


class ComparesPhotos(admin.ModelAdmin):
    """The page that shows two photos."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.compare_view)
        return [path("compare/", view, name="articles_photo_compare"), *super().get_urls()]

    def compare_view(self, request):
        """The two photos with the keys in ``?ids=``; back to the library where they are not two."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        keys = row_keys(request.GET.get("ids", "").split(","))[:2]
        found = Photo.objects.in_bulk(keys)
        photos = [found[key] for key in dict.fromkeys(keys) if key in found]
        if len(photos) != 2:
            return HttpResponseRedirect(reverse("admin:articles_photo_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Two photos"),
            "pictures": [(photo, photo.largest_url(*_WIDTHS)) for photo in photos],
            "rows": list(_rows(photos)),
        }
        return TemplateResponse(request, "admin/articles/photo/compare.html", context)


def _rows(photos):
    """Label, values of both, whether they differ."""
    uses = counted_usages([photo.pk for photo in photos])
    yield _row(_("size"), [f"{p.width} × {p.height}" if p.width else "–" for p in photos])
    yield _row(_("places where it is used"), [str(uses[photo.pk]) for photo in photos])
    yield _row(_("added at"), [moment(photo.created_at) for photo in photos])
    for name in NAMES:
        values = [getattr(photo, name) for photo in photos]
        if any(values):
            label = Photo._meta.get_field(name).verbose_name
            shown = [moment(value) if name == "taken_at" else value or "–" for value in values]
            yield _row(label, shown)


def _row(label, values):
    return capfirst(label), values, values[0] != values[1]
