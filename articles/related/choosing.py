"""From what two articles share to the list beside one: rare topics, rare words, section and time.

Whatever articles share is a list of articles, newest first: of a tag, a key term, a section. How
rare it is shows in how far back its newest places reach.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from math import exp, log
from operator import attrgetter
from typing import NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, F, Func, QuerySet, Value

from ..db.compiled_queries import CompiledQuery, fetch_rows
from ..models import Article, ArticleTag, KeyTerm, RelatedArticle, Suggestion
from ..workflow import Status
from .subjects import is_same_story, subject_of

STORED = 16  # more than is shown, so that the sidebar stays full when some are withdrawn

_NEWEST = 30  # of each tag and section are looked at
_NEWEST_OF_TERM = 12
_NEIGHBOURS = 6  # of the found ones learn of a new article
_RANKED = 48  # of the found ones are looked at for retellings
_SECTION_WEIGHT = 0.05
_TERM_WEIGHT = 0.5  # a shared word beside a shared tag, if both are as rare
_FRESHNESS_WEIGHT, _FRESHNESS_DAYS = 0.15, 30
_DAY = 86_400  # seconds
_AT_ONCE = 200  # lists in a query; SQLite knows a limit
_LANGUAGE, _KEY = "some language", -1  # gaps in the SQL of a list


class Place(NamedTuple):
    """An article in the list of a tag, a key term or a section.

    When it was published is a number, seconds of POSIX: of hundreds of places no date is needed.
    """

    pk: int
    published_at: int


class Reason(NamedTuple):
    """What two articles share, ``kind`` and key, and how much it says."""

    kind: str  # tag, term, section, freshness
    key: int
    weight: float


def tag_weight(uses: float) -> float:
    """How much a shared tag says: less, the more articles a year carry it."""
    return 1 / log(2 + uses)


def freshness(published_at: float, at: float) -> float:
    """Between 0 and a little: how much it counts that an article is new at ``at``, in seconds."""
    days = abs(at - published_at) / _DAY
    return _FRESHNESS_WEIGHT * exp(-days / _FRESHNESS_DAYS)


def rank(shared: Iterable[tuple[int, float, float]], *, at: datetime, limit: int) -> list[int]:
    """Keys of the best of ``shared``, which are triples: a key, when it was published in seconds of
    POSIX, the weight of one shared thing.

    A key may come several times, once for each thing that it shares; weights add up. Ties go to
    the newer article, then to the larger key.
    """
    scores: dict[int, float] = defaultdict(float)
    instants: dict[int, float] = {}
    now = at.timestamp()
    for key, published_at, weight in shared:
        scores[key] += weight
        instants[key] = published_at
    found = [
        (scores[key] + freshness(published_at, now), published_at, key)
        for key, published_at in instants.items()
    ]
    return [key for _score, _published_at, key in sorted(found, reverse=True)[:limit]]


def refresh(article: Article, *, at: datetime) -> None:
    """Store the list of ``article`` anew."""
    _choose([article], {}, at=at)
    Article.objects.filter(pk=article.pk).update(sidebar=article.sidebar)


def refresh_around(article: Article, *, at: datetime) -> None:
    """Store the list of ``article`` anew, and the lists of those that it may now belong beside.

    The trace that :func:`articles.related.subjects.enter` has made is stored with it.
    """
    newest: dict[tuple, list[Place]] = {}
    stood = article.sidebar
    found = _choose([article], newest, at=at)
    if article.status == Status.PUBLISHED or article.sidebar != stood:
        stored = {"sidebar": article.sidebar, "trace": article.trace}
        Article.objects.filter(pk=article.pk).update(**stored)
    if article.status == Status.PUBLISHED:
        chosen = Article.objects.filter(pk__in=found[:_NEIGHBOURS])
        neighbours = list(chosen.only("language", "status", "section", "sidebar"))
        before = {other.pk: other.sidebar for other in neighbours}
        _choose(neighbours, newest, at=at)
        moved = [other for other in neighbours if other.sidebar != before[other.pk]]
        Article.objects.bulk_update(moved, ["sidebar"])


def explain(article: Article, *, at: datetime) -> dict[int, list[Reason]]:
    """Why each article of the stored list stands there, by its key; a pick may have no reason.

    The reasons are those of ``at``: rarity and freshness change with time.
    """
    lists = _lists([article], _hanging([article]))[article.pk]
    newest: dict[tuple, list[Place]] = {}
    _read_newest(lists, newest)
    reasons: dict[int, list[Reason]] = {key: [] for key in article.sidebar}
    instants = {}
    for (_, kind, key), weight in _weights(lists, newest):
        for place in newest[article.language, kind, key]:
            if place.pk in reasons:
                reasons[place.pk].append(Reason(kind, key, weight))
                instants[place.pk] = place.published_at
    for pk, published_at in instants.items():
        reasons[pk].append(Reason("freshness", 0, freshness(published_at, at.timestamp())))
    return {pk: sorted(found, key=lambda reason: -reason.weight) for pk, found in reasons.items()}


def _choose(
    articles: list[Article], newest: dict[tuple, list[Place]], *, at: datetime
) -> list[int]:
    """Make the lists of these articles anew; gives the keys that were found for the last of them.

    ``newest`` keeps what was read for one batch (:func:`_read_newest`) for the next.
    """
    hanging = _hanging(articles)
    lists = _lists(articles, hanging)
    _read_newest({name for names in lists.values() for name in names}, newest)
    picked = {article.pk: hanging[article.pk, "pick"] for article in articles}
    ranked = {}
    for article in articles:
        left_out = {article.pk, *picked[article.pk], *hanging[article.pk, "dismissed"]}
        shared = (
            (place.pk, place.published_at, weight)
            for name, weight in _weights(lists[article.pk], newest)
            for place in newest[name]
            if place.pk not in left_out
        )
        ranked[article.pk] = rank(shared, at=at, limit=_RANKED)
    traces = _traces({key for found in (*ranked.values(), *picked.values()) for key in found})
    found: list[int] = []
    for article in articles:
        picks = picked[article.pk]
        found = _told_once(ranked[article.pk], picks, traces)
        article.sidebar = picks + found
    return found


def _told_once(ranked: list[int], picks: list[int], traces: dict[int, int | None]) -> list[int]:
    """The first of each story among ``ranked``, without the stories of the picks."""
    found: list[int] = []
    told = [traces.get(key) for key in picks]
    for key in ranked:
        if not any(is_same_story(traces.get(key), other) for other in told):
            found.append(key)
            told.append(traces.get(key))
        if len(found) == STORED:
            break
    return found


def _traces(keys: set[int]) -> dict[int, int | None]:
    return dict(_traced(keys=json.dumps(list(keys))))


_traced = CompiledQuery(
    lambda keys: Article.objects.filter(pk__among=keys).values_list("pk", "trace"), keys="[-1]"
)


def _hanging(articles: list[Article]) -> dict[tuple[int, str], list[int]]:
    """What hangs on these articles, by (key of the article, kind), in its order: the keys of tags
    and picks, key terms, and what editors have dismissed from beside them."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    if articles:
        rows = _all_hanging(articles=[article.pk for article in articles])
        for pk, kind, _position, _place, key in sorted(rows):
            found[pk, kind].append(key)
    return found


def _hanging_on(articles: list[int]) -> QuerySet:
    refused = Suggestion.objects.filter(accepted=False)
    parts = [
        rows.filter(**{f"{owner}__in": articles})
        .order_by()
        .values_list(f"{owner}_id", Value(kind), position, "pk", key)
        for kind, rows, owner, position, key in (
            ("tag", ArticleTag.objects, ArticleTag.ARTICLE, "position", F("tag_id")),
            ("pick", RelatedArticle.objects, "article", "position", F("related_id")),
            ("term", KeyTerm.objects, "article", Value(0), F("term")),
            ("dismissed", refused, "article", Value(0), F("suggested_id")),
        )
    ]
    return parts[0].union(*parts[1:], all=True).order_by()


_all_hanging = CompiledQuery(_hanging_on, articles=[-1 - place for place in range(_NEIGHBOURS)])


def _lists(articles: list[Article], hanging: dict[tuple, list[int]]) -> dict[int, list[tuple]]:
    """Names of the lists in which each article is, or would be: (language, kind, key).

    What a published article is about is stored; any other is read for it.
    """
    lists = {}
    for article in articles:
        is_published = article.status == Status.PUBLISHED
        words = hanging[article.pk, "term"] if is_published else subject_of(article).words
        names = [("tag", tag) for tag in hanging[article.pk, "tag"]]
        names += [("term", term) for term in words]
        if article.section_id:
            names.append(("section", article.section_id))
        lists[article.pk] = [(article.language, *name) for name in names]
    return lists


def _weights(
    lists: Iterable[tuple], newest: dict[tuple, list[Place]]
) -> Iterator[tuple[tuple, float]]:
    """What it says to be together in each of the lists."""
    for name in lists:
        _, kind, _ = name
        if kind == "section":
            yield name, _SECTION_WEIGHT
        else:
            worth = _TERM_WEIGHT if kind == "term" else 1
            yield name, worth * tag_weight(_uses_a_year(newest[name], _most(kind)))


def _most(kind: str) -> int:
    return _NEWEST_OF_TERM if kind == "term" else _NEWEST


def _uses_a_year(places: list[Place], most: int) -> float:
    """How often a thing is used, by its newest places: all of them if they are few."""
    if len(places) < most:
        return len(places)
    days = (places[0].published_at - places[-1].published_at) / _DAY
    return max(most, most * 365 / max(days, 1))


def _read_newest(names: Iterable[tuple], newest: dict[tuple, list[Place]]) -> None:
    """Add to ``newest`` these lists, newest first."""
    missing = [name for name in dict.fromkeys(names) if name not in newest]
    newest.update({name: [] for name in missing})
    for first in range(0, len(missing), _AT_ONCE):
        _read(missing[first : first + _AT_ONCE], newest)


def _read(names: list[tuple], newest: dict[tuple, list[Place]]) -> None:
    """One query; put together by Django it would take ten times as long as its answer."""
    parts = _of_postgresql(names) if connection.vendor == "postgresql" else _of_sqlite(names)
    sql, params = zip(*parts, strict=True)
    values = [value for part in params for value in part]
    for number, pk, at in fetch_rows(connection, " UNION ALL ".join(sql), values):
        newest[names[number]].append(Place(pk, at))
    for name in names:
        newest[name].sort(key=attrgetter("published_at"), reverse=True)


def _of_sqlite(names: list[tuple]) -> Iterator[tuple[str, list]]:
    """A list after the other: SQL, and its values."""
    for number, (language, kind, key) in enumerate(names):
        sql, gaps = _list_sql(connection.vendor, kind)
        values = [{_LANGUAGE: language, _KEY: key}.get(value, value) for value in gaps]
        yield f"SELECT {number} AS list, places.* FROM ({sql}) AS places", values  # noqa: S608


def _of_postgresql(names: list[tuple]) -> Iterator[tuple[str, list]]:
    """All lists of a kind together: PostgreSQL plans each for as long as it takes to find it."""
    kinds: dict[tuple, list[tuple[int, int]]] = defaultdict(list)
    for number, (language, kind, key) in enumerate(names):
        kinds[language, kind].append((number, key))
    for (language, kind), lists in kinds.items():
        sql, gaps = _list_sql(connection.vendor, kind)
        sql %= tuple("asked.key" if value == _KEY else "%s" for value in gaps)
        values = [language if value == _LANGUAGE else value for value in gaps if value != _KEY]
        asked = "unnest(%s::int[], %s::bigint[]) AS asked (list, key)"
        joined = f"{asked} CROSS JOIN LATERAL ({sql}) AS places"
        yield (
            f"SELECT asked.list, places.* FROM {joined}",  # noqa: S608
            [*map(list, zip(*lists, strict=True)), *values],
        )


@cache
def _list_sql(vendor: str, kind: str) -> tuple[str, tuple]:
    """The SQL of a list, and its parameters with the gaps ``_LANGUAGE`` and ``_KEY``."""
    published = Article.objects.filter(status=Status.PUBLISHED).in_language(_LANGUAGE)
    if kind == "term":
        places = KeyTerm.objects.filter(term=_KEY).order_by("-published_at", "-article_id")
        places = places.values_list("article_id", _Seconds("published_at"))
    elif kind == "tag":
        places = published.tagged(_KEY).values_list("pk", _Seconds("taggings__published_at"))
    else:
        places = published.in_section(_KEY).newest().values_list("pk", _Seconds("published_at"))
    return places[: _most(kind)].query.sql_with_params()


class _Seconds(Func):
    """An instant in whole seconds of POSIX; to read a date takes Python as long as its query."""

    output_field = BigIntegerField()
    template = "floor(extract(epoch FROM %(expressions)s))::bigint"

    def as_sqlite(self, compiler, connection, **context):
        template = "CAST(strftime('%%%%s', %(expressions)s) AS integer)"
        return self.as_sql(compiler, connection, template=template, **context)
