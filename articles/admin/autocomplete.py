"""What the fields with suggestions offer, and the addresses they ask."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..db.row_keys import row_keys
from ..kazakh.dates import card_time
from ..kazakh.words import words
from ..models import Article, Author, Tag
from ..search import matching
from ..search.tags import find_tags

OFFERED = 12
_RECENT = 1000
# By the time of publication, by that of creation before there is one; the index ``article_desk``.
DESK_TIME = Coalesce("published_at", "created_at")
NEWEST_FIRST = [DESK_TIME.desc(), F("id").desc()]


class Item(NamedTuple):
    """One thing in such a field: its key, its name, a line of detail, the address of a picture."""

    id: str
    text: str
    detail: str = ""
    image: str = ""


class Autocomplete(NamedTuple):
    """How things of one model are found by what was typed, and shown."""

    model: type
    find: Callable[[QuerySet, str], QuerySet | list]
    item: Callable[..., Item]
    related: tuple[str, ...] = ()
    only: tuple[tuple[str, object], ...] = ()
    order: tuple = ("collation_key", "pk")
    by_language: bool = False  # things of the language of what they are chosen for come first

    def rows(self) -> QuerySet:
        """All rows, with what :attr:`item` reads of others."""
        rows = self.model.objects.all()
        return rows.select_related(*self.related) if self.related else rows

    def offered(self, text: str, language: str = "") -> list:
        """What is suggested for ``text``, ``OFFERED`` at most; the first ones where it is empty."""
        rows = self.rows().filter(*self.only).order_by(*self.order)
        found = self.find(rows, text) if text else rows
        if not (self.by_language and language):
            return list(found[:OFFERED])
        # Two questions, each of which an index answers.
        own = list(found.filter(language=language)[:OFFERED])
        return own + list(found.exclude(language=language)[: OFFERED - len(own)])


def containing(queryset, text, *fields):
    """Rows with every word of ``text`` in one of ``fields``, in any letter case.

    By regular expression, since SQLite's LIKE knows the case of ASCII letters only.
    """
    for word in words(text):
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__iregex": word})
        queryset = queryset.filter(found)
    return queryset


def moment(at) -> str:
    """``at`` as lists show it: «13:19, Бүгін»."""
    zone = timezone.get_current_timezone()
    return card_time(at, timezone.now(), zone, get_language()) if at else ""


def yes(value) -> str:
    """A word where Django shows a picture whose text is always English."""
    return _("yes") if value else _("no")


def _author(author):
    image = author.portrait.rendition_url("w160") if author.portrait else ""
    return Item(str(author.pk), author.name, author.position, image)


def _tag(tag):
    return Item(str(tag.pk), str(tag))


def _article(article):
    image = article.photo.rendition_url("w160") if article.photo else ""
    section = article.section.localized_name if article.section else ""
    when = moment(article.published_at) or article.get_status_display()
    return Item(str(article.pk), article.headline, " · ".join(filter(None, [section, when])), image)


def _articles_found(rows, text):
    """By whole words among all articles, else by parts of words among the newest."""
    if keys := matching(text, 200):
        return rows.filter(pk__in=keys)
    newest = Article.objects.order_by(*NEWEST_FIRST).values_list("pk", flat=True)[:_RECENT]
    return containing(rows.filter(pk__in=list(newest)), text, "headline")


AUTHORS = Autocomplete(
    Author,
    lambda rows, text: containing(rows, text, "name"),
    _author,
    related=("portrait",),
    only=(("is_active", True),),
)
TAGS = Autocomplete(
    Tag,
    lambda rows, text: find_tags(rows, text, OFFERED),
    _tag,
    only=(("merge", None),),
)
ARTICLES = Autocomplete(
    Article,
    _articles_found,
    _article,
    related=("section", "photo"),
    order=tuple(NEWEST_FIRST),
    by_language=True,
)
AUTOCOMPLETES = {"authors": AUTHORS, "tags": TAGS, "articles": ARTICLES}


def suggestions(request, model_admin, kind):
    """JSON for a field with suggestions: what fits ``?q=``, or has a key in ``?ids=``; a dozen."""
    autocomplete = AUTOCOMPLETES.get(kind)
    if autocomplete is None:
        raise Http404
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    if "ids" in request.GET:
        keys = row_keys(request.GET["ids"].split(","))[:OFFERED]
        found = autocomplete.rows().filter(pk__in=keys)
    else:
        asked = request.GET
        found = autocomplete.offered(asked.get("q", "").strip(), asked.get("language", ""))
    items = [autocomplete.item(thing)._asdict() for thing in found]
    return JsonResponse({"items": items})


def photo_item(photo) -> dict:
    """A photo as the photo dialog and the editor show it."""
    return {
        "id": photo.pk,
        "text": photo.caption or photo.alt,
        "credit": photo.credit,
        "rights": photo.state_now,
        "thumb": photo.thumbnail_url,
        "size": " · ".join(_sizes(photo)),
    }


def file_item(file) -> dict:
    """A document, audio or video as the file dialog and the editor show it."""
    return {
        "id": file.pk,
        "text": file.title,
        "credit": file.credit,
        "thumb": file.poster_url,
        "size": file.type_and_size,
        "kind": file.kind,
        "type": file.extension.upper(),
    }


def _sizes(photo):
    yield f"{photo.width} × {photo.height}" if photo.width else _("waiting for its file")
    if photo.file and not photo.has_all_renditions:
        yield _("sizes are being made")
