"""Photos: a wall of pictures, and the dialog that other forms choose from."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from ...db.row_keys import row_keys
from ...models import AuditEntry, Photo
from ..audit.audited import snapshot
from ..autocomplete import containing, photo_item
from ..base.guarded import GuardedChangeList
from ..forms import PhotoForm
from .owned import OwnedByItsUses
from .pictures import PictureAdmin

_IN_DIALOG = 24
_ASKED_AT_ONCE = 1_000  # by their keys: more than any article has


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
class PhotoAdmin(PictureAdmin, OwnedByItsUses):
    """The wall of photos."""

    form = PhotoForm
    words = ["credit", "alt", "caption"]
    fields = ["preview", "file", "credit", "alt", "caption", "used_in"]
    readonly_fields = ["preview", "used_in"]
    list_filter = [WaitingFilter]
    list_per_page = 60
    search_fields = ["caption", "alt", "credit"]
    search_help_text = _("By caption, alternative text or credit")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_changelist(self, request, **kwargs):
        return PhotoChangeList

    def get_search_results(self, request, queryset, search_term):
        return containing(queryset, search_term, *self.search_fields), False

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

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("choose/", wrap(self.choose_view), name="articles_photo_choose"),
            path("upload/", wrap(require_POST(self.upload_view)), name="articles_photo_upload"),
            *super().get_urls(),
        ]

    def choose_view(self, request):
        """JSON for the dialog: photos for ``?q=`` by pages, or those with the keys in ``?ids=``."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if "ids" in request.GET:
            keys = row_keys(request.GET["ids"].split(","))[:_ASKED_AT_ONCE]
            photos, has_more = Photo.objects.in_bulk(keys).values(), False
        else:
            found = Photo.objects.exclude(file="")
            found = containing(found, request.GET.get("q", ""), *self.search_fields)
            photos = Paginator(found, _IN_DIALOG).get_page(request.GET.get("page"))
            has_more = photos.has_next()
        return JsonResponse({"photos": [photo_item(p) for p in photos], "more": has_more})

    def upload_view(self, request):
        """Take one photo from the dialog: the photo as JSON, or what is wrong by field."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PhotoForm(request.POST, request.FILES)
        form.fields["file"].required = True
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=422)
        with transaction.atomic():
            photo = form.save()
            by, now = request.user, timezone.now()
            AuditEntry.record("add", photo, by=by, at=now, after=snapshot(photo))
        self.log_addition(request, photo, [{"added": {}}])
        answer = {"photo": photo_item(photo), "warnings": form.warnings}
        return JsonResponse(answer, status=201)
