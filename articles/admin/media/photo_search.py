"""How the desk finds photos by what is said of them: with the engine that finds articles."""

import json

from django.db.models import QuerySet

from ...models import Photo
from ...search import photos
from ..autocomplete import containing

_RECENT = 1_000
_NAMED = ("caption", "alt", "credit")


def photos_found(rows: QuerySet, text: str) -> QuerySet:
    """Those of ``rows`` that ``text`` asks for; all where it is empty.

    By whole words among all photos, else by parts of words among the newest.
    """
    if not text.strip():
        return rows
    if keys := photos.matching(text):
        return rows.filter(pk__among=json.dumps(keys))
    newest = Photo.objects.order_by("-pk").values_list("pk", flat=True)[:_RECENT]
    return containing(rows.filter(pk__among=json.dumps(list(newest))), text, *_NAMED)
