"""Measures the compiled queries of one database for ``bench_compiled_queries.py``.

What a query costs compiled and as a plain queryset is measured in turns, and so are the pages that
are made of them, so that a machine that grows slower does so for both alike. Time is that of
processors: of this process and of PostgreSQL's.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from statistics import median
from unittest.mock import patch
from urllib.parse import quote

from django.db import connection
from django.utils import timezone
from measure_pages import get, pages, server_time

from articles.db.compiled_queries import CompiledQuery, fetch_rows, replaying
from articles.delivery import contexts as made
from articles.delivery import page_store, site_context, visibility
from articles.models import Article, Photo, SearchWord, Tag

PAGES = ("article", "front", "section", "tag, the largest", "author")
TURNS = 100

Gain = dict[str, str | float]


def main() -> None:
    rows = [row for name, path in addresses() for row in measured(name, path)]
    rows += [row for name, act in passages() for row in with_queries(name, act)]
    json.dump(rows, sys.stdout)


def addresses() -> Iterator[tuple[str, str]]:
    """A page of each kind."""
    for name, paths in pages():
        if name in PAGES:
            yield name, paths[0]
        if name == PAGES[-1]:
            break
    known = SearchWord.objects.filter(word__regex="^[а-яәғқңөұүһі]{5,}$").order_by("-articles")
    yield "search", f"/search/?q={quote(known[5].word)}"


def passages() -> Iterator[tuple[str, Callable[[], object]]]:
    """What not every page has: links into the site, photos in the text, pinned tags."""
    at = timezone.now()
    link = Article.objects.live(at).newest()[0].path
    photo = f'<figure data-photo="{Photo.objects.earliest("pk").pk}"></figure>'
    site = site_context.current()._replace(pinned=list(Tag.objects.all()[:3]))
    yield "links in a text", lambda: visibility.hidden([link], at)
    yield "photos in a text", lambda: made.body_html(photo)
    yield "pinned tags", lambda: visibility.visible_on_every_page(site, "kk", "", at)


def measured(page: str, path: str) -> Iterator[Gain]:
    """The page made anew, with each of its queries, and the kept page proven."""
    # A page with a query in its address is not kept, and its queries are seen from outside.
    looked_at = f"{path}{'&' if '?' in path else '?'}bench=1"
    yield from with_queries(page, lambda: made_anew(path), lambda: get(looked_at))
    if "?" not in path:
        get(path)
        yield {"what": page, "query": "(proof)"} | interleaved(lambda: get(path), plain_rows)


def with_queries(
    what: str, act: Callable[[], object], look: Callable[[], object] | None = None
) -> Iterator[Gain]:
    """``act``, and each query of it, or of ``look``, as often as it is asked."""
    yield {"what": what, "query": ""} | interleaved(act, plain)
    with replaying() as log:
        (look or act)()
    calls = Counter(one.query for one in log.executed)
    for query, values in {one.query: one.values for one in log.executed}.items():
        gain = interleaved(lambda query=query, values=values: query(**values), plain)
        times = {kind: cost * calls[query] for kind, cost in gain.items()}
        yield {"what": what, "query": name_of(query)} | times


def made_anew(path: str) -> None:
    page_store.clear()
    get(path)


def plain() -> patch:
    """Inside, compiled queries are plain querysets."""
    return patch.object(
        CompiledQuery, "__call__", lambda self, **values: list(self.queryset(**values))
    )


def plain_rows() -> patch:
    """Inside, a kept page is proven by rows whose SQL is written anew."""

    def rows(self: CompiledQuery, **values) -> list[tuple]:
        return fetch_rows(connection, *self.queryset(**values).query.sql_with_params())

    return patch.object(CompiledQuery, "rows", rows)


def interleaved(act: Callable[[], object], without: Callable[[], patch]) -> dict[str, float]:
    """Milliseconds that ``act`` takes with compiled queries, and ``without``."""
    kinds = {"compiled": nullcontext, "plain": without}
    here, there = {kind: [] for kind in kinds}, Counter()
    for turn in range(-2, TURNS):
        for kind, inside in kinds.items():
            with inside():
                before, started = server_time(), time.process_time()
                act()
                spent = time.process_time() - started
            if turn >= 0:
                here[kind].append(spent)
                there[kind] += server_time() - before
    return {kind: (median(here[kind]) + there[kind] / TURNS) * 1_000 for kind in kinds}


def name_of(query: CompiledQuery) -> str:
    """Where the query stands: a variable of a module, or what a page made of the site context."""
    for name, module in list(sys.modules.items()):
        for variable, value in vars(module).items() if name.startswith("articles") else ():
            several = value if isinstance(value, dict) else {"": value}
            for key, one in several.items():
                if one is query:
                    return f"{name.removeprefix('articles.')}.{variable} {key}".strip()
    keys = {
        part: key
        for key, part in site_context.current().fragments.items()
        if isinstance(part, CompiledQuery)
    }
    key = keys[query]
    return f"fragment: {key if isinstance(key, str) else key[0]}"


if __name__ == "__main__":
    main()
