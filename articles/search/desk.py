"""From what somebody types at the desk to articles of all editions, published or not."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from django.conf import settings
from django.utils import timezone

from . import backends
from .analysis import KAZAKH
from .backends import BEGINNING, Part, Question
from .expansion import ExpandedTerm, expand, unexpanded
from .keys import key_after, pk_of
from .query_parser import ParsedQuery, parse
from .terms import ANYWHERE, DESK, HEADLINE, scope_of, term

SHORTEST_BEGINNING: Final = 3
"""Letters of the beginning of a word, below which too many words begin with it."""


def matching(text: str, limit: int = 1_000) -> list[int]:
    """Keys of articles with all words of ``text``, published or not, for the desk.

    Those with all of them in the headline come first, the newest first among them. The last word
    may be unfinished, as it is while somebody types. What it may be taken for is asked of Kazakh
    alone.
    """
    parts: dict[int, list[Part]] = {HEADLINE: [], ANYWHERE: []}
    for language, _ in settings.LANGUAGES:
        parsed = parse(text, language)
        if not parsed.words:
            continue
        terms = expand(parsed, text)[0] if language == KAZAKH else unexpanded(parsed)
        for part, asked in parts.items():
            spell = partial(_at_the_desk, scope_of(language), part)
            asked.append(Part(as_typed(parsed, terms, spell)))
    if not parts[HEADLINE]:
        return []
    some_day = key_after(timezone.now() + timedelta(days=36_500))
    every = [*parts[HEADLINE], *parts[ANYWHERE]]
    matches = backends.current().find(Question(every, some_day), limit, len(every) * limit)
    matches.sort(key=lambda match: (match.part >= len(parts[HEADLINE]), -match.key))
    return list(dict.fromkeys(pk_of(match.key) for match in matches))[:limit]


def as_typed(
    parsed: ParsedQuery, terms: Sequence[ExpandedTerm], spell: Callable[[str], list[str]]
) -> list[list[str]]:
    """Groups for a query whose last word may be unfinished; ``spell`` makes terms of a lemma."""
    groups = [[t for choice in one.alternatives for t in spell(choice.lemma)] for one in terms]
    unfinished = parsed.words[-1].word
    if len(unfinished) >= SHORTEST_BEGINNING and terms[-1].typed == unfinished:
        groups[-1] += [begun + BEGINNING for begun in spell(unfinished)]
    return groups


def _at_the_desk(scope: str, part: int, lemma: str) -> list[str]:
    return [term(DESK, part, lemma), term(scope, part, lemma)]
