"""From what somebody typed to articles."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from itertools import combinations
from typing import Final, NamedTuple

from django.db.models import Count, QuerySet
from django.utils.safestring import SafeString

from ..db.compiled_queries import NEVER, CompiledQuery, example_keys
from ..models import Article, ArticleTag, Byline
from ..text import bodies
from . import backends, ranking
from .backends import Part, Question
from .expansion import ExpandedTerm, Vocabulary, exactly, expand, lemmas
from .highlight import Highlighter
from .keys import LEAST, instant_of, key_after, key_at, pk_of
from .query_parser import parse
from .terms import ANYWHERE, HEADLINE, filter_term, scope_of, term

PAGE_SIZE: Final = 20
POOL: Final = 200  # articles that are ranked: the most promising ones that are found
_MOST_CHOICES: Final = 12  # tags and authors to filter by
_PAIRED: Final = 4  # rarest words of a query that are looked for by two and by three
_LOOKED_INTO: Final = 4_000  # characters of a body, for a passage

_CURSOR = re.compile(r"([0-9]{1,11})-([0-9]{1,4})-([0-9]{1,9})", re.ASCII)


def _counted(matches: type[ArticleTag | Byline], name: str) -> CompiledQuery:
    def build(pks: list[int]) -> QuerySet:
        rows = (
            matches.objects.filter(**{f"{matches.ARTICLE}__in": pks}).order_by().values_list(name)
        )
        return rows.annotate(n=Count("pk")).order_by("-n", name)[:_MOST_CHOICES]

    return CompiledQuery(build, pks=example_keys(POOL))


_COUNTED: Final = {"tag": _counted(ArticleTag, "tag"), "author": _counted(Byline, "author")}
_live_texts: Final = CompiledQuery(
    lambda at, pks: (
        Article.objects.live(at)
        .filter(pk__in=pks)
        .order_by("pk")
        .values_list("pk", "search_entry__text", "section_id", "kind_id")
    ),
    at=NEVER,
    pks=example_keys(POOL),
)
_cards: Final = CompiledQuery(
    lambda at, pks: Article.objects.live(at).for_cards(at, "body").filter(pk__in=pks),
    at=NEVER,
    pks=example_keys(PAGE_SIZE),
)


class Filters(NamedTuple):
    """Keys of what the articles shall have, and the instants between which they were published."""

    section: int | None = None
    tag: int | None = None
    author: int | None = None
    kind: int | None = None
    since: datetime | None = None
    until: datetime | None = None


NO_FILTERS: Final = Filters()


class Hit(NamedTuple):
    """An article as ``for_cards()`` gives it, its headline and a passage with the words marked."""

    article: Article
    headline: SafeString
    passage: SafeString


class Results(NamedTuple):
    """One page of a result.

    ``words`` are those that count, none if none were typed; ``total`` is how many articles there
    are on all pages, the best ``POOL`` at most; ``counts`` is, by filter and key, how many of them
    have it; ``suggestion`` is what was probably meant; ``is_wider`` says that more was found than
    the very words. ``next_cursor`` is empty at the end.
    """

    words: Sequence[str] = ()
    hits: Sequence[Hit] = ()
    next_cursor: str = ""
    total: int = 0
    counts: dict[str, dict[int, int]] = {}
    suggestion: str = ""
    is_wider: bool = False


class _Asked(NamedTuple):
    """A query as it is looked for: concepts, and the lemmas of each word of phrases and minus."""

    language: str
    terms: Sequence[ExpandedTerm]
    phrases: Sequence[Sequence[Sequence[str]]]
    without: Sequence[Sequence[str]]


def search(
    text: str,
    *,
    language: str,
    at: datetime,
    after: str = "",
    size: int = PAGE_SIZE,
    filters: Filters = NO_FILTERS,
    by_date: bool = False,
    exact: bool = False,
) -> Results:
    """Articles that readers of ``language`` may see at ``at`` and that ``text`` asks for.

    The best answers come first, or the newest with ``by_date``, which then have all the words.
    ``exact`` leaves those that have all of them as they were typed.
    ``after`` is the ``next_cursor`` of the page before: the instant of the first page, for which
    the order holds on all of them, and behind which article this one begins. Raises ``ValueError``
    where it is malformed.
    """
    now = int(at.timestamp())
    instant, seen, last = _parse_cursor(after) if after else (now, 0, 0)
    instant = min(instant, now)
    parsed = parse(text, language)
    if not parsed.words:
        return Results()
    vocabulary = Vocabulary(language)
    terms, suggestion = (exactly if exact else expand)(parsed, text, vocabulary)
    asked = _Asked(
        language,
        terms,
        [lemmas(p, language) for p in parsed.phrases],
        lemmas(parsed.without, language),
    )
    question = _question(asked, filters, by_date or exact, instant)
    candidates = _candidates(question, asked.phrases, at, instant)
    same = [c for c in candidates if all(ranking.has_word(c.text, term.typed) for term in terms)]
    is_wider = not exact and (bool(suggestion) or 0 < len(same) < len(candidates))
    candidates = same if exact else candidates
    order = _order(candidates, terms, parsed.written, by_date)
    begin = order.index(last) + 1 if last in order else seen
    shown = order[begin : begin + size]
    live = _live_cards(shown, at)
    highlighter = Highlighter({choice.lemma for c in terms for choice in c.alternatives}, language)
    end = begin + size
    return Results(
        words=[expanded.typed for expanded in terms],
        hits=[_hit(live[pk], highlighter) for pk in shown if pk in live],
        next_cursor=f"{instant}-{end}-{shown[-1]}" if len(order) > end else "",
        total=len(order),
        counts={} if after or not order else _counts(order, candidates),
        suggestion=suggestion if _is_seen(terms, candidates) else "",
        is_wider=is_wider and bool(order),
    )


def _order(
    candidates: Sequence[ranking.Candidate],
    terms: Sequence[ExpandedTerm],
    written: Sequence[str],
    by_date: bool,
) -> list[int]:
    """The keys of those that are shown, in their order."""
    if by_date:
        return [c.pk for c in sorted(candidates, key=lambda c: (c.age, -c.pk))]
    return ranking.ranked(candidates, terms, written)


def _group(expanded: ExpandedTerm, scope: str, part: int) -> list[str]:
    return [term(scope, part, choice.lemma) for choice in expanded.alternatives]


def _question(asked: _Asked, filters: Filters, by_date: bool, instant: int) -> Question:
    """All words in the headline, all anywhere, then ever fewer of them: what says most first."""
    scope = scope_of(asked.language)
    words = [several for phrase in asked.phrases for several in phrase]
    must = [[term(scope, ANYWHERE, lemma) for lemma in several] for several in words]
    for name in ("section", "tag", "author", "kind"):
        if (key := getattr(filters, name)) is not None:
            must.append([filter_term(name, key)])
    without = [term(scope, ANYWHERE, w) for several in asked.without for w in several]
    parts = [
        Part([*(_group(expanded, scope, part) for expanded in some), *must], without)
        for some, part in _selections(asked.terms, by_date)
    ]
    newest = key_after(datetime.fromtimestamp(instant, tz=UTC))
    if filters.until:
        newest = min(newest, key_at(filters.until))
    return Question(parts, newest, key_at(filters.since) if filters.since else LEAST)


def _selections(
    terms: Sequence[ExpandedTerm], by_date: bool
) -> list[tuple[Sequence[ExpandedTerm], int]]:
    """Words to look for together, and where."""
    if by_date:
        return [(terms, ANYWHERE)]
    rarest = sorted(terms, key=lambda expanded: -expanded.rarity)
    fewer: list[Sequence[ExpandedTerm]] = []
    for size in range(2, min(len(terms), _PAIRED)):
        fewer += combinations(rarest[:_PAIRED], size)
    if len(terms) > 1:
        fewer += [(expanded,) for expanded in rarest]
    fewer.sort(key=lambda some: -sum(expanded.rarity for expanded in some))
    parts = [(terms, HEADLINE), (terms, ANYWHERE)]
    for some in fewer:
        parts += [(some, HEADLINE), (some, ANYWHERE)] if len(some) == 1 else [(some, ANYWHERE)]
    return parts


def _candidates(
    question: Question, phrases: Sequence[Sequence[Collection[str]]], at: datetime, instant: int
) -> list[ranking.Candidate]:
    """What is found and live, the most promising ``POOL``; two queries."""
    matches = backends.current().find(question, POOL, 3 * POOL)
    keys = {pk_of(match.key): match.key for match in reversed(matches)}
    chosen = list(dict.fromkeys(pk_of(match.key) for match in matches))[:POOL]
    return [
        ranking.Candidate(pk, text, max(0, instant - instant_of(keys[pk])), *names)
        for pk, text, *names in (_live_texts(at=at, pks=chosen) if chosen else ())
        if all(ranking.has_phrase(text, phrase) for phrase in phrases)
    ]


def _live_cards(keys: list[int], at: datetime) -> dict[int, Article]:
    """A query for each ``PAGE_SIZE``."""
    parts = (keys[first : first + PAGE_SIZE] for first in range(0, len(keys), PAGE_SIZE))
    return {article.pk: article for part in parts for article in _cards(at=at, pks=part)}


def _counts(keys: list[int], candidates: Sequence[ranking.Candidate]) -> dict[str, dict[int, int]]:
    """How many of these articles have which section, kind, tag and author; two queries."""
    among = set(keys)
    shown = [candidate for candidate in candidates if candidate.pk in among]
    counts = {
        "section": dict(Counter(candidate.section for candidate in shown).most_common()),
        "kind": dict(Counter(candidate.kind for candidate in shown).most_common()),
    }
    for name, count in _COUNTED.items():
        counts[name] = dict(count(pks=keys))
    return counts


def _is_seen(terms: Sequence[ExpandedTerm], candidates: Sequence[ranking.Candidate]) -> bool:
    """Has an article that readers may see each word that would be suggested?"""
    return all(
        any(ranking.has(candidate.text, expanded.alternatives[0].lemma) for candidate in candidates)
        for expanded in terms
        if expanded.rarity
    )


def _hit(article: Article, highlighter: Highlighter) -> Hit:
    """The body is looked into only where the lede is not why the article was found."""
    summary = highlighter.mark(article.summary)
    if "<mark>" not in summary:
        text = bodies.to_text(bodies.without_addresses(article.body))[:_LOOKED_INTO]
        summary = highlighter.passage(text) or summary
    return Hit(article, highlighter.mark(article.headline), summary)


def _parse_cursor(cursor: str) -> tuple[int, int, int]:
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        raise ValueError("malformed cursor")
    return int(match[1]), int(match[2]), int(match[3])
