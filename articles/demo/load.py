"""Fills the database with made-up articles, for load tests: in batches, past signals and forms.

Everything is as the verbs would leave it, bylines, tags, sidebars, search index and history
included, but for the record of acts; article ``n`` comes out the same every time; an interrupted
filling goes on where it stopped.
"""

from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from django.core.management.color import no_style
from django.db import connection, models, reset_queries, transaction

from .. import related
from ..db import statistics
from ..kazakh.slugs import slug
from ..models import Article, ArticleTag, Byline, Kind, PhotoUsage, RelatedArticle, Revision, Tag
from ..models.content.revisions import FIELDS
from ..models.usage.photo_usage import photos_of
from ..models.workflow.transitions import Status
from ..related.subjects import subject_of
from ..search import index
from . import newsroom, stock
from .sentences import Writer

_BATCH = 1_000
_SPAN = timedelta(days=5 * 365)
_NEAR = 10  # articles remembered for each tag and key term, to stand beside the next one
_DRAFT_EVERY = 200
_KIND_WEIGHTS = [70, 10, 6, 6, 8]  # news, analysis, interview, opinion, reportage


class _Batch(NamedTuple):
    """Rows that go into the database together."""

    articles: list[Article]
    bylines: list[Byline]
    taggings: list[ArticleTag]
    picks: list[RelatedArticle]
    uses: list[PhotoUsage]
    terms: list[tuple[int, int, datetime]]  # rows of ``KeyTerm``: article, term, published at

    def save(self) -> None:
        for rows in self[:-1]:
            if rows:
                type(rows[0]).objects.bulk_create(rows)
        _write_terms(self.terms)
        index.write(self.articles)

    def begin_histories(self, at: datetime) -> None:
        """Give every article its first revision."""
        lists = defaultdict(lambda: {"authors": [], "tags": [], "picks": []})
        for rows, name, owner, key in (
            (self.bylines, "authors", "article_id", "author_id"),
            (self.taggings, "tags", "content_object_id", "tag_id"),
            (self.picks, "picks", "article_id", "related_id"),
        ):
            for row in rows:
                lists[getattr(row, owner)][name].append(getattr(row, key))
        Revision.objects.bulk_create(
            Revision(
                article=article,
                number=1,
                content={name: getattr(article, name) for name in FIELDS} | lists[article.pk],
                act=Revision.Action.IMPORT,
                at=article.published_at or at,
            )
            for article in self.articles
        )
        first = Revision.objects.filter(article=models.OuterRef("pk")).values("pk")
        written = Article.objects.filter(pk__in=[article.pk for article in self.articles])
        written.update(latest_revision=first, live_revision=first)


def _write_terms(rows: list[tuple[int, int, datetime]]) -> None:
    """As many as all others together, and through the model each takes thrice as long."""
    into = "INSERT INTO articles_keyterm (article_id, term, published_at)"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = list(map(list, zip(*rows, strict=True)))
            arrays = "unnest(%s::bigint[], %s::bigint[], %s::timestamptz[])"
            cursor.execute(f"{into} SELECT * FROM {arrays}", columns)  # noqa: S608
        else:
            adapt = connection.ops.adapt_datetimefield_value
            values = [(article, term, adapt(at)) for article, term, at in rows]
            cursor.executemany(f"{into} VALUES (%s, %s, %s)", values)


def fill(total: int, *, now: datetime, progress: Callable[[int, int], None]) -> int:
    """Bring the database up to ``total`` articles, over the five years before ``now``.

    ``progress`` hears after every batch how many of ``total`` there are. Gives the number added.
    """
    start = Article.objects.count()
    if start >= total:
        return 0
    filler = _Filler(total, now)
    for first in range(start, total, _BATCH):
        last = min(first + _BATCH, total)
        with transaction.atomic():
            filler.write(first, last)
        reset_queries()  # with DEBUG, Django would keep the text of every insertion
        progress(last, total)
    filler.finish()
    return total - start


def real_articles() -> set[str]:
    """Headlines of articles that are neither the demo newsroom's nor made up here.

    Made-up ones are known by their text, since it comes out the same every time.
    """
    rows = Article.objects.values_list("slug", "headline").order_by()
    slugs, headlines = newsroom.own_articles()
    real = {headline for slug, headline in rows.iterator() if slug not in slugs}
    real -= headlines
    writer = Writer()
    for number in range(Article.objects.count() if real else 0):
        writer.turn_to(number)
        real.discard(writer.headline())
    return real


class _Filler:
    def __init__(self, total: int, now: datetime):
        self.total, self.now = total, now
        self.writer = Writer()
        self.sections = newsroom.sections()
        names = ("жаңалық", "талдау", "сұхбат", "пікір", "репортаж")
        kinds = {kind.name: kind for kind in Kind.objects.filter(name__in=names)}
        self.kinds = [kinds[name] for name in names]
        self.photos = stock.photos(min(300, 3 + total // 20))
        self.tags = stock.tags(self.writer, min(2_000, 20 + total // 5))
        self.authors = stock.authors(self.writer, min(50, 5 + total // 100))
        # Zipf: the second tag is used half as often as the first, the third a third as often …
        self.tag_weights = list(accumulate(1 / rank for rank in range(1, len(self.tags) + 1)))
        self.tag_names = dict(Tag.objects.values_list("pk", "name"))
        self.counts = defaultdict(int)
        self.near = defaultdict(lambda: deque(maxlen=_NEAR))
        self.next_pk = (Article.objects.aggregate(last=models.Max("pk"))["last"] or 0) + 1

    def write(self, first: int, last: int) -> None:
        """Articles ``first`` up to ``last``, with all that hangs on them."""
        batch = _Batch([], [], [], [], [], [])
        for number in range(first, last):
            self._add(batch, number)
        batch.save()
        batch.begin_histories(self.now)
        with connection.cursor() as cursor:  # the keys were given here, past PostgreSQL's counter
            for statement in connection.ops.sequence_reset_sql(no_style(), [Article]):
                cursor.execute(statement)

    def finish(self) -> None:
        """Let the database know what it now holds."""
        index.settle()
        statistics.refresh()  # else PostgreSQL plans for empty tables for a minute, SQLite for ever

    def _add(self, batch: _Batch, number: int) -> None:
        random = self.writer.turn_to(number)
        article = self._article(number, random)
        article.pk, self.next_pk = self.next_pk, self.next_pk + 1
        tags = self._choose_tags(random)
        if article.status == Status.PUBLISHED:
            article.terms = subject_of(article, body=False).weights
            words = related.key_terms_of(article.terms)
            article.sidebar = self._sidebar(article, tags, words, batch, random)
            batch.terms.extend((article.pk, term, article.published_at) for term in words)
        batch.articles.append(article)
        place = {"article_id": article.pk, "published_at": article.published_at}
        batch.taggings.extend(
            ArticleTag(
                content_object=article, tag_id=tag, position=n, published_at=article.published_at
            )
            for n, tag in enumerate(tags)
        )
        batch.uses.extend(
            PhotoUsage(article_id=article.pk, photo_id=photo) for photo in photos_of(article)
        )
        if not article.agency:
            authors = random.sample(self.authors, 2 if random.random() < 0.1 else 1)
            batch.bylines.extend(
                Byline(author_id=author, position=n, **place) for n, author in enumerate(authors)
            )

    def _article(self, number: int, random) -> Article:
        writer = self.writer
        headline = writer.headline()  # first: it is to depend on nothing but the number
        photo = random.choice(self.photos) if random.random() < 0.8 else None
        article = Article(
            headline=headline,
            lede=writer.lede(),
            body=writer.body(random.choice(self.photos) if random.random() < 0.1 else None),
            kind=random.choices(self.kinds, _KIND_WEIGHTS)[0],
            section=random.choice(self.sections),
            photo_id=photo,
            agency=random.choice(writer.agencies) if random.random() < 0.07 else "",
        )
        if number % _DRAFT_EVERY == _DRAFT_EVERY // 2:
            return article
        step = _SPAN / self.total
        article.published_at = self.now - step * (self.total - number - random.random())
        article.status = Status.PUBLISHED
        article.slug = slug(article.headline)
        if random.random() < 0.1:
            later = article.published_at + timedelta(minutes=random.randint(20, 900))
            article.updated_at = min(later, self.now)
        return article

    def _choose_tags(self, random) -> list[int]:
        """Keys of one to four tags, the often used ones often."""
        count = random.randint(1, 4)
        return list(dict.fromkeys(random.choices(self.tags, cum_weights=self.tag_weights, k=count)))

    def _sidebar(self, article: Article, tags: list[int], words, batch: _Batch, random):
        """Keys of earlier articles to stand beside this one, which is remembered for the next."""
        shared = [*self._sharing(article, tags), *self._wording(article, words)]
        limit, floor = related.STORED, related.FLOOR
        found = related.rank(shared, at=article.published_at, limit=limit, floor=floor)
        if found and random.random() < 0.03:
            pick = found.pop(random.randrange(len(found)))
            batch.picks.append(RelatedArticle(article_id=article.pk, related_id=pick))
            found.insert(0, pick)
        return found

    def _sharing(self, article: Article, tags: list[int]):
        """What earlier articles share by their tags."""
        for tag in tags:
            near = self.near["tag", tag]
            weight = related.tag_weight(self.tag_names[tag], self.counts["tag", tag])
            yield from [(*one, weight) for one in near]
            near.append((article.pk, article.published_at.timestamp()))
            self.counts["tag", tag] += 1

    def _wording(self, article: Article, words: list[int]):
        """What earlier articles share by the words that say most in both."""
        for word in words:
            near, says = self.near["term", word], article.terms[str(word)]
            for key, at, other in list(near):
                yield key, at, related.term_weight(says, other, self.counts["term", word])
            near.append((article.pk, article.published_at.timestamp(), says))
            self.counts["term", word] += 1
