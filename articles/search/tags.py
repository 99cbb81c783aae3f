"""Tags, while somebody types: «Алматыда», «almaty» and «алматы» all mean #Алматы."""

from collections.abc import Iterable
from itertools import islice, product
from typing import Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ..kazakh.lemmas import lemma
from ..kazakh.typos import folded
from ..kazakh.words import name_key, words
from ..models import ArticleTag, Tag, TagWord
from ..models.taxonomy.tag_words import END, word_key
from .analysis import KAZAKH
from .spellings import spellings_of

_MOST_WORDS: Final = 6  # of what was typed
_MOST_NAMES: Final = 64  # ways to spell all of it


def find_tags(rows: QuerySet[Tag], text: str, most: int) -> list[Tag]:
    """Of ``rows``, ``most`` that ``text`` may mean, each word of it unfinished or with an ending.

    First what is called so; then what most articles have; then in the order of ``rows``. All is
    read from the index of the tags' words, however many tags there are.
    """
    keys = list(ranked(rows, text).values_list("pk", flat=True)[:most])
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def ranked(rows: QuerySet[Tag], text: str) -> QuerySet[Tag]:
    """All of ``rows`` that ``text`` may mean, in the order in which :func:`find_tags` has them."""
    typed = [_forms(word) for word in words(text)[:_MOST_WORDS]]
    if not typed:
        return rows.filter(key=name_key(text))
    order = rows.query.order_by
    for forms in typed:
        rows = rows.filter(pk__in=TagWord.objects.filter(_begins(forms)).values("tag"))
    names = {word_key("".join(forms)) for forms in islice(product(*typed), _MOST_NAMES)}
    named = Q(pk__in=TagWord.objects.filter(is_name=True, key__in=names).values("tag"))
    uses = ArticleTag.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
    count = Coalesce(Subquery(uses.annotate(n=Count("pk")).values("n")), 0)
    spelt = Q(key=name_key(text))  # of «Ана» and «Аңа», the one that was typed
    return rows.annotate(is_spelt=spelt, is_named=named, uses=count).order_by(
        "-is_spelt", "-is_named", "-uses", *order
    )


def _forms(word: str) -> list[str]:
    """What a typed word may be, folded: as it stands, in Cyrillic, without its endings."""
    spelt = spellings_of(KAZAKH).forms(word)
    return list(dict.fromkeys(map(folded, [*spelt, *map(lemma, spelt)])))


def _begins(forms: Iterable[str]) -> Q:
    """Words that begin with one of ``forms``."""
    found = Q()
    for key in map(word_key, forms):
        found |= Q(key__gte=key, key__lt=key + END)
    return found


def doubled_tags(most: int) -> list[list[Tag]]:
    """Tags that are probably one thing under two names, ``most`` such groups at most.

    Their names differ in script, in Kazakh letters that were left out, or in endings.
    """
    names = TagWord.objects.filter(is_name=True).order_by().values("key")
    twice = names.annotate(n=Count("pk")).filter(n__gt=1).values_list("key", flat=True)
    groups: dict[tuple[int, ...], list[Tag]] = {}
    for key in twice.order_by("key")[: 3 * most]:
        tags = Tag.objects.filter(words__key=key, words__is_name=True, merge=None).order_by("pk")
        found = list(tags)
        if len(found) > 1:
            groups.setdefault(tuple(tag.pk for tag in found), found)
    return list(groups.values())[:most]
