"""What readers may know of at an instant, where a page names it in passing.

Lists of articles ask ``Article.objects.live()`` themselves. Here is the same rule for the rest of
what a page prints: links in a text, the breaking news, pinned tags, redirects. An address may tell
the story by itself, so what leads to something that readers may not see yet is not printed at all;
from the instant at which they may, it is, with nobody touching anything.

=================  =================================================================
leads to           is printed while
=================  =================================================================
an article         it is live, or was taken back and says why at its address
a tag, an author   a live article has it
an old address     what it leads to is printed
a private address  never: previews, and the files of photos as they came
=================  =================================================================
"""

import json
import re
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial
from typing import Final, NamedTuple

from django.db.models import Exists, Min, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast

from ..db.compiled_queries import NEVER, CompiledQuery
from ..models import Article, Author, Redirect, Tag
from ..models.workflow.links import ARTICLE, NAMED, path_in_site
from ..models.workflow.transitions import Status

_PRIVATE: Final = re.compile(r"/(?:preview|media/photos)/.*", re.DOTALL)
_STEPS: Final = 4  # old addresses that lead to one another

Rows = list[tuple[str, str, str]]  # kind; key, slug or path of what readers may know; or its target


class SharedVisibility(NamedTuple):
    """Of what stands on every page, what readers may see."""

    pinned: list[Tag]
    link: str  # of the breaking news; empty while nobody may follow it
    is_developing: bool = False  # whether it leads to an article that has no text yet


def hidden(links: Iterable[str], at: datetime, *, base: str = "/") -> set[str]:
    """Those of ``links``, on the page at the path ``base``, that readers may not see at ``at``.

    No query where none leads into the site, one where some do, and one more for each step where
    old addresses lead on.
    """
    paths = _paths(links, base)
    closed = _closed(set(paths.values()), at)
    return {link for link, path in paths.items() if path in closed}


def visible_on_every_page(site, language: str, link: str, at: datetime) -> SharedVisibility:
    """The pinned tags that have a live article in ``language``, and the breaking news' ``link``.

    One query, none where there is nothing to ask for. ``site`` is the site context.
    """
    path = _paths([link], "/").get(link)
    gaps = _wanted({path}) if path else {}
    if not (site.pinned or gaps):
        return SharedVisibility([], link)
    query = site.fragments.setdefault(
        ("visible", language, bool(gaps)),
        CompiledQuery(
            partial(_shared_query, site.pinned, language), at=NEVER, **gaps and _EXAMPLES
        ),
    )
    rows = query(at=at, **gaps)
    seen = {key for kind, key, _ in rows if kind == "pinned"}
    pinned = [tag for tag in site.pinned if str(tag.pk) in seen]
    closed = _closed({path}, at, rows=rows) if path else ()
    is_developing = any(kind == "developing" for kind, *_ in rows)
    return SharedVisibility(pinned, "" if path in closed else link, is_developing)


def awaited(link: str, at: datetime, steps: int = _STEPS) -> datetime | None:
    """From when on a link that is hidden at ``at`` will be printed, as far as that is arranged."""
    path = path_in_site(link, "/")
    subject = _subject(path)
    if subject and (instant := _first_after(at, *subject)):
        return instant
    old = Redirect.objects.filter(path__in=_old_names(path)).first()
    return awaited(old.target, at, steps - 1) if old and steps else None


def _first_after(at: datetime, kind: str, key: str) -> datetime | None:
    names = {"article": "pk", "tag": "taggings__tag__slug", "author": "bylines__author__slug"}
    coming = Article.objects.filter(status=Status.PUBLISHED, published_at__gt=at)
    return coming.filter(**{names[kind]: key}).aggregate(at=Min("published_at"))["at"]


def _paths(links: Iterable[str], base: str) -> dict[str, str]:
    """Links into the site, and their paths; without those to a place in the page itself."""
    return {
        link: path
        for link in links
        if link and not link.startswith("#") and (path := path_in_site(link, base))
    }


def _closed(paths: Collection[str], at: datetime, *, rows: Rows | None = None, steps=_STEPS) -> set:
    """Those of ``paths`` that lead where readers may not go; ``rows`` are the answers, if known."""
    closed = {path for path in paths if _PRIVATE.fullmatch(path)}
    asked = set(paths) - closed
    if not asked:
        return closed
    rows = _answers(at=at, **_wanted(asked)) if rows is None else rows
    seen = {(kind, key) for kind, key, _ in rows}
    redirects = {path: target for _, path, target in rows if target}
    further = {}
    for path in asked:
        subject = _subject(path)
        if subject in seen:
            continue
        old = next((redirects[name] for name in _old_names(path) if name in redirects), None)
        if old is None:
            closed |= {path} if subject else set()
        elif target := path_in_site(old, "/"):
            further[path] = target
    if further:
        beyond = set(further.values())
        beyond = _closed(beyond, at, steps=steps - 1) if steps else beyond
        closed |= {path for path, target in further.items() if target in beyond}
    return closed


def _subject(path: str) -> tuple[str, str] | None:
    """Kind and key of what stands at a path, None for what everybody may know."""
    path = path.lower()
    if match := ARTICLE.fullmatch(path):
        return "article", str(int(match[1]))
    if match := NAMED.fullmatch(path):
        return match[1], match[2]
    return None


def _old_names(path: str) -> list[str]:
    """Under which names the path may be known as an old one: a feed moves with its page."""
    folder, _, file = path.rpartition("/")
    return [path, f"{path}/", *([f"{folder}/"] if "." in file else [])]


def _wanted(paths: Collection[str]) -> dict[str, str]:
    """The values for the gaps of :func:`_branches`."""
    found: dict[str, list] = {name: [] for name in ("article", "tag", "author")}
    for kind, key in filter(None, map(_subject, paths)):
        found[kind].append(int(key) if kind == "article" else key)
    names = sorted({name for path in paths for name in _old_names(path)})
    return {
        "articles": json.dumps(sorted(found["article"])),
        "tags": json.dumps(sorted(found["tag"])),
        "authors": json.dumps(sorted(found["author"])),
        "paths": json.dumps(names),
    }


def _branches(at, articles: str, tags: str, authors: str, paths: str) -> list[QuerySet]:
    """Queries for what of this readers may know: JSON arrays of keys, slugs, slugs and paths."""
    live = Article.objects.live(at).order_by()
    known = [live.filter(pk__among=articles)]
    known.append(Article.objects.retracted().order_by().filter(pk__among=articles))
    signed = Exists(live.filter(bylines__author=OuterRef("pk")))
    return [
        *(_rows(queryset, "article", "pk") for queryset in known),
        _rows(_tagged(Tag.objects.filter(slug__among=tags), live), "tag", "slug"),
        _rows(Author.objects.filter(signed, slug__among=authors), "author", "slug"),
        _rows(Redirect.objects.filter(path__among=paths), "old", "path", "target"),
    ]


def _shared_query(pinned: list[Tag], language: str, at, **gaps) -> QuerySet:
    live = Article.objects.live(at).in_language(language).order_by()
    tags = _tagged(Tag.objects.filter(pk__in=[tag.pk for tag in pinned]), live)
    branches = [_rows(tags, "pinned", "pk")] if pinned else []
    if gaps:
        developing = live.developing().filter(pk__among=gaps["articles"])
        branches += [*_branches(at, **gaps), _rows(developing, "developing", "pk")]
    return _union(branches)


def _tagged(tags: QuerySet, live: QuerySet) -> QuerySet:
    return tags.filter(Exists(live.filter(taggings__tag=OuterRef("pk"))))


def _rows(queryset: QuerySet, kind: str, key: str, target: str = "") -> QuerySet:
    """Rows of three texts: the kind, and what stands in the fields ``key`` and ``target``."""
    return queryset.order_by().values_list(
        Value(kind, TextField()),
        Cast(key, TextField()),
        Cast(target, TextField()) if target else Value("", TextField()),
    )


def _union(querysets: list[QuerySet]) -> QuerySet:
    return querysets[0].union(*querysets[1:], all=True).order_by()


_EXAMPLES: Final = {"articles": "[-1]", "tags": '["-"]', "authors": '["--"]', "paths": '["---"]'}
_answers: Final = CompiledQuery(
    lambda at, **gaps: _union(_branches(at, **gaps)), at=NEVER, **_EXAMPLES
)
