"""Photos: a wall of pictures, and the dialog that other forms choose from."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...models import Photo
from ..autocomplete import photo_item
from ..base.guarded import GuardedChangeList
from ..forms import PhotoForm
from .focal_point import FOCUS
from .library import MediaLibrary
from .pictures import PictureAdmin


class PhotoChangeList(GuardedChangeList):
    """The wall: each photo with the address of a picture of it."""

    def cards(self):
        return [
            (photo, photo.rendition_url("w320") or photo.rendition_url("w160"))
            for photo in self.result_list
        ]


class WaitingFilter(admin.SimpleListFilter):
    """Photos whose credit has come and whose file has not."""

    title = pgettext_lazy("filter", "file")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("1", _("Waiting for its file")), ("0", _("With a file"))]

    def queryset(self, request, queryset):
        if self.value() == "1":
            return queryset.waiting()
        return queryset.exclude(file="") if self.value() == "0" else queryset


@admin.register(Photo)
class PhotoAdmin(PictureAdmin, MediaLibrary):
    """The wall of photos."""

    form = PhotoForm
    words = ["credit", "alt", "caption"]
    fields = ["preview", *FOCUS, "file", "credit", "alt", "caption", "used_in"]
    readonly_fields = ["preview", "used_in"]
    list_filter = [WaitingFilter]
    search_fields = ["caption", "alt", "credit"]
    search_help_text = _("By caption, alternative text or credit")
    one, many, item = "photo", "photos", staticmethod(photo_item)

    class Media:
        js = [forms.Script("js/admin/focal-point.js", type="module")]

    def get_changelist(self, request, **kwargs):
        return PhotoChangeList

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["file", "credit", "alt", "caption"]

    @admin.display(description=_("picture"))
    def preview(self, photo):
        names = [name for name in ("w160", "w320", "w640") if name in photo.renditions]
        address = photo.rendition_url(names[-1]) if names else ""
        if not address:
            return _("Waiting for its file")
        picture = '<img class="photo-preview" src="{}" alt="{}">'
        if photo.has_all_renditions:
            return format_html(picture, address, photo.alt)
        said = _("The larger sizes are being made: readers see the small ones until then.")
        return format_html(f"{picture}<p>{{}}</p>", address, photo.alt, said)

    def known(self):
        return Photo.objects.all()

    def offered(self, request):
        """Photos whose file has come."""
        return Photo.objects.exclude(file="")

    def upload_form(self, request):
        form = super().upload_form(request)
        form.fields["file"].required = True
        return form
