"""The library as a list: a grid of photos, narrowed by filters, fast at hundreds of thousands."""

from collections import Counter
from typing import NamedTuple

from django.contrib import admin
from django.db.models import Count, Exists, F, OuterRef
from django.utils import timezone

from ...db.row_keys import row_key
from ...models import Article, Collection, Photo, PhotoUsage
from ...models.media.photos import WHEN
from ..articles.change_list import CappedPaginator
from ..base.dates import DAY, DateSteps
from ..base.guarded import GuardedChangeList
from .photo_filters import (
    SHOWING_PHOTOS,
    CollectionFilter,
    CreatorFilter,
    ShapeFilter,
    TakenFilter,
    UseFilter,
    WaitingFilter,
)
from .rights import RightsFilter


class Card(NamedTuple):
    """A photo, the address of a small picture of it, and in how many places it is used."""

    photo: Photo
    address: str
    uses: int


class PhotoPaginator(CappedPaginator):
    """Fifty pages: some filters are asked of each photo, and older ones are found by words."""

    most = 3_000


class PhotoChangeList(DateSteps, GuardedChangeList):
    """The grid; a period has its newest days first."""

    def get_queryset(self, request, **kwargs):
        found = super().get_queryset(request, **kwargs).for_wall()
        return found.order_by(WHEN.desc(), F("id").desc()) if self.params.get(DAY) else found

    def cards(self):
        uses = counted_usages([photo.pk for photo in self.result_list])
        return [Card(photo, photo.thumbnail_url, uses[photo.pk]) for photo in self.result_list]

    def collection(self):
        """The collection that is looked at; None where it is none, or several."""
        key = row_key(self.params.get(CollectionFilter.parameter_name))
        return Collection.objects.filter(pk=key).first() if key else None

    def years(self):
        newest = Photo.objects.order_by(WHEN.desc(), F("id").desc()).annotate(at=WHEN)
        ends = [rows.values_list("at", flat=True).first() for rows in (newest.reverse(), newest)]
        if None in ends:
            return []
        first, last = (timezone.localtime(at).year for at in ends)
        return range(first, last + 1)


class PhotoList(admin.ModelAdmin):
    """The list half of the admin of photos."""

    list_filter = [
        WaitingFilter,
        RightsFilter,
        UseFilter,
        ShapeFilter,
        CreatorFilter,
        TakenFilter,
        CollectionFilter,
    ]
    paginator = PhotoPaginator

    def get_changelist(self, request, **kwargs):
        return PhotoChangeList


def counted_usages(keys: list[int]) -> Counter[int]:
    """In how many places each of these photos stands that there are now; one query."""
    in_usages = PhotoUsage.objects.filter(photo=OuterRef("photo"), article=OuterRef("pk"))
    # Of an article that a program made, the usages are noted when it is first saved at the desk.
    leads = Article.objects.filter(~Exists(in_usages), photo__in=keys)
    rows = [
        _counted(leads if model is Article else model.objects.all(), field, keys)
        for model, field in SHOWING_PHOTOS
    ]
    counts: Counter[int] = Counter()
    for key, number in rows[0].union(*rows[1:], all=True).order_by():
        counts[key] += number
    return counts


def _counted(rows, field, keys):
    rows = rows.filter(**{f"{field}__in": keys}).order_by().values(field)
    return rows.annotate(number=Count("pk")).values_list(field, "number")
