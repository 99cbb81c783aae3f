"""Photos: a wall of pictures, and the dialog that other forms choose from."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ..forms import PhotoForm
from ..keys import row_keys
from ..models import Act, Article, Photo
from .choices import containing, photo_item
from .guarded import GuardedChangeList
from .recorded import Recorded, says

_IN_DIALOG = 24
_ASKED_AT_ONCE = 1_000  # by their keys: more than any article has
_USES_SHOWN = 20


class PhotoChangeList(GuardedChangeList):
    """The wall: each photo with the address of a picture of it."""

    def cards(self):
        return [
            (photo, photo.rendition_url("w320") or photo.rendition_url("w160"))
            for photo in self.result_list
        ]


class WaitingFilter(admin.SimpleListFilter):
    """Photos whose credit has come and whose file has not."""

    title = _("файлы")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("1", _("Файлын күтіп тұр")), ("0", _("Файлы бар"))]

    def queryset(self, request, queryset):
        if self.value() == "1":
            return queryset.waiting()
        return queryset.exclude(file="") if self.value() == "0" else queryset


def articles_with(photo):
    """Articles that show ``photo``: as their lead, or in the body."""
    return Article.objects.filter(photo_uses__photo=photo).only("headline").order_by("-pk")


@admin.register(Photo)
class PhotoAdmin(Recorded):
    """The wall of photos."""

    form = PhotoForm
    fields = ["preview", "file", "credit", "alt", "caption", "used_in"]
    readonly_fields = ["preview", "used_in"]
    list_filter = [WaitingFilter]
    list_per_page = 60
    search_fields = ["caption", "alt", "credit"]
    search_help_text = _("Жазуы, баламалы мәтіні немесе авторы бойынша")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_changelist(self, request, **kwargs):
        return PhotoChangeList

    def get_search_results(self, request, queryset, search_term):
        return containing(queryset, search_term, *self.search_fields), False

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["file", "credit", "alt", "caption"]

    @admin.display(description=_("сурет"))
    def preview(self, photo):
        address = photo.rendition_url("w640") or photo.rendition_url("w160")
        if not address:
            return _("Файлын күтіп тұр")
        return format_html('<img class="photo-preview" src="{}" alt="{}">', address, photo.alt)

    @admin.display(description=_("қайда тұр"))
    def used_in(self, photo):
        uses = articles_with(photo)[:_USES_SHOWN]
        links = ((reverse("admin:articles_article_change", args=[use.pk]), use) for use in uses)
        listed = format_html_join("", '<li><a href="{}">{}</a></li>', links)
        return format_html('<ul class="uses">{}</ul>', listed) if listed else _("Еш мақалада жоқ")

    def get_deleted_objects(self, objs, request):
        shown, counts, lacking, protected = super().get_deleted_objects(objs, request)
        reason = _("«%(photo)s» фотосы мына мақалада тұр: %(article)s")
        used = [
            reason % {"photo": photo, "article": use}
            for photo in objs
            for use in articles_with(photo)[:_USES_SHOWN]
        ]
        # Being in use comes before any question of rights to the articles.
        return (shown, counts, set(), used) if used else (shown, counts, lacking, protected)

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
            Act.record("add", photo, by=by, at=now, after=says(photo))
        self.log_addition(request, photo, [{"added": {}}])
        return JsonResponse({"photo": photo_item(photo)}, status=201)
