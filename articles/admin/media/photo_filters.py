"""What the library is narrowed by: file, use, shape, photographer, collection, day."""

from collections import Counter

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...db.row_keys import row_key
from ...kazakh.collation import collation_key
from ...models import (
    Article,
    Author,
    CollectedPhoto,
    Collection,
    MediaFile,
    Photo,
    PhotoUsage,
    SiteIdentity,
)
from ...models.media.photos import WHEN
from ..articles.change_list import DayFilter

_NEWEST = 2_000  # photos whose photographers are offered
_MOST = 20
# What may show a photo, and the field in which.
SHOWING_PHOTOS = ((PhotoUsage, "photo"), (Article, "photo"), (Author, "portrait"),
    (MediaFile, "poster"), (SiteIdentity, "social_picture"))  # fmt: skip


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


class UseFilter(admin.SimpleListFilter):
    """Photos that stand in an article or elsewhere, and those that stand nowhere."""

    title = pgettext_lazy("filter", "use")
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("1", _("Used")), ("0", _("Not used"))]

    def queryset(self, request, queryset):
        if self.value() not in ("0", "1"):
            return queryset
        used = Q()
        for model, field in SHOWING_PHOTOS:
            used |= Q(Exists(model._default_manager.filter(**{field: OuterRef("pk")}).order_by()))
        return queryset.filter(used) if self.value() == "1" else queryset.exclude(used)


class ShapeFilter(admin.SimpleListFilter):
    """Broad, upright or square; the two rarer ones have an index each."""

    title = pgettext_lazy("filter", "shape")
    parameter_name = "shape"
    conditions = {
        "landscape": Q(width__gt=F("height")),
        "portrait": Q(width__lt=F("height")),
        "square": Q(width=F("height")),
    }

    def lookups(self, request, model_admin):
        return [
            ("landscape", pgettext_lazy("shape of a photo", "Broad")),
            ("portrait", pgettext_lazy("shape of a photo", "Upright")),
            ("square", pgettext_lazy("shape of a photo", "Square")),
        ]

    def queryset(self, request, queryset):
        condition = self.conditions.get(self.value())
        return queryset.filter(condition) if condition else queryset


class CreatorFilter(admin.SimpleListFilter):
    """Who took the photo: those of the newest photos are offered, the busiest first."""

    title = pgettext_lazy("filter", "photographer")
    parameter_name = "creator"

    def lookups(self, request, model_admin):
        newest = Photo.objects.order_by("-pk").values_list("creator", flat=True)[:_NEWEST]
        names = [name for name, _n in Counter(filter(None, newest)).most_common(_MOST)]
        chosen = request.GET.get(self.parameter_name)
        names = {*names, *filter(None, [chosen])}
        return [(name, name) for name in sorted(names, key=collation_key)]

    def queryset(self, request, queryset):
        return queryset.filter(creator=self.value()) if self.value() else queryset


class CollectionFilter(admin.SimpleListFilter):
    """Photos that the desk keeps together."""

    title = pgettext_lazy("filter", "collection")
    parameter_name = "collection"

    def lookups(self, request, model_admin):
        return list(Collection.objects.values_list("pk", "name"))

    def queryset(self, request, queryset):
        key = row_key(self.value())
        if not key:
            return queryset
        return queryset.filter(pk__in=CollectedPhoto.objects.filter(collection=key).values("photo"))


class TakenFilter(DayFilter):
    """When the photo was taken, or added where nobody knows."""

    title = pgettext_lazy("filter", "taken")
    instant = WHEN
