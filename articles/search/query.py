"""From what somebody typed to articles."""

import re
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString

from .. import bodies
from ..models import Article
from . import backends
from .analysis import distinct
from .backends import Place, Question
from .highlight import mark, passage
from .keys import LEAST, key_after, pk_of
from .terms import DESK, TIERS, scope_of

MOST_WORDS: Final = 10  # of what somebody typed; the words behind them are left out
SHORTEST_BEGINNING: Final = 3  # of a word, below which too many words begin with it
PAGE_SIZE: Final = 20

_CURSOR = re.compile(rf"([{TIERS[0]}-{TIERS[-1]}])-(-?[0-9]{{1,19}})", re.ASCII)


class Hit(NamedTuple):
    """An article as ``for_cards()`` gives it, its headline and a passage with the words marked."""

    article: Article
    headline: SafeString
    passage: SafeString


class Results(NamedTuple):
    """One page of a result; ``next_cursor`` is empty at its end, ``words`` if none were typed."""

    words: list[str]
    hits: list[Hit]
    next_cursor: str


def search(
    text: str, *, language: str, at: datetime, after: str = "", size: int = PAGE_SIZE
) -> Results:
    """Articles that readers of ``language`` may see at ``at`` and that have all words of ``text``.

    Those with all of them in the headline come first, then those with all of them in headline and
    lede, then the rest; newest first among equals. ``after`` is the ``next_cursor`` of the page
    before; raises ``ValueError`` where it is malformed. Two queries, however much is found.
    """
    place = _place(after) if after else None
    words = distinct(text, MOST_WORDS)
    if not words:
        return Results([], [], "")
    question = Question(words, [scope_of(language)], key_after(at), place)
    places = backends.current().match(question, size + 1)
    shown = {pk_of(place.key): place.tier for place in places[:size]}
    # The index knows the language: asked for it too, SQLite would go through all of that language.
    live = Article.objects.live(at).for_cards("body").in_bulk(shown)
    hits = [_hit(live[pk], tier, set(words)) for pk, tier in shown.items() if pk in live]
    return Results(words, hits, _cursor(places[size - 1]) if len(places) > size else "")


def matching(text: str, limit: int = 1_000) -> list[int]:
    """Keys of articles with all words of ``text``, published or not, best first: for the desk.

    The last word may be unfinished, as it is while somebody types.
    """
    words = distinct(text, MOST_WORDS)
    if not words:
        return []
    scopes = [DESK, *(scope_of(language) for language, _ in settings.LANGUAGES)]
    some_day = key_after(timezone.now() + timedelta(days=36_500))
    unfinished = len(words[-1]) >= SHORTEST_BEGINNING
    question = Question(words, scopes, some_day, unfinished=unfinished)
    places = backends.current().match(question, limit)
    return [pk_of(place.key) for place in places]


def _hit(article: Article, tier: int, words: set[str]) -> Hit:
    """The body is looked into only where headline and lede are not why the article was found."""
    found = passage(bodies.to_text(article.body), words) if tier == TIERS[-1] else ""
    summary = found or mark(article.summary, words)
    return Hit(article, mark(article.headline, words), summary)


def _place(cursor: str) -> Place:
    match = _CURSOR.fullmatch(cursor)
    if match is None or abs(int(match[2])) >= -LEAST:
        raise ValueError("malformed cursor")
    return Place(int(match[1]), int(match[2]))


def _cursor(place: Place) -> str:
    return f"{place.tier}-{place.key}"
