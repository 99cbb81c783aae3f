"""Photos: a wall of pictures, and the dialog that other forms choose from."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ...media.refusals import refusal_of_size
from ...models import Photo
from ...models.media.photos import CROPS, SOCIAL
from ..autocomplete import photo_item
from .content_credentials import credentials_lines, credentials_of
from .focal_point import FOCUS
from .library import MediaLibrary
from .many_photos import ManyPhotos
from .offers import OffersOfPhotographer
from .photo_acts import PhotoActs
from .photo_compare import ComparesPhotos
from .photo_form import FROM_FILE, GUESSED, PhotoForm, described, draft_words, labels
from .photo_list import PhotoList
from .photo_search import photos_found
from .photo_usages import UsagesOfPhoto
from .pictures import PictureAdmin
from .rights import CREDITS
from .rights import FIELDSETS as RIGHTS_FIELDSETS

_SHAPES = [("16x9", "16:9"), ("4x3", "4:3"), ("1x1", "1:1"), (SOCIAL, _("links in messengers"))]


@admin.register(Photo)
class PhotoAdmin(
    UsagesOfPhoto,
    PhotoActs,
    ComparesPhotos,
    ManyPhotos,
    OffersOfPhotographer,
    PictureAdmin,
    PhotoList,
    MediaLibrary,
):
    """The wall of photos."""

    form = PhotoForm
    words = ["credit", "alt", "caption"]
    readonly_fields = ["preview", "shapes", "origin", "used_in", "in_collections"]
    search_fields = ["caption", "alt", "credit"]
    search_help_text = _("By caption, credit, keywords, people, place: in any form of the word")
    one, many, item = "photo", "photos", staticmethod(photo_item)

    def found(self, queryset, text):
        return photos_found(queryset, text)

    def get_fieldsets(self, request, obj=None):
        main = ["file", "credit", "alt", "caption", "metadata_shown"]
        main = [*main, "origin"] if obj and credentials_of(obj) else main
        main = ["preview", *FOCUS, "shapes", *main, "used_in", "in_collections"] if obj else main
        details = [*CREDITS, *FROM_FILE]
        return [(None, {"fields": main}), *RIGHTS_FIELDSETS, (_("Details"), {"fields": details})]

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.metadata_view))
        return [path("metadata/", view, name="articles_photo_metadata"), *super().get_urls()]

    def metadata_view(self, request):
        """What an uploaded file says of itself, as the form takes it; nothing is stored."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        file = request.FILES.get("file")
        if file is None or refusal_of_size(file.size):
            return JsonResponse({"fields": {}, "said": []})
        values, guessed = described(file)
        said = [GUESSED % {"names": labels(guessed & values.keys())}] if guessed else []
        return JsonResponse({"fields": _as_typed(values), "said": said})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and obj.is_draft:
            context["draft_words"] = draft_words(obj)
        near = Photo.objects.near(obj) if obj else []
        context["near"] = [(photo, photo.rendition_url("w160")) for photo in near]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        """To a draft itself: something is to be done about it."""
        if obj.is_draft:
            return HttpResponseRedirect(reverse("admin:articles_photo_change", args=[obj.pk]))
        return super().response_add(request, obj, post_url_continue)

    @admin.display(description=_("picture"))
    def preview(self, photo):
        address = photo.largest_url("w160", "w320", "w640")
        if not address:
            return _("Waiting for its file")
        picture = '<img class="photo-preview" src="{}" alt="{}">'
        if photo.has_all_renditions:
            return format_html(picture, address, photo.alt)
        said = _("The larger sizes are being made: readers see the small ones until then.")
        return format_html(f"{picture}<p>{{}}</p>", address, photo.alt, said)

    @admin.display(description=_("cut to other shapes"))
    def shapes(self, photo):
        """How it is cut in links and by search engines; a script follows the focal point."""
        address = photo.largest_url("w320", "w640")
        if not address:
            return _("Waiting for its file")
        shapes = [(name, label, *CROPS[name]) for name, label in _SHAPES]
        context = {"photo": photo, "address": address, "shapes": shapes}
        return render_to_string("admin/articles/photo/_shapes.html", context)

    @admin.display(description=_("content credentials"))
    def origin(self, photo):
        """What the file's content credentials say, where it has some."""
        lines = credentials_lines(photo)
        return format_html_join("", "<p>{}</p>", ((line,) for line in lines)) or "–"

    def known(self):
        return Photo.objects.usable().for_wall()

    def offered(self, request):
        """Photos whose file has come, and which are no drafts."""
        return self.known().exclude(file="")

    def upload_form(self, request):
        form = super().upload_form(request)
        form.fields["file"].required, form.takes_drafts = True, False
        return form

    def refused(self, form):
        """Of bytes that are here already, the photo that they came with first, if it is usable."""
        if not form.same or form.same.is_draft:
            errors = {name: [strip_tags(one) for one in said] for name, said in form.errors.items()}
            return JsonResponse({"errors": errors}, status=422)
        said = [_("This photo was here already: it was put in place as it is.")]
        return JsonResponse({"photo": photo_item(form.same), "warnings": said})

    class Media:
        js = [
            forms.Script("js/admin/photo-form.js", type="module"),
            forms.Script("js/admin/focal-point.js", type="module"),
            forms.Script("js/admin/crop-preview.js", type="module"),
            forms.Script("js/admin/photo-lately.js", type="module"),
        ]


def _as_typed(values):
    """Values as the form's inputs hold them, by the inputs' names."""
    typed = {name: value for name, value in values.items() if name != "taken_at"}
    if at := values.get("taken_at"):
        widget = AdminSplitDateTime()
        parts = zip(widget.widgets, widget.decompress(at), strict=True)
        typed |= {f"taken_at_{n}": one.format_value(part) for n, (one, part) in enumerate(parts)}
    return typed
