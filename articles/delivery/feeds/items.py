"""The articles of a feed, each written once for all that goes into it.

Of an article on its way into a feed all but a few have not changed since the last time. What is
written of one is held under a digest of the very values that it is made of, as the database gave
them: its row with section and lead photo, its people and tags, what the blocks in its text name,
the links that readers may not follow, the edition. Whatever changes one of them, and by whatever
door, is another digest. What else an item shows, the spellings, is under the stamp of the site
context, with which the items are held and forgotten.
"""

import json
import pickle
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from hashlib import blake2b
from typing import Any, Final

from ...addresses import current_edition
from ...db.compiled_queries import CompiledQuery
from ...models import Article, ArticleTag, Byline
from .. import site_context, visibility
from ..blocks import CARDS, FILES, NONE, PHOTOS, TITLES, References, keys_of
from ..bounded_store import BoundedStore, size_of
from .entries import entry, text_of
from .formats import Item, write_item

ROOM: Final = 2 * 1024**2  # bytes
_OWN_SIZE: Final = 300  # of what holds a value and its key together

_people = CompiledQuery(
    lambda articles: Byline.objects.filter(article__pk__among=articles).values_list(
        "article_id", "author__name", "author__slug"
    ),
    articles="[-1]",
)
_tags = CompiledQuery(
    lambda articles: ArticleTag.objects.filter(content_object__pk__among=articles).values_list(
        "content_object_id", "tag__name"
    ),
    articles="[-1]",
)


class ItemCache:
    """Values by digest, that take ``room`` bytes."""

    def __init__(self, room: int = ROOM):
        self._room = room
        self._store: BoundedStore[bytes, Any] = BoundedStore()

    @property
    def size(self) -> int:
        """Bytes that they take."""
        return self._store.size

    def get(self, key: bytes, make: Callable[[], Any]) -> Any:
        """What is there under ``key``, or what ``make`` gives, from now on."""
        value = self._store.get(key)
        if value is None:
            value = make()
            self._store.put(key, value, size_of(value) + _OWN_SIZE, self._room)
        return value


def items(file: str, query: CompiledQuery[Article], at: datetime, **values: Any) -> list[Item]:
    """What ``query`` gives, each as an item of ``file``: with section and photo beside its row."""
    rows = query.rows(at=at, **values)
    if not rows:
        return []
    held = site_context.current(at).fragments.setdefault(("feed items",), ItemCache())
    articles = cache(lambda: query.made_of(rows))  # only where one of them is written
    edition = current_edition().prefix
    keys = [_digest(edition, row) for row in rows]
    texts = [held.get(key, lambda n=n: text_of(articles()[n])) for n, key in enumerate(keys)]
    together = zip(keys, texts, _parts(rows, texts, at), strict=True)
    return [
        held.get(_digest(file, key, parts), partial(_write, file, articles, number, text, parts))
        for number, (key, text, parts) in enumerate(together)
    ]


def _parts(rows, texts, at):
    """Of each article what stands in other tables: hidden links, and rows."""
    keys = json.dumps([key for key, *_ in rows])  # the key comes first in each row
    people, tags = _by_article(_people, keys), _by_article(_tags, keys)
    photos = _rows(PHOTOS, keys_of(key for text in texts for key in text.photos), at=at)
    files = _rows(FILES, keys_of(key for text in texts for key in text.files), at=at)
    titles = _rows(TITLES, keys_of(page for text in texts for page in text.pages))
    cards = _rows(CARDS, keys_of(key for text in texts for key in text.articles), at=at)
    hidden = visibility.hidden({link for text in texts for link in text.links}, at)
    return [
        (
            sorted(hidden.intersection(text.links)),
            people[key],
            tags[key],
            [photos[photo] for photo in text.photos if photo in photos],
            [cards[card] for card in text.articles if card in cards],
            [files[file] for file in text.files if file in files],
            [titles[page] for page in text.pages if page in titles],
        )
        for (key, *_), text in zip(rows, texts, strict=True)
    ]


def _rows(query, keys, **values):
    """Rows by key; no query where there is nothing to ask for."""
    return {row[0]: row for row in query.rows(keys=keys, **values)} if keys != NONE else {}


def _by_article(query, keys):
    found = defaultdict(list)
    for key, *shown in query.rows(articles=keys):
        found[key].append(shown)
    return found


def _write(file, articles, number, text, parts):
    hidden, people, tags, *named, titles = parts
    named = References(
        *(
            {row.pk: row for row in query.made_of(rows)} if rows else {}
            for query, rows in zip((PHOTOS, CARDS, FILES), named, strict=True)
        ),
        dict(titles),
    )
    names = [name for (name,) in tags]
    return write_item(file, entry(articles()[number], text, hidden, people, names, named))


def _digest(*values: Any) -> bytes:
    """Pickled, since that is a quick way to bytes from all that a database gives."""
    return blake2b(pickle.dumps(values), digest_size=16).digest()
