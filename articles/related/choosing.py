"""From what two articles share to the list beside one: rare tags, rare words, section and time.

Whatever articles share is a list of articles, newest first: of a tag, a key term, a section. How
rare it is shows in how far back its newest entries reach.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from math import exp, log
from typing import Final, NamedTuple

from django.db.models import F, QuerySet, Value

from ..db.compiled_queries import CompiledQuery, example_keys
from ..models import Article, ArticleTag, KeyTerm, RelatedArticle, Suggestion, Tag
from ..models.workflow.transitions import Status
from .lists import ListEntry, articles_a_year, most_of, read_newest
from .subjects import is_same_story, subject_of

STORED = 16  # more than is shown, so that the sidebar stays full when some are withdrawn

_NEIGHBOURS = 6  # of the found ones learn of a new article
_RANKED = 48  # of the found ones are looked at for retellings
_SECTION_WEIGHT = 0.05
_TERM_WEIGHT = 0.5  # a shared word beside a shared tag, if both are as rare
_FRESHNESS_WEIGHT, _FRESHNESS_DAYS = 0.15, 30
_DAY = 86_400  # seconds


class Reason(NamedTuple):
    """What two articles share, ``kind`` and key, and how much it says."""

    kind: str  # tag, term, section, freshness
    key: int
    weight: float


def tag_weight(articles_a_year: float) -> float:
    """How much a shared tag says: less, the more articles a year carry it."""
    return 1 / log(2 + articles_a_year)


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


def choose(article: Article, *, at: datetime) -> list[int]:
    """The list of ``article`` as it would be made now; nothing is stored."""
    _choose([article], {}, at=at)
    return article.sidebar


def refresh(article: Article, *, at: datetime) -> None:
    """Store the list of ``article`` anew, and the simhash that ``subjects.enter()`` has made."""
    _choose([article], {}, at=at)
    stored = {"sidebar": article.sidebar, "simhash": article.simhash}
    Article.objects.filter(pk=article.pk).update(**stored)


def refresh_many(articles: list[Article], *, at: datetime) -> None:
    """Store the lists of these articles anew, where they have become others."""
    stood = {article.pk: article.sidebar for article in articles}
    _choose(articles, {}, at=at)
    changed = [article for article in articles if article.sidebar != stood[article.pk]]
    Article.objects.bulk_update(changed, ["sidebar"])


def refresh_newest(tag: Tag, *, at: datetime) -> None:
    """Store the lists of those articles anew that others find by ``tag``: its newest."""
    newest = Article.objects.filter(status=Status.PUBLISHED).tagged(tag)
    refresh_many(list(newest[: most_of("tag")]), at=at)


def refresh_neighbours(article: Article, *, at: datetime) -> None:
    """Store anew the lists of those beside which ``article`` may now belong; its own is stored."""
    picks = set(RelatedArticle.objects.filter(article=article).values_list("related", flat=True))
    found = [key for key in article.sidebar if key not in picks]
    chosen = Article.objects.filter(pk__in=found[:_NEIGHBOURS])
    refresh_many(list(chosen.only("language", "status", "section", "sidebar")), at=at)


def explain(article: Article, *, at: datetime) -> dict[int, list[Reason]]:
    """Why each article of the stored list stands there, by its key; a pick may have no reason.

    The reasons are those of ``at``: rarity and freshness change with time.
    """
    lists = _lists([article], _relations([article]))[article.pk]
    newest: dict[tuple, list[ListEntry]] = {}
    read_newest(lists, newest)
    reasons: dict[int, list[Reason]] = {key: [] for key in article.sidebar}
    instants = {}
    for (_, kind, key), weight in _weights(lists, newest):
        for entry in newest[article.language, kind, key]:
            if entry.pk in reasons:
                reasons[entry.pk].append(Reason(kind, key, weight))
                instants[entry.pk] = entry.published_at
    for pk, published_at in instants.items():
        reasons[pk].append(Reason("freshness", 0, freshness(published_at, at.timestamp())))
    return {pk: sorted(found, key=lambda reason: -reason.weight) for pk, found in reasons.items()}


def _choose(
    articles: list[Article], newest: dict[tuple, list[ListEntry]], *, at: datetime
) -> list[int]:
    """Make the lists of these articles anew; gives the keys that were found for the last of them.

    ``newest`` keeps what was read for one batch (:func:`_read_newest`) for the next.
    """
    relations = _relations(articles)
    lists = _lists(articles, relations)
    read_newest({name for names in lists.values() for name in names}, newest)
    picked = {article.pk: relations[article.pk, "pick"] for article in articles}
    ranked = {}
    for article in articles:
        left_out = {article.pk, *picked[article.pk], *relations[article.pk, "dismissed"]}
        shared = (
            (entry.pk, entry.published_at, weight)
            for name, weight in _weights(lists[article.pk], newest)
            for entry in newest[name]
            if entry.pk not in left_out
        )
        ranked[article.pk] = rank(shared, at=at, limit=_RANKED)
    simhashes = _simhashes({key for found in (*ranked.values(), *picked.values()) for key in found})
    found: list[int] = []
    for article in articles:
        picks = picked[article.pk]
        found = _deduplicate_stories(ranked[article.pk], picks, simhashes)
        article.sidebar = picks + found
    return found


def _deduplicate_stories(
    ranked: list[int], picks: list[int], simhashes: dict[int, int | None]
) -> list[int]:
    """The first of each story among ``ranked``, without the stories of the picks."""
    found: list[int] = []
    seen = [simhashes.get(key) for key in picks]
    for key in ranked:
        if not any(is_same_story(simhashes.get(key), other) for other in seen):
            found.append(key)
            seen.append(simhashes.get(key))
        if len(found) == STORED:
            break
    return found


def _simhashes(keys: set[int]) -> dict[int, int | None]:
    return dict(_stored_simhashes(keys=json.dumps(list(keys))))


_stored_simhashes: Final = CompiledQuery(
    lambda keys: Article.objects.filter(pk__among=keys).values_list("pk", "simhash"), keys="[-1]"
)


def _relations(articles: list[Article]) -> dict[tuple[int, str], list[int]]:
    """What hangs on these articles, by (key of the article, kind), in its order: the keys of tags
    and picks, key terms, and what editors have dismissed from beside them."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    if articles:
        keys = [article.pk for article in articles]
        is_few = len(keys) <= _NEIGHBOURS
        rows = _stored_relations(articles=keys) if is_few else _relations_query(keys)
        for pk, kind, _position, _place, key in sorted(rows):
            found[pk, kind].append(key)
    return found


def _relations_query(articles: list[int]) -> QuerySet:
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


_stored_relations: Final = CompiledQuery(_relations_query, articles=example_keys(_NEIGHBOURS))


def _lists(articles: list[Article], relations: dict[tuple, list[int]]) -> dict[int, list[tuple]]:
    """Names of the lists in which each article is, or would be: (language, kind, key).

    What a published article is about is stored; any other is read for it.
    """
    lists = {}
    for article in articles:
        is_published = article.status == Status.PUBLISHED
        words = relations[article.pk, "term"] if is_published else subject_of(article).words
        names = [("tag", tag) for tag in relations[article.pk, "tag"]]
        names += [("term", term) for term in words]
        if article.section_id:
            names.append(("section", article.section_id))
        lists[article.pk] = [(article.language, *name) for name in names]
    return lists


def _weights(
    lists: Iterable[tuple], newest: dict[tuple, list[ListEntry]]
) -> Iterator[tuple[tuple, float]]:
    """What it says to be together in each of the lists."""
    for name in lists:
        _, kind, _ = name
        if kind == "section":
            yield name, _SECTION_WEIGHT
        else:
            worth = _TERM_WEIGHT if kind == "term" else 1
            yield name, worth * tag_weight(articles_a_year(newest[name], most_of(kind)))
