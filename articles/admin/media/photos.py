"""Photos: a wall of pictures, and the dialog that other forms choose from."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from ...models import Photo
from ..autocomplete import photo_item
from ..base.guarded import GuardedChangeList
from ..forms import MAX_FILE_MEGABYTES
from .focal_point import FOCUS
from .library import MediaLibrary
from .many_photos import ManyPhotos
from .photo_form import FROM_FILE, GUESSED, PhotoForm, described, draft_words, labels
from .pictures import PictureAdmin
from .rights import CREDITS, RightsFilter
from .rights import FIELDSETS as RIGHTS_FIELDSETS


class PhotoChangeList(GuardedChangeList):
    """The wall: each photo with the address of a picture of it."""

    def cards(self):
        return [
            (photo, photo.rendition_url("w320") or photo.rendition_url("w160"))
            for photo in self.result_list
        ]


class WaitingFilter(admin.SimpleListFilter):
    """Photos whose credit has come and whose file has not, and drafts."""

    title = pgettext_lazy("filter", "file")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("1", _("Waiting for its file")), ("draft", _("Drafts")), ("0", _("With a file"))]

    def queryset(self, request, queryset):
        if self.value() == "1":
            return queryset.waiting()
        if self.value() == "draft":
            return queryset.drafts()
        return queryset.usable().exclude(file="") if self.value() == "0" else queryset


@admin.register(Photo)
class PhotoAdmin(ManyPhotos, PictureAdmin, MediaLibrary):
    """The wall of photos."""

    form = PhotoForm
    words = ["credit", "alt", "caption"]
    readonly_fields = ["preview", "used_in"]
    list_filter = [WaitingFilter, RightsFilter]
    search_fields = ["caption", "alt", "credit"]
    search_help_text = _("By caption, alternative text or credit")
    one, many, item = "photo", "photos", staticmethod(photo_item)

    def get_changelist(self, request, **kwargs):
        return PhotoChangeList

    def get_queryset(self, request):
        """On the wall with what it shows alone."""
        rows = super().get_queryset(request)
        match = request.resolver_match
        return rows.for_wall() if match and match.url_name == "articles_photo_changelist" else rows

    def get_fieldsets(self, request, obj=None):
        main = ["file", "credit", "alt", "caption", "metadata_shown"]
        main = ["preview", *FOCUS, *main, "used_in"] if obj else main
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
        if file is None or file.size > MAX_FILE_MEGABYTES * 1024 * 1024:
            return JsonResponse({"fields": {}, "said": []})
        values, guessed = described(file)
        said = [GUESSED % {"names": labels(guessed & values.keys())}] if guessed else []
        return JsonResponse({"fields": _as_typed(values), "said": said})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and obj.is_draft:
            context["draft_words"] = draft_words(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        """To a draft itself: something is to be done about it."""
        if obj.is_draft:
            return HttpResponseRedirect(reverse("admin:articles_photo_change", args=[obj.pk]))
        return super().response_add(request, obj, post_url_continue)

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
        ]


def _as_typed(values):
    """Values as the form's inputs hold them, by the inputs' names."""
    typed = {name: value for name, value in values.items() if name != "taken_at"}
    if at := values.get("taken_at"):
        widget = AdminSplitDateTime()
        parts = zip(widget.widgets, widget.decompress(at), strict=True)
        typed |= {f"taken_at_{n}": one.format_value(part) for n, (one, part) in enumerate(parts)}
    return typed
