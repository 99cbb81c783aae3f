"""Links that lead nowhere: in texts, lists and layouts."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.translation import gettext as _

from ..db.batches import parts
from ..models import (
    Article,
    ArticleTag,
    Author,
    Byline,
    Layout,
    MediaFile,
    Photo,
    RelatedArticle,
    SiteIdentity,
    Tag,
)
from ..models.curation.page_layout import NO_STORY
from ..models.taxonomy.merged_tags import merged_into
from ..models.workflow.links import path_in_site
from ..text import bodies
from .finding import BATCH, Finding, layout_screen, screen
from .targets import dead, missing

# Rows that name others by their keys: the field, what it names, and whose screen shows it. The
# database keeps such keys; what was written past it is found here.
_KEYS: list[tuple[type[Model], str, type[Model], type[Model], str]] = [
    (RelatedArticle, "related_id", Article, Article, "article_id"),
    (ArticleTag, "tag_id", Tag, Article, "content_object_id"),
    (Byline, "author_id", Author, Article, "article_id"),
    (Article, "photo_id", Photo, Article, "pk"),
    (Author, "portrait_id", Photo, Author, "pk"),
    (MediaFile, "poster_id", Photo, MediaFile, "pk"),
    (SiteIdentity, "social_picture_id", Photo, SiteIdentity, "pk"),
]


class _Text(NamedTuple):
    """A body, as far as it names other things."""

    pk: int
    headline: str
    paths: dict[str, str]  # of the links into the site
    photos: list[int]
    files: list[int]
    articles: list[int]  # of which it has cards


class _Gone(NamedTuple):
    """Keys that texts name, and no row has."""

    photos: set[int]
    files: set[int]
    articles: set[int]


def in_bodies() -> Iterator[Finding]:
    """Dead links, photos, files and cards of all texts; a few queries for two thousand with any."""
    naming = Q(body__contains="<a ") | Q(body__contains="<figure ")
    columns = "pk", "headline", "body", "slug", "section__slug"
    rows = Article.objects.filter(naming).order_by("pk").values_list(*columns)
    for part in parts(rows, BATCH):
        texts = [_text(*row) for row in part]
        gone = _Gone(
            missing(Photo, {pk for text in texts for pk in text.photos}),
            missing(MediaFile, {pk for text in texts for pk in text.files}),
            missing(Article, {pk for text in texts for pk in text.articles}),
        )
        nowhere = dead({path for text in texts for path in text.paths.values()})
        for text in texts:
            yield from _of_text(text, nowhere)
            yield from _gone_from(text, gone)


def _text(pk: int, headline: str, body: str, slug: str, section: str | None) -> _Text:
    base = f"/{section or '-'}/{pk}-{slug}/"
    links = (link for link in bodies.links(body) if not link.startswith("#"))
    paths = {link: path for link in links if (path := path_in_site(link, base))}
    named = bodies.photo_ids(body), bodies.file_ids(body), bodies.article_ids(body)
    return _Text(pk, headline, paths, *named)


def _of_text(text: _Text, nowhere: set[str]) -> Iterator[Finding]:
    address = screen(Article, text.pk)
    for link, path in text.paths.items():
        if path in nowhere:
            said = _("“%(article)s”: the link %(link)s leads nowhere")
            values = {"article": text.headline, "link": link}
            yield Finding("dead_link", said % values, address)


def _gone_from(text: _Text, gone: _Gone) -> Iterator[Finding]:
    address = screen(Article, text.pk)
    for pk in filter(gone.photos.__contains__, text.photos):
        said = _("“%(article)s”: photo #%(photo)s in the text is not there")
        values = {"article": text.headline, "photo": str(pk)}
        yield Finding("dead_photo", said % values, address)
    for pk in filter(gone.files.__contains__, text.files):
        said = _("“%(article)s”: file #%(file)s in the text is not there")
        values = {"article": text.headline, "file": str(pk)}
        yield Finding("dead_file", said % values, address)
    for pk in filter(gone.articles.__contains__, text.articles):
        said = _("“%(article)s”: article #%(card)s, of which the text has a card, is not there")
        values = {"article": text.headline, "card": str(pk)}
        yield Finding("dead_card", said % values, address)


def in_rows() -> Iterator[Finding]:
    """Picks, tags, bylines and pictures whose rows are not there; a query for each kind."""
    for model, field, other, owner, key in _KEYS:
        there = Exists(other._base_manager.filter(pk=OuterRef(field)))
        rows = model._base_manager.filter(~there, **{f"{field}__isnull": False}).order_by("pk")
        for pk, named in rows.values_list(key, field).iterator():
            said = _("%(thing)s #%(pk)s: %(other)s #%(named)s is not there")
            values = {"thing": owner._meta.verbose_name, "other": other._meta.verbose_name}
            values |= {"pk": pk, "named": named}
            yield Finding("dead_key", said % values, screen(owner, pk))


def in_layouts(at: datetime) -> Iterator[Finding]:
    """Articles, the big story and the breaking banner of each page, as it is now and is to be."""
    for version in Layout.objects.current().order_by("pk"):
        layout, address = version.layout.pruned(at), layout_screen(version)
        for pk in sorted(missing(Article, layout.articles())):
            said = _("%(page)s: article #%(article)s is not there")
            yield Finding("dead_key", said % {"page": version, "article": pk}, address)
        if layout.story not in (None, NO_STORY) and missing(Tag, merged_into([layout.story])):
            said = _("%s: the tag of the big story is not there")
            yield Finding("dead_key", said % version, address)
        banner = layout.banner
        if banner and banner.end > at and dead({path_in_site(banner.link, "/")} - {""}):
            said = _("%(page)s: the link %(link)s of the breaking banner leads nowhere")
            values = {"page": version, "link": banner.link}
            yield Finding("dead_link", said % values, address)
