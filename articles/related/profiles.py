"""What is known of articles when they are set beside each other, read from the database."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django.db.models import CharField, F, QuerySet, Value

from ..db.compiled_queries import CompiledQuery, example_keys
from ..models import Article, ArticleTag, RelatedArticle, Suggestion
from ..models.workflow.transitions import Status
from .subjects import key_terms_of, subject_of

_KINDS = ("tag", "pick", "dismissed")  # of what hangs on an article
_FEW = 7  # articles whose relations are read by a query that is compiled once


class Profile(NamedTuple):
    """What is known of an article when it is set beside another."""

    section: int | None
    simhash: int | None
    terms: dict[str, int]  # see ``subjects``


class Seeker(NamedTuple):
    """An article for which others are sought, and what it may share with them."""

    article: Article
    profile: Profile
    tags: dict[int, str]  # names by key
    picks: list[int]  # keys of what the editor wants beside it, in order
    dismissed: set[int]  # keys of what no editor wants there

    @property
    def lists(self) -> list[tuple]:
        """Names of the lists that it is in, or would be: (language, kind, key)."""
        names = [("tag", tag) for tag in self.tags]
        names += [("term", term) for term in key_terms_of(self.profile.terms)]
        return [(self.article.language, *name) for name in names]


def profiles(keys: set[int]) -> dict[int, Profile]:
    """What is known of the articles with these keys; one query."""
    rows = _stored_profiles(keys=json.dumps(list(keys)))
    return {key: Profile(section, simhash, terms or {}) for key, section, simhash, terms in rows}


_stored_profiles: Final = CompiledQuery(
    lambda keys: (
        Article.objects.filter(pk__among=keys)
        .order_by()
        .values_list("pk", "section_id", "simhash", "terms")
    ),
    keys="[-1]",
)


def seekers(articles: list[Article]) -> list[Seeker]:
    """These articles with what they may share; one query.

    What a published one is about is stored, any other is read for it.
    """
    relations = _relations(articles)
    found = []
    for article in articles:
        simhash, terms = article.simhash, article.terms or {}
        if article.status != Status.PUBLISHED:
            subject = subject_of(article)
            simhash, terms = subject.simhash, subject.weights
        tags, picks, dismissed = (relations[article.pk, kind] for kind in _KINDS)
        profile = Profile(article.section_id, simhash, terms)
        found.append(Seeker(article, profile, tags, list(picks), set(dismissed)))
    return found


def _relations(articles: list[Article]) -> dict[tuple[int, str], dict[int, str]]:
    """What hangs on these articles, by (key of the article, kind), in its order: tags, picks and
    what editors have dismissed from beside them, by their keys, with the names of tags."""
    found: dict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    if articles:
        keys = [article.pk for article in articles]
        is_few = len(keys) <= _FEW
        rows = _stored_relations(articles=keys) if is_few else _relations_query(keys)
        for pk, kind, _position, _place, key, name in sorted(rows):
            found[pk, kind][key] = name
    return found


def _relations_query(articles: list[int]) -> QuerySet:
    parts = [
        rows.filter(**{f"{owner}__in": articles})
        .order_by()
        .values_list(f"{owner}_id", Value(kind), position, "pk", key, name)
        for kind, (rows, owner, position, key, name) in zip(_KINDS, _sources(), strict=True)
    ]
    return parts[0].union(*parts[1:], all=True).order_by()


def _sources() -> Iterator[tuple[QuerySet, str, Any, F, Any]]:
    """For each of the kinds its rows, whose they are, their order, their key, and their name."""
    nameless, any_order = Value("", output_field=CharField()), Value(0)
    yield ArticleTag.objects.all(), ArticleTag.ARTICLE, "position", F("tag_id"), "tag__name"
    yield RelatedArticle.objects.all(), "article", "position", F("related_id"), nameless
    refused = Suggestion.objects.filter(accepted=False)
    yield refused, "article", any_order, F("suggested_id"), nameless


_stored_relations: Final = CompiledQuery(_relations_query, articles=example_keys(_FEW))
