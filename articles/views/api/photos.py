"""Photos that live articles show, as far as readers may be shown them."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.translation import gettext_noop

from ...addresses import absolute, current_edition
from ...delivery.structured_data import widest
from ...models import Article, Photo, PhotoUsage
from ...models.media.photos import WIDTHS
from .setup import Key, KeyCursor, Rows, answer, door, fields_of, page
from .shapes import Photos, PhotoShape

PAGE_SIZE = 20
# Of a photo that stands beside another row, what :data:`ROWS` reads and a card does not.
_READ = "caption credit medium licence licence_url".split()
OF_PHOTOS = [f"photo__{name}" for name in _READ]


def _size(photo, side):
    name = widest(photo)
    return photo.renditions[name][side] if name else 0


def _renditions(photo):
    names = [name for name in WIDTHS if name in photo.renditions]
    return {name: absolute(photo.rendition_url(name)) for name in names}


ROWS = Rows(
    id=lambda photo: photo.pk,
    headline=lambda photo: photo.caption or photo.alt,
    url=lambda photo: absolute(photo.rendition_url(widest(photo))) if widest(photo) else "",
    alt=lambda photo: photo.alt,
    caption=lambda photo: photo.caption,
    credit=lambda photo: photo.credit_line,
    width=lambda photo: _size(photo, 0),
    height=lambda photo: _size(photo, 1),
    licence=lambda photo: photo.licence_address,
    renditions=_renditions,
)


def photo_row(photo):
    """The photo as others have it beside them; None where there is none to be shown."""
    return ROWS.of(photo) if photo else None


def _shown(at):
    """The photos that live articles of the edition show; rights included."""
    live = Article.objects.live(at).in_language(current_edition().language).order_by()
    # From the few usages of a photo to their articles: by a join, SQLite would begin at these.
    is_live = Exists(live.filter(pk=OuterRef("article")))
    used = PhotoUsage.objects.filter(is_live, photo=OuterRef("pk"))
    return Photo.objects.allowed(at).exclude(file="").filter(Exists(used)).order_by("-pk")


@door("photos/", Photos, gettext_noop("Photos of articles, newest first"), "photos")
def photos(request, before: KeyCursor = "", fields: fields_of(PhotoShape) = ""):
    """With the credit as it must read wherever a photo is shown."""
    return answer(request, lambda at: _page(at, before, fields), "before", "fields")


def _page(at, before, fields):
    found = _shown(at).filter(pk__lt=int(before)) if before else _shown(at)
    rows = list(found[: PAGE_SIZE + 1])
    cursor = str(rows[PAGE_SIZE - 1].pk) if len(rows) > PAGE_SIZE else ""
    made = [ROWS.of(photo, fields) for photo in rows[:PAGE_SIZE]]
    return page("photos", made, cursor, fields=fields)


@door("photos/{int:pk}/", PhotoShape, gettext_noop("One photo"), "photo")
def photo(request, pk: Key, fields: fields_of(PhotoShape) = ""):
    """As long as an article that readers see shows it."""
    return answer(request, lambda at: _one(at, pk, fields), "fields")


def _one(at, pk, fields):
    found = _shown(at).filter(pk=pk).first()
    if found is None:
        raise Http404("no such photo")
    return ROWS.of(found, fields)
