"""Figures of a period: what each author published, by kind and length, its fees, corrections."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from html import unescape

from ..content.article import Article
from ..content.bylines import Byline
from ..content.corrections import Correction
from ..people.authors import Author
from ..taxonomy.fees import KindFee
from ..taxonomy.kinds import Kind
from .plan import midnight

# What readers were told was wrong; updates and improvements are no mistakes.
_MISTAKES = (Correction.Kind.CORRECTION, Correction.Kind.APOLOGY, Correction.Kind.RETRACTION)
_TAG = re.compile(r"<[^>]*>")
_AT_ONCE = 500


@dataclass
class Row:
    """The figures of one author; of articles that nobody signs where ``author`` is None."""

    author: Author | None = None
    by_kind: Counter = field(default_factory=Counter)  # key of a kind -> articles
    characters: int = 0
    corrections: int = 0
    fee: int = 0

    @property
    def articles(self) -> int:
        return self.by_kind.total()


@dataclass
class Figures:
    """All of a period. In ``total`` an article counts once, however many have signed it."""

    kinds: list[Kind]
    rows: list[Row]
    total: Row


def figures(first: date, last: date, now: datetime) -> Figures:
    """What readers see now of what was published from ``first`` to ``last``; in six queries.

    Articles of several authors count for each of them, and the fee is shared in equal parts.
    """
    start, end = midnight(first), midnight(last + timedelta(days=1))
    live = Article.objects.scheduled(start, end).live(now).order_by()
    signed = _authors_of(live)
    fees = dict(KindFee.objects.values_list("kind_id", "amount"))
    rows: dict[int | None, Row] = defaultdict(Row)
    shares: dict[int, Fraction] = defaultdict(Fraction)
    total = Row()
    for key, kind, body in live.values_list("pk", "kind_id", "body").iterator(_AT_ONCE):
        length = len(unescape(_TAG.sub("", body)))
        _add(total, kind, length)
        authors = signed.get(key, [])
        for author in authors:
            _add(rows[author], kind, length)
            shares[author] += Fraction(fees.get(kind, 0), len(authors))
        if not authors:
            _add(rows[None], kind, length)
    _add_corrections(rows, total, start, end)
    for signer, share in shares.items():
        rows[signer].fee = round(share)
    total.fee = sum(row.fee for row in rows.values())
    return Figures(list(Kind.objects.all()), _named(rows), total)


def _add(row, kind, length):
    row.by_kind[kind] += 1
    row.characters += length


def _authors_of(live) -> dict[int, list[int]]:
    """Keys of those who sign, by the key of the article."""
    signed = defaultdict(list)
    found = Byline.objects.filter(article__in=live.values("pk")).order_by()
    for article, author in found.values_list("article_id", "author_id"):
        signed[article].append(author)
    return signed


def _add_corrections(rows, total, start, end):
    made = Correction.objects.filter(at__gte=start, at__lt=end, kind__in=_MISTAKES).order_by()
    keys = set()
    for key, author in made.values_list("pk", "article__bylines__author_id"):
        keys.add(key)
        rows[author].corrections += 1
    total.corrections = len(keys)


def _named(rows) -> list[Row]:
    """The rows by the names of their authors, what nobody signs at the end."""
    named = []
    for author in Author.objects.filter(pk__in=[key for key in rows if key]):
        rows[author.pk].author = author
        named.append(rows[author.pk])
    return [*named, rows[None]] if None in rows else named
