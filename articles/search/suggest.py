"""What may come next while somebody types: words, topics and headlines that readers may see."""

from datetime import datetime
from typing import Final, NamedTuple

from django.db.models import Count

from ..kazakh.alphabet import NATIVE
from ..kazakh.into_cyrillic import standard_of
from ..kazakh.scripts import detect_script, to_arabic, to_cyrillic, to_latin
from ..kazakh.typos import folded
from ..kazakh.words import name_key
from ..models import Article, SearchWord, Tag
from . import backends
from .analysis import tokenizer
from .backends import BEGINNING, Part, Question
from .keys import key_after, pk_of
from .query_parser import parse
from .snowball import TOKENIZERS
from .spellings import spellings_of
from .terms import ANYWHERE, HEADLINE, filter_term, scope_of, term
from .words import key, word_of

MOST_WORDS: Final = 5
MOST_ARTICLES: Final = 3
MOST_TOPICS: Final = 2
_SHORTEST: Final = 2
_TRIED: Final = 12
_LOOKED_AT: Final = 24  # words that begin likewise without Kazakh letters
_EACH: Final = 5  # articles in which a word is looked for before it is taken for one not to be seen


class Suggestions(NamedTuple):
    """Queries that go on where the typed one ends, topics too, and articles whose headlines do."""

    queries: list[str]
    articles: list[Article]


def suggest(text: str, *, language: str, at: datetime) -> Suggestions:
    """Completions of the last word of ``text``, and topics that begin with all of it; five queries.

    Nothing is suggested but by an article that is live at ``at``.
    """
    parsed = parse(text, language)
    if not parsed.words or text[-1:].isspace() or len(parsed.words[-1].word) < _SHORTEST:
        return Suggestions([], [])
    typed = text[parsed.words[-1].start : parsed.words[-1].end]
    if not text.endswith(typed):
        return Suggestions([], [])
    before, beginning = text[: -len(typed)], parsed.words[-1].word
    is_kazakh = language not in TOKENIZERS
    if is_kazakh and detect_script(beginning) != "cyrl":
        beginning = to_cyrillic(beginning).lower()
    if len(beginning) < _SHORTEST:  # a sign of Arabic that is no letter by itself
        return Suggestions([], [])
    scope = scope_of(language)
    rows = _completions(beginning, language)
    topics = _topics(text) if is_kazakh else []
    parts = [Part([[term(scope, ANYWHERE, word)]]) for word, _ in rows]
    head = [[term(scope, HEADLINE, other.lemma)] for other in parsed.words[:-1]]
    begun = [term(scope, HEADLINE, word) for word, _ in rows]
    parts.append(Part([*head, [term(scope, HEADLINE, beginning) + BEGINNING, *begun]]))
    parts += [Part([[filter_term("tag", pk)]]) for pk, _ in topics]
    matches = backends.current().find(
        Question(parts, key_after(at)), _EACH, _EACH * (len(parts) + 1)
    )
    keys = {pk_of(match.key) for match in matches}
    live = Article.objects.live(at).select_related("section")
    live = live.only("headline", "slug", "language", "section__slug", "status", "published_at")
    seen = live.in_bulk(keys)
    seen = {pk: article for pk, article in seen.items() if article.language == language}
    shown = {match.part for match in matches if pk_of(match.key) in seen}
    named = [name for number, (_, name) in enumerate(topics, len(rows) + 1) if number in shown]
    completed = [word for number, (_, word) in enumerate(rows) if number in shown]
    if is_kazakh:
        completed = [_spelt_like(typed, word) for word in completed]
        named = [_spelt_like(text, name) for name in named[:MOST_TOPICS]]
    queries = _merged([before + word for word in completed], named, text)
    found = [seen[pk_of(p.key)] for p in matches if p.part == len(rows) and pk_of(p.key) in seen]
    return Suggestions(queries[:MOST_WORDS], found[:MOST_ARTICLES])


def _merged(queries: list[str], topics: list[str], text: str) -> list[str]:
    """What was typed, if it is a word or a topic, then topics, then words; each once."""
    offered = {query.lower(): query for query in [*topics, *queries]}
    return sorted(offered.values(), key=lambda query: query.lower() != text.lower())


def _topics(text: str) -> list[tuple[int, str]]:
    """Keys and names of tags that begin with ``text``, the most used first."""
    begun = Tag.objects.filter(key__startswith=name_key(to_cyrillic(text)))
    used = begun.annotate(n=Count("taggings")).order_by("-n", "collation_key")
    return list(used.values_list("pk", "name")[:_TRIED])


def _spelt_like(typed: str, word: str) -> str:
    """``word`` in the script of what was typed."""
    script = detect_script(typed)
    if script == "latn":
        return to_latin(word, standard_of(typed))
    return to_arabic(word) if script == "arab" else word


def _completions(beginning: str, language: str) -> list[tuple[str, str]]:
    """Words that begin like this, Kazakh letters or not, as terms and as they are shown.

    The very word comes first, then the commonest. A Kazakh letter that was typed was meant: орта
    does not begin with өрт. Two queries: only so the index gives the commonest and no others.
    """
    plain, very = folded(beginning), spellings_of(language).very(beginning)
    words = SearchWord.objects.order_by("-articles", "word").values_list("word", "shown")
    found = dict(words.filter(word__in=[key(word, language) for word in very]))
    begun = words.filter(beginning=plain[:2], folded__startswith=key(plain, language))
    rows = [(word_of(word), shown) for word, shown in (found | dict(begun[:_LOOKED_AT])).items()]
    read = tokenizer(language)
    telling = [row for row in rows if not any(read(word).is_stop for word in row)]
    like = [row for row in telling if row[0] == very[0] or _begins(*row, beginning)]
    return sorted(like, key=lambda row: row[0] != very[0])[:_TRIED]


def _begins(word: str, shown: str, typed: str) -> bool:
    plain = folded(typed)
    return (folded(word).startswith(plain) or folded(shown.lower()).startswith(plain)) and all(
        letter == meant for letter, meant in zip(word, typed, strict=False) if meant in NATIVE
    )
