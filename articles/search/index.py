"""From an article to its entry in the index."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Final

from django.db import models, transaction
from django.db.models import Value

from ..db.batches import let_others_through
from ..db.compiled_queries import CompiledQuery
from ..db.locks import article_write_lock
from ..kazakh.tokenizer import Token
from ..models import Article, ArticleTag, Byline, SearchEntry
from ..models.workflow.transitions import Status
from ..text import bodies
from . import backends, words
from .analysis import KAZAKH, distinct, read_all
from .keys import key_at, week_of
from .ranking import STOP
from .terms import ANYWHERE, DESK, HEADLINE, filter_term, scope_of, term, week_term

_RANKED: Final = 2_000  # words of an article that its rank is made of; the first ones say most
_AT_ONCE: Final = 5  # articles that are entered before the clock is looked at
_HELD: Final = 0.1
_READ: Final = [  # of an article
    *("headline", "lede", "body", "agency", "language"),
    *("status", "published_at", "created_at", "section", "kind"),
]


class _Facets:
    """What hangs on some articles: names and keys of tags and authors, one query for all."""

    def __init__(self, keys: list[int]) -> None:
        self.names: dict[tuple[int, str], str] = {}
        self.filters: dict[int, list[str]] = {}
        rows = _facets_of_one(articles=keys) if len(keys) == 1 else _facets(keys)
        for _, name, _, key, other, text in sorted(rows):
            self.names[key, name] = f"{self.names.get((key, name), '')}{text}\n"
            self.filters.setdefault(key, []).append(filter_term(name, other))


def _facets(articles: list[int]) -> models.QuerySet:
    """Rows of which the first value is a number that puts tags before authors."""
    tags, authors = (
        entries.objects.filter(**{f"{entries.ARTICLE}__in": articles})
        .order_by()
        .values_list(
            *(Value(order), Value(name), "pk"),
            *(f"{entries.ARTICLE}_id", f"{name}_id", f"{name}__name"),
        )
        for order, (entries, name) in enumerate(((ArticleTag, "tag"), (Byline, "author")))
    )
    return tags.union(authors, all=True).order_by()


_facets_of_one = CompiledQuery(_facets, articles=[-1])


def write(articles: Iterable[Article]) -> None:
    """Enter these articles as they are now, over what the index had of them."""
    articles = list(articles)
    entries = SearchEntry.objects.filter(article__in=[article.pk for article in articles])
    known = set(entries.values_list("pk", flat=True))
    alone = len(articles) == 1
    new, old = words.Learner(sample=alone), words.Learner(sample=alone)
    _write(articles, lambda article: old if article.pk in known else new)
    new.learn()
    old.learn(count=False)


def write_all(articles: models.QuerySet, batch: int = 500, afresh: bool = False) -> Iterator[int]:
    """Enter the articles of a queryset, ``batch`` in a transaction; yields how many after each.

    ``afresh``: they are all there are, and the counts of words are to be theirs alone.
    """
    articles, last, learner = articles.only(*_READ).order_by("pk"), 0, words.Learner()
    while found := list(articles.filter(pk__gt=last)[:batch]):
        with transaction.atomic():
            _write(found, lambda article: learner)
        last = found[-1].pk
        yield len(found)
    learner.replace() if afresh else learner.learn()
    settle()


def refresh(keys: Iterable[int]) -> Iterator[list[int]]:
    """Enter the articles with these keys anew, as far as they are still there; yields them.

    To be called outside of a transaction: some are entered in each, for ``_HELD`` seconds, so that
    whoever else wants to write waits no longer than that.
    """
    waiting = sorted(keys)
    while waiting:
        with transaction.atomic():
            article_write_lock()
            left = _refresh_some(waiting)
        yield waiting[: len(waiting) - len(left)]
        waiting = left
        if waiting:
            let_others_through()


def _refresh_some(keys: list[int]) -> list[int]:
    """Enter the first of these articles; gives the rest."""
    until = monotonic() + _HELD
    while keys:
        some, keys = keys[:_AT_ONCE], keys[_AT_ONCE:]
        write(Article.objects.filter(pk__in=some).only(*_READ))
        if monotonic() >= until:
            break
    return keys


def settle() -> None:
    """Put the index in order after many entries, so that it answers at its best."""
    backends.current().settle(backends.ARTICLES)


def missing() -> models.QuerySet:
    """Articles that the index does not know: those that came past ``Article.notify_changed``."""
    known = SearchEntry.objects.filter(article=models.OuterRef("pk"))
    return Article.objects.filter(~models.Exists(known))


def _write(articles: list[Article], learner_of: Callable[[Article], words.Learner]) -> None:
    facets = _Facets([article.pk for article in articles])
    SearchEntry.objects.bulk_create(
        [_entry(article, facets, learner_of(article)) for article in articles],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["key", "terms", "text"],
    )


def _entry(article: Article, facets: _Facets, learner: words.Learner) -> SearchEntry:
    scope = scope_of(article.language) if article.status == Status.PUBLISHED else DESK
    language, key = article.language, key_at(article.published_at or article.created_at, article.pk)
    tags, authors = (facets.names.get((article.pk, name), "") for name in ("tag", "author"))
    texts = [article.headline, article.lede, authors + article.agency, bodies.to_text(article.body)]
    fields = [read_all(text, language) for text in texts]
    fields[2] = read_all(tags, language) + fields[2]
    everything = distinct(reading for field in fields for reading in field)
    if language == KAZAKH:
        texts[2] = tags + texts[2]
        learner.hear(article.pk, everything, texts)
    else:  # tags are Kazakh: found, but no words of this language
        own = distinct(reading for text in texts for reading in read_all(text, language))
        learner.hear(article.pk, own, texts, language)
    terms = [week_term(week_of(key)), filter_term("section", article.section_id)]
    terms += [filter_term("kind", article.kind_id), *facets.filters.get(article.pk, ())]
    terms += [term(scope, HEADLINE, lemma) for lemma in distinct(fields[0])]
    terms += [term(scope, ANYWHERE, lemma) for lemma in everything]
    text = "\n".join(map(_ranked, fields))
    return SearchEntry(article_id=article.pk, key=key, terms=" ".join(terms), text=text)


def _ranked(field: list[Token]) -> str:
    """The words of a field as ``ranking`` reads them: a word, and its lemma if that is another.

    Spaces on both sides of each: `` үйде/үй салды/сал -/және -осында/осы ``. So no beginning of a
    word is found in a stop word, and a lemma has a space or a slash before it.
    """
    spelt = [
        (word if word == lemma else f"{word}/{lemma}")
        if not is_stop
        else (f"{STOP}/{lemma}" if word == lemma else f"{STOP}{word}/{lemma}")
        for word, lemma, is_stop in field[:_RANKED]
    ]
    return " ".join(["", *spelt, ""])
