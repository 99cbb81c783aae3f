"""Where a photo, file, section, kind, author, tag or article is used: what is used is not deleted.

Counted is what readers see (the row of an article), what they are to see (a pending version: saved
and not published yet), layouts as they stand now, and other rows that name the thing.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.db import models
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...db.locks import article_write_lock
from ...text import bodies
from ..audit import AuditEntry
from ..content.article import Article
from ..content.bylines import Byline
from ..content.related import RelatedArticle
from ..content.tagging import ArticleTag
from ..curation.layouts import Layout
from ..curation.page_layout import NO_STORY, PageLayout, area_of
from ..media.files import MediaFile
from ..media.photos import Photo
from ..people.authors import Author
from ..people.users import User
from ..site.identity import SiteIdentity
from ..taxonomy.kinds import Kind
from ..taxonomy.sections import Section
from ..taxonomy.tags import Tag
from .file_usage import FileUsage
from .photo_usage import PhotoUsage

LISTED = 20  # uses that a message names

# What the content of a revision names by keys, beside the photos and files of its body.
RELATIONS: dict[str, type[models.Model]] = {
    "kind_id": Kind,
    "section_id": Section,
    "photo_id": Photo,
    "authors": Author,
    "tags": Tag,
    "picks": Article,
}
# Model -> where rows of articles name it: table, key of the thing, key of the article.
_IN_ARTICLES: dict[type[models.Model], list[tuple[type[models.Model], str, str]]] = {
    Photo: [(PhotoUsage, "photo_id", "article_id"), (Article, "photo_id", "pk")],
    MediaFile: [(FileUsage, "file_id", "article_id")],
    Section: [(Article, "section_id", "pk")],
    Kind: [(Article, "kind_id", "pk")],
    Author: [(Byline, "author_id", "article_id")],
    Tag: [(ArticleTag, "tag_id", "content_object_id")],
    Article: [(RelatedArticle, "related_id", "article_id")],
}
# Model -> other rows that name it: table, field, how they use it.
_IN_OTHERS: dict[type[models.Model], list[tuple[type[models.Model], str, Promise]]] = {
    Photo: [
        (Author, "portrait", gettext_lazy("portrait")),
        (SiteIdentity, "social_picture", gettext_lazy("its social picture")),
        (MediaFile, "poster", gettext_lazy("poster")),
    ],
    Tag: [(Tag, "merge__into", gettext_lazy("is being merged into it"))],
    # Without the only section named for them, an editor would publish in all.
    Section: [(User, "sections", gettext_lazy("editor of this section"))],
}
_ON_PAGES = (Section, Tag, Article)
_PENDING = gettext_lazy("in its unpublished version")
_KNOWN = "headline section status created_by slug latest_revision live_revision".split()

USED = tuple(_IN_ARTICLES)


class Usage(NamedTuple):
    """``by``, a row, uses the thing with the key ``of``.

    ``by`` is an article, an author, a layout, the site's identity or a user; ``how`` says in what
    way, and is empty where the row of an article does.
    """

    of: int
    by: models.Model
    how: str = ""

    def __str__(self):
        return f"{self.by} ({self.how})" if self.how else str(self.by)


def usages(
    model: type[models.Model], keys: Collection[int], limit: int | None = None
) -> list[Usage]:
    """All uses of the rows of ``model`` with these keys, or of each kind of use ``limit``.

    A fixed number of queries, at most nine, however many things and uses there are.
    """
    keys = set(keys)
    found = _in_articles(model, keys, limit)
    for other, field, how in _IN_OTHERS.get(model, ()):
        named = other._default_manager.filter(**{f"{field}__in": keys}).order_by("pk")
        pairs = list(named.values_list(field, "pk")[:limit])
        rows = other._default_manager.in_bulk([pk for _of, pk in pairs])
        found += [Usage(of, rows[pk], str(how)) for of, pk in pairs]
    if model in _ON_PAGES:
        found += _on_pages(model, keys)
    return found


def _in_articles(model, keys, limit) -> list[Usage]:
    pending = {article.pk: article for article in _pending()}
    now = dict.fromkeys(
        pair
        for table, of, article in _IN_ARTICLES[model]
        for pair in table._default_manager.filter(**{f"{of}__in": keys})
        .order_by(f"-{article}")
        .values_list(of, article)[:limit]
    )
    later = [
        (key, pk)
        for pk, article in pending.items()
        for key in sorted(keys & named_in(article.latest_revision.content)[model])
        if (key, pk) not in now
    ]
    rows = Article.objects.only(*_KNOWN).in_bulk({pk for _of, pk in now} - pending.keys()) | pending
    return [Usage(of, rows[pk]) for of, pk in now if pk in rows] + [
        Usage(of, rows[pk], str(_PENDING)) for of, pk in later[:limit]
    ]


def _pending() -> models.QuerySet:
    """Articles with a pending version, which is at hand."""
    pending = Article.objects.pending().select_related("latest_revision").order_by("-pk")
    return pending.only(*_KNOWN, "latest_revision__whole", "latest_revision__packed")


def named_in(content: dict) -> dict[type[models.Model], set[int]]:
    """Keys of all that the content of a revision names, by model."""
    named: dict[type[models.Model], set[int]] = {model: set() for model in RELATIONS.values()}
    for name, model in RELATIONS.items():
        value = content.get(name)
        named[model].update(value if isinstance(value, list) else filter(None, [value]))
    body = content.get("body") or ""
    named[Photo].update(bodies.photo_ids(body))
    named[MediaFile] = set(bodies.file_ids(body))
    return named


def _on_pages(model, keys) -> Iterator[Usage]:
    now = timezone.now()
    for version in Layout.objects.current().select_related("section").order_by("pk"):
        layout = version.layout.pruned(now)
        named: dict[type[models.Model], set] = {
            Section: _sections(version, layout),
            Tag: {layout.story} - {None, NO_STORY},
            Article: layout.articles(),
        }
        for key in sorted(keys & named[model]):
            yield Usage(key, version, _("on the board"))


def _sections(version: Layout, layout: PageLayout) -> set[int]:
    """The section whose layout it is, if there is anything on it; those with a story on a front."""
    if version.section_id:
        return {version.section_id} if layout != PageLayout() else set()
    areas = (area_of(slot).partition(".") for slot in layout.slots)
    return {int(key) for area, _dot, key in areas if area == "section"}


def check_unused(thing: models.Model, *, going: Collection[models.Model] = ()):
    """Raise ``ProtectedError`` where ``thing`` is used, be it by what is not ``going`` with it.

    To be called in the transaction that deletes it: nobody begins to use it before that ends. Who
    goes on after the error rolls back to a savepoint.
    """
    article_write_lock()
    model = type(thing)
    found = usages(model, [thing.pk], None if going else LISTED)
    found = [usage for usage in found if usage.by not in going]
    if found:
        named = ", ".join(map(str, found[:LISTED]))
        message = _("“%(thing)s” is used and is not deleted: %(uses)s")
        raise ProtectedError(
            message % {"thing": thing, "uses": named}, {usage.by for usage in found}
        )


def names_of(model: type[models.Model], keys: Collection[int]) -> dict[int, str]:
    """What the rows with these keys are called; of what is gone, that it is, and what it was."""
    if not keys:
        return {}
    found = {key: str(row) for key, row in model._default_manager.in_bulk(keys).items()}
    gone = [key for key in keys if key not in found]
    return found | dict(_gone_names(model, gone))


def gone_from(content: dict) -> list[str]:
    """Names of what the content of a revision has, and the newsroom has no more."""
    names = []
    for model, keys in named_in(content).items():
        there = set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
        names += [name for _key, name in _gone_names(model, sorted(keys - there))]
    return names


def _gone_names(model, keys) -> Iterator[tuple[int, str]]:
    """Keys, and «өшірілген фото №12»; behind it what the record of its deletion calls it."""
    if not keys:
        return
    entries = AuditEntry.objects.filter(model=model._meta.model_name, key__in=keys)
    deletions = entries.filter(verb__in=["delete", "merge_tags"]).order_by("pk")
    titles = dict(deletions.values_list("key", "title"))
    for key in keys:
        name = _("deleted %(kind)s №%(key)s") % {"kind": model._meta.verbose_name, "key": key}
        yield key, f"{name} «{titles[key]}»" if titles.get(key) else name
