"""The typed blocks of a body, as readers' pages show them.

What a block names is asked for together: a query for all photos, for all files, for all cards.
What is not there, or what readers may not see yet, leaves nothing in its place.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from html import unescape
from typing import Final, NamedTuple, TypeVar

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from ..db.compiled_queries import NEVER, CompiledQuery
from ..models import Article, EmbedTitle, MediaFile, Photo
from ..models.media.rights import with_shown
from ..text import bodies, embeds, tables
from ..text.blocks import Block, find
from ..text.tables import Table

Key = TypeVar("Key", int, str)

NONE: Final = "[]"  # no keys, as :func:`keys_of` writes them
PHOTOS: Final = CompiledQuery(
    lambda at, keys: Photo.objects.allowed(at).filter(pk__among=keys), at=NEVER, keys="[-1]"
)
CARDS: Final = CompiledQuery(
    lambda at, keys: Article.objects.live(at).for_cards(at).order_by().filter(pk__among=keys),
    at=NEVER,
    keys="[-1]",
)
FILES: Final = CompiledQuery(
    lambda at, keys: with_shown(
        MediaFile.objects.select_related("poster").filter(pk__among=keys), at, "poster"
    ),
    at=NEVER,
    keys="[-1]",
)
# Addresses and titles.
TITLES: Final = CompiledQuery(
    lambda keys: EmbedTitle.objects.filter(pk__among=keys).titles(), keys='["-"]'
)


class References(NamedTuple):
    """What the blocks of a body name, by key; articles only as far as readers see them.

    ``titles`` are those that providers have told, by the address of the embed.
    """

    photos: dict[int, Photo]
    articles: dict[int, Article]
    files: dict[int, MediaFile]
    titles: dict[str, str]

    def told_title(self, block: Block) -> str:
        """What its provider calls an embed that has no title typed; empty where that is unknown."""
        return next((self.titles[page] for page in block.pages if page in self.titles), "")


def keys_of(keys: Iterable[Key]) -> str:
    """Keys as the queries take them: a JSON array, each once."""
    return json.dumps(sorted(set(keys)))


def references(blocks: Iterable[Block], at: datetime) -> References:
    """The rows that ``blocks`` name; no query where there is nothing to ask for."""
    blocks = list(blocks)
    photos = keys_of(key for block in blocks for key in block.photos)
    cards = keys_of(key for block in blocks for key in block.articles)
    files = keys_of(key for block in blocks for key in block.files)
    pages = keys_of(page for block in blocks for page in block.pages)
    return References(
        {photo.pk: photo for photo in PHOTOS(at=at, keys=photos)} if photos != NONE else {},
        {card.pk: card for card in CARDS(at=at, keys=cards)} if cards != NONE else {},
        {file.pk: file for file in FILES(at=at, keys=files)} if files != NONE else {},
        dict(TITLES(keys=pages)) if pages != NONE else {},
    )


def shown_photos(article: Article, html: str, named: References) -> list[Photo]:
    """The photos that may stand for ``article`` elsewhere, the best first: its lead photo.

    Where that may not be shown, or not in social networks, the photos of the text ``html`` follow.
    """
    lead = [article.lead_photo] if article.lead_photo else []
    if article.photo_id is None or any(photo.for_social for photo in lead):
        return lead
    inside = (block for block in find(html) if block.kind in ("photo", "gallery"))
    keys = (key for block in inside for key in block.photos)
    return lead + [named.photos[key] for key in keys if key in named.photos]


def render(html: str, at: datetime, named: References | None = None) -> str:
    """A clean body with its blocks as readers see them at ``at``; ``named`` is what they name."""
    named = named or references(find(html), at)
    return bodies.render(html, lambda block: _shown(block, named, at), _table)


def _shown(block: Block, named: References, at: datetime) -> str:
    context = {"values": block.values} | _CONTEXTS[block.kind](block, named)
    if not context.get("thing", True):
        return ""
    template = context.get("template", block.kind)
    return render_to_string(f"articles/blocks/{template}.html", context | {"at": at})


def _table(table: Table) -> str:
    shown = tables.write(table).replace("<th>", '<th scope="col">')
    context = {"table": mark_safe(shown), "caption": unescape(table.caption)}  # noqa: S308
    return render_to_string("articles/blocks/table.html", context)


def _photo(block: Block, named: References) -> dict:
    return {"thing": named.photos.get(int(block.value))}


def _gallery(block: Block, named: References) -> dict:
    photos = (named.photos[key] for key in block.photos if key in named.photos)
    return {"thing": [photo for photo in photos if photo.renditions]}


def _embed(block: Block, named: References) -> dict:
    still = named.photos.get(block.photos[0]) if block.photos else None
    found = embeds.recognise(block.value)
    return {"thing": found, "still": still, "told": named.told_title(block)}


def _article(block: Block, named: References) -> dict:
    return {"thing": named.articles.get(int(block.value))}


def _file(block: Block, named: References) -> dict:
    file = named.files.get(int(block.value))
    template = "file" if file is None or file.is_document else file.kind
    return {"thing": file, "file": file, "template": template}


def _pullquote(block: Block, named: References) -> dict:
    return {}


_CONTEXTS = {
    "photo": _photo,
    "gallery": _gallery,
    "embed": _embed,
    "file": _file,
    "article": _article,
    "pullquote": _pullquote,
}


def frame_hosts(html: str) -> list[str]:
    """Hosts of the frames that a reader may load from a clean body, each once."""
    found = (embeds.recognise(block.value) for block in find(html) if block.kind == "embed")
    return sorted({embed.provider.host for embed in found if embed})


def allow_frames(response: HttpResponse, hosts: list[str]) -> HttpResponse:
    """Let ``response``, a page, load frames from ``hosts``; other pages may load none at all."""
    if hosts:
        response[HEADER] = build_policy(update={"frame-src": hosts})
    return response
