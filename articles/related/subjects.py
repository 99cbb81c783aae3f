"""What an article is about: the words that say most in it, how much each says, and a simhash."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from ..kazakh.tokenizer import Term, terms
from ..models import Article, KeyTerm
from ..models.workflow.transitions import Status
from ..text import bodies
from .rarity import rarity

KEY_TERMS = 10  # by which others find it
TERMS = 32  # by which it is weighed against another
SAYS_ALL = 1_000  # the weights of an article's terms, squared, come to the square of this at most
_READ = 2_000  # characters of the body: what an article is about stands at its beginning
_SHORTEST_WORD = 3
_IN_HEADLINE, _IN_LEDE = 3, 2  # times as telling as in the body
_NAME = 1.5
_FULL_TEXT = 4.5  # what the terms of an ordinary article come to, squared and added, as a length
_FEWEST_WORDS = 20  # different words, below which a text is too short to know its retellings by
_BITS = 64
_SAME_STORY = 14  # of those bits differ at most between two tellings of a story


class Subject(NamedTuple):
    """``words`` by the number under which a term is stored, the most telling first; ``weights`` by
    the same numbers, as JSON has them.
    """

    words: dict[int, str]
    weights: dict[str, int]
    simhash: int | None


def subject_of(article: Article, *, body: bool = True) -> Subject:
    """What the article, saved or not, is about; without its body in a third of the time."""
    language = article.language
    uses: defaultdict[str, float] = defaultdict(float)
    text = bodies.to_text(article.body)[:_READ] if body else ""
    parts = (article.headline, _IN_HEADLINE), (article.lede, _IN_LEDE), (text, 1)
    for text, worth in parts:
        for word, is_name in _words(text, language):
            uses[word] += worth * (_NAME if is_name else 1)
    telling = {word: log(1 + used) * rarity(word, language) for word, used in uses.items()}
    best = sorted(telling, key=lambda word: (-telling[word], word))[:TERMS]
    # What a short text says, it says no louder than a long one.
    whole = max(_FULL_TEXT, sqrt(sum(telling[word] ** 2 for word in best)))
    words = {_number(f"{language} {word}"): word for word in best if telling[word] > 0}
    weights = {
        str(number): round(SAYS_ALL * telling[word] / whole) for number, word in words.items()
    }
    return Subject(words, weights, _simhash(telling) if len(telling) >= _FEWEST_WORDS else None)


def key_terms_of(weights: dict[str, int]) -> list[int]:
    """The numbers of the few most telling of these terms."""
    best = sorted(weights, key=lambda number: (-weights[number], number))
    return [int(number) for number in best[:KEY_TERMS]]


def is_same_story(one: int | None, other: int | None) -> bool:
    """Whether two simhashes are those of one story, told twice."""
    if one is None or other is None:
        return False
    return ((one ^ other) & (1 << _BITS) - 1).bit_count() <= _SAME_STORY


def write(articles: Iterable[Article]) -> None:
    """As :func:`enter`, and store what the articles are about with them too."""
    articles = list(articles)
    enter(articles)
    Article.objects.bulk_update(articles, ["simhash", "terms"])


def enter(articles: Iterable[Article]) -> None:
    """Let others find these articles by what they are about, as they are now.

    Only those that are published are found: two queries, none for those that never were. Their new
    simhashes and terms are not stored yet.
    """
    articles = list(articles)
    published = [article for article in articles if article.status == Status.PUBLISHED]
    rows: list[KeyTerm] = []
    for article in published:
        subject = subject_of(article)
        article.simhash, article.terms = subject.simhash, subject.weights
        rows += key_terms(article)
    if known := [article for article in articles if article.slug]:  # they were out once
        KeyTerm.objects.filter(article__in=known).delete()
    KeyTerm.objects.bulk_create(rows)


def copy_instants(keys: list[int]) -> None:
    """Let the key terms of the articles with these keys bear the instants of these."""
    own = Article.objects.filter(pk=OuterRef("article")).order_by()
    terms = KeyTerm.objects.filter(article__pk__among=json.dumps(keys))
    # Only what has an instant is found by them.
    terms.filter(article__published_at__isnull=False).update(
        published_at=Subquery(own.values("published_at")[:1])
    )


def key_terms(article: Article) -> Iterator[KeyTerm]:
    """The rows by which ``article``, a published one, is found."""
    assert article.published_at is not None
    for term in key_terms_of(article.terms or {}):
        yield KeyTerm(article_id=article.pk, term=term, published_at=article.published_at)


def _words(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """The words of ``text`` that say something, as Kazakh lemmas, and whether each is a name.

    A name is written with a capital in the middle of a sentence.
    """
    for term in terms(text):
        word = term.lemma if language == "kk" else term.word
        if term.is_stop or len(word) < _SHORTEST_WORD or word.isdecimal():
            continue
        yield word, text[term.start].isupper() and _inside_sentence(text, term)


def _inside_sentence(text: str, term: Term) -> bool:
    before = text[max(0, term.start - 3) : term.start].rstrip(" «“\"'")
    return bool(before) and before[-1] not in ".!?…:\n–—"


@lru_cache(maxsize=65_536)
def _number(text: str) -> int:
    """64 bits of ``text``, as databases keep them."""
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@lru_cache(maxsize=8_192)
def _signs(word: str) -> tuple[int, ...]:
    """1 or -1 for each bit of the number of ``word``."""
    number = _number(word)
    return tuple(1 if number >> bit & 1 else -1 for bit in range(_BITS))


def _simhash(weights: dict[str, float]) -> int:
    """The simhash of weighted words (Charikar, 2002): texts that are much alike share most bits."""
    sums = [0.0] * _BITS
    for word, weight in weights.items():
        sums = [total + weight * sign for total, sign in zip(sums, _signs(word), strict=True)]
    found = sum(1 << bit for bit, total in enumerate(sums) if total > 0)
    return found - (1 << _BITS) if found >> (_BITS - 1) else found
