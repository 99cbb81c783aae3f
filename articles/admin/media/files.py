"""Documents, audio and video: their list and form, and what the editor's dialog asks."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ... import file_types
from ...db.row_keys import row_keys
from ...models import AuditEntry, MediaFile
from ..audit.audited import snapshot
from ..autocomplete import containing, file_item
from .file_forms import MediaFileForm
from .owned import OwnedByItsUses

_IN_DIALOG = 24
_ASKED_AT_ONCE = 1_000  # by their keys: more than any article has
_WORDS = ["title", "credit", "description", "transcript"]
_KINDS = {
    file_types.DOCUMENT: ["title", "credit", "description"],
    file_types.AUDIO: ["title", "credit", "description", "transcript"],
    file_types.VIDEO: ["title", "credit", "description", "transcript", "captions", "poster"],
}


@admin.register(MediaFile)
class MediaFileAdmin(OwnedByItsUses):
    """What a file is stays; what is said of it, its captions and its poster are changed."""

    form = MediaFileForm
    words = _WORDS
    readonly_fields = ["stored", "used_in"]
    list_display = ["title", "kind", "type_shown", "credit", "created_at"]
    list_filter = ["kind"]
    list_per_page = 60
    search_fields = ["title", "description", "credit"]
    search_help_text = _("By title, description or credit")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_search_results(self, request, queryset, search_term):
        return containing(queryset, search_term, *self.search_fields), False

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["file", *_KINDS[file_types.VIDEO]]
        return ["stored", *_KINDS[obj.kind], "used_in"]

    @admin.display(description=_("type and size"), ordering="size")
    def type_shown(self, file):
        return file.type_and_size

    @admin.display(description=_("file"))
    def stored(self, file):
        return format_html('<a href="{}">{}</a>', file.file.url, file.type_and_size)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Look into what was sent before the transaction begins: nobody is to wait for that."""
        if request.method == "POST" and request.FILES and self.has_add_permission(request):
            self.get_form(request)(request.POST, request.FILES).is_valid()
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        name = "articles_mediafile"
        return [
            path("choose/", wrap(self.choose_view), name=f"{name}_choose"),
            path("upload/", wrap(require_POST(self.upload_view)), name=f"{name}_upload"),
            *super().get_urls(),
        ]

    def choose_view(self, request):
        """JSON for the dialog: files for ``?q=`` by pages, of one ``?kind=`` if that is given, or
        those with the keys in ``?ids=``."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        known = MediaFile.objects.select_related("poster")
        if "ids" in request.GET:
            keys = row_keys(request.GET["ids"].split(","))[:_ASKED_AT_ONCE]
            files, has_more = known.filter(pk__in=keys), False
        else:
            found = containing(known, request.GET.get("q", ""), *self.search_fields)
            if request.GET.get("kind") in _KINDS:
                found = found.filter(kind=request.GET["kind"])
            files = Paginator(found, _IN_DIALOG).get_page(request.GET.get("page"))
            has_more = files.has_next()
        return JsonResponse({"files": [file_item(file) for file in files], "more": has_more})

    def upload_view(self, request):
        """Take one file from the dialog: the file as JSON, or what is wrong by field.

        Of bytes that are here already, the file that they came with first.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = MediaFileForm(request.POST, request.FILES)
        if not form.is_valid():
            if form.same:
                said = [_("This file was here already: it was put in place as it is.")]
                return JsonResponse({"file": file_item(form.same), "warnings": said})
            return JsonResponse({"errors": form.errors}, status=422)
        with transaction.atomic():
            file = form.save()
            by, now = request.user, timezone.now()
            AuditEntry.record("add", file, by=by, at=now, after=snapshot(file))
        self.log_addition(request, file, [{"added": {}}])
        return JsonResponse({"file": file_item(file), "warnings": []}, status=201)
