"""Documents, audio and video: their list and form, and what the editor's dialog asks."""

from django.contrib import admin
from django.http import JsonResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ... import file_types
from ...models import MediaFile
from ..autocomplete import file_item
from ..base.storing import StoresFiles
from .file_forms import MediaFileForm
from .library import MediaLibrary

_WORDS = ["title", "credit", "description", "transcript"]
_KINDS = {
    file_types.DOCUMENT: ["title", "credit", "description"],
    file_types.AUDIO: ["title", "credit", "description", "transcript"],
    file_types.VIDEO: ["title", "credit", "description", "transcript", "captions", "poster"],
}


@admin.register(MediaFile)
class MediaFileAdmin(StoresFiles, MediaLibrary):
    """What a file is stays; what is said of it, its captions and its poster are changed."""

    form = MediaFileForm
    words = _WORDS
    readonly_fields = ["stored", "used_in"]
    list_display = ["title", "kind", "type_shown", "credit", "created_at"]
    list_filter = ["kind"]
    search_fields = ["title", "description", "credit"]
    search_help_text = _("By title, description or credit")
    one, many, item = "file", "files", staticmethod(file_item)

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

    def known(self):
        return MediaFile.objects.select_related("poster")

    def offered(self, request):
        """Files, of one ``?kind=`` if that is given."""
        is_asked = request.GET.get("kind") in _KINDS
        return self.known().filter(kind=request.GET["kind"]) if is_asked else self.known()

    def refused(self, form):
        """Of bytes that are here already, the file that they came with first."""
        if not form.same:
            return super().refused(form)
        said = [_("This file was here already: it was put in place as it is.")]
        return JsonResponse({"file": file_item(form.same), "warnings": said})
