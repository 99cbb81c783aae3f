"""Editing: what editors work on is a revision; publishing makes readers see it.

These functions are the verbs of :class:`Article`, which has them as methods.
"""

from datetime import datetime
from functools import cache

from django.db import models, transaction
from django.db.models import F, Value

from ...db.compiled_queries import NO_KEY, CompiledQuery
from ...db.locks import article_write_lock, invalidate, memoize
from ..audit import AuditEntry
from ..media.photos import Photo
from ..people.authors import Author
from ..taxonomy.kinds import Kind
from ..taxonomy.merged_tags import merged_into
from ..taxonomy.sections import Section
from ..taxonomy.tags import Tag
from ..workflow.publish_checks import has_content
from ..workflow.transitions import Status
from .bylines import Byline
from .revisions import FIELDS, LISTS, Revision, merge_contents, merge_lists
from .tagging import ArticleTag

# All that verbs ask of the row as it is stored: what it says, how far it is, when it is shown,
# whose it is.
_ASKED_BY_VERBS = (
    *FIELDS,
    *("status", "latest_revision", "live_revision", "created_by"),
    *("published_at", "withdraw_at", "embargo_until", "urgent_since", "developing_since"),
)
# What a verb finds out anew: an instance may have been read long ago.
_READ_ANEW = (
    *FIELDS,
    *("status", "latest_revision_id", "live_revision_id", "urgent_since", "developing_since"),
)
# The fields of the content that hold the key of another row.
_MODELS = {"kind_id": Kind, "section_id": Section, "photo_id": Photo}


def content(article) -> dict:
    """What the row says, as a revision keeps it."""
    return {name: getattr(article, name) for name in FIELDS} | _lists(article)


def _lists(article):
    found = []
    if article.pk:
        found = memoize(
            lists_key(article), lambda: _list_entries(article.picks.model)(article=article.pk)
        )
    return {
        name: [key for kind, _position, _pk, key in sorted(found) if kind == name] for name in LISTS
    }


def lists_key(article):
    """Under which the lists of an article are memoized: whoever changes them invalidates it."""
    return "lists of an article", article.pk


def working_content(article) -> dict:
    """What editors go on from: the latest revision, or the row where there is none.

    Tags are merged and people go without a new revision of every article: what has happened to
    the lists of the row since it was made to say what readers see holds for editors too.
    """
    row = article.content()
    if article.latest_revision is None:
        return row
    latest = article.latest_revision.content
    is_pending = article.live_revision_id not in (None, article.latest_revision_id)
    seen = article.live_revision.content if is_pending else latest
    return row | latest | merge_lists(seen, latest, row)


def first_revision(article) -> Revision | None:
    """What the article said when its history began."""
    return article.revisions.order_by("number").first()


def has_unpublished_changes(article) -> bool:
    """Whether readers see an older text than editors do."""
    return (
        article.status == Status.PUBLISHED
        and article.latest_revision_id != article.live_revision_id
    )


def lock_and_reload(article):
    """Wait until nobody else changes an article, and know again what it says and how far it is.

    To be called in a transaction, by every act that goes on from what is stored; gives the row
    as it is, until the end of the transaction.
    """
    article_write_lock()
    stored = _stored(type(article)).first(article=article.pk)
    if stored is None:
        raise article.DoesNotExist
    for name in _READ_ANEW:
        setattr(article, name, getattr(stored, name))  # a revision that is the same stays at hand
    return stored


@transaction.atomic(savepoint=False)
def save_revision(
    article, content: dict, *, by, at: datetime, act=Revision.Action.SAVE, note="", is_new=False
) -> Revision:
    """Save ``content`` as the newest revision; the same content again adds none.

    An article that readers do not see takes it over at once; a published one goes on being read
    as it was until :func:`apply_revision`. ``is_new`` says that the row had no content before.
    """
    article.lock_and_reload()
    if article.latest_revision is None and not is_new:
        article.record_row(by=None, at=at)  # what it said before revisions were kept
    latest = article.latest_revision
    if latest is None or latest.content != content:
        latest = _append(article, content, by=by, at=at, act=act, note=note)
    if article.status != Status.PUBLISHED:
        article.apply_revision(latest)
    else:
        _note_revisions(article)
    return latest


def _append(article, content, *, by, at, act, note=""):
    before = article.latest_revision and article.latest_revision.number
    number = (before or 0) + 1
    revision = Revision.objects.create(
        article=article, number=number, content=content, by=by, at=at, act=act, note=note
    )
    article.latest_revision = revision
    after = {"revision": revision.number, "digest": revision.digest}
    AuditEntry.record(
        act, article, by=by, at=at, before={"revision": before}, after=after, reason=note
    )
    return revision


@transaction.atomic(savepoint=False)
def record_row(article, *, by, at: datetime):
    """Put on record what somebody wrote into the row itself: an import, a script.

    What editors have saved and not published yet goes on above it, merged with it.
    """
    content = article.content()
    known = article.live_revision or article.latest_revision
    if known and known.content == content:
        return
    article.lock_and_reload()
    is_pending = known and article.latest_revision_id != known.pk
    pending = article.latest_revision if is_pending else None
    article.live_revision = _append(article, content, by=by, at=at, act=Revision.Action.IMPORT)
    if pending:
        merged, _clashes = merge_contents(known.content, pending.content, content)
        _append(article, merged, by=pending.by, at=at, act=Revision.Action.MERGE)
    _end_developing(article)
    _note_revisions(article)


def _note_revisions(article):
    type(article).objects.filter(pk=article.pk).update(
        latest_revision_id=article.latest_revision_id,
        live_revision_id=article.live_revision_id,
        developing_since=article.developing_since,
    )


@transaction.atomic
def restore(article, revision: Revision, *, by, at: datetime) -> Revision:
    """Save what ``revision`` says as the newest one, without what is gone since."""
    content = {name: _existing(article, name, revision.content[name]) for name in FIELDS}
    lists = revision.content | {"tags": merged_into(revision.content["tags"])}
    for name, model in (("authors", Author), ("tags", Tag), ("picks", type(article))):
        content[name] = [row.pk for row in _rows(model, lists[name])]
    note = str(revision)
    restored = article.save_revision(content, by=by, at=at, act=Revision.Action.RESTORE, note=note)
    article.notify_changed(by=by, at=at)
    return restored


@transaction.atomic(savepoint=False)
def apply_revision(article, revision: Revision):
    """Make the row say what ``revision`` says. Rows that are gone since are left out.

    With its first text an article ceases to be developing.
    """
    content, before = revision.content, _lists(article)
    _take_over(article, content)
    _end_developing(article)
    article.latest_revision = article.live_revision = revision
    article.save(update_fields=[*FIELDS, "developing_since", "latest_revision", "live_revision"])
    if content["authors"] != before["authors"]:
        article.set_authors(_rows(Author, content["authors"]))
    if content["tags"] != before["tags"]:
        article.set_tags(_rows(Tag, content["tags"]))
    if content["picks"] != before["picks"]:
        article.set_picks(_rows(type(article), content["picks"]))


def _end_developing(article):
    if has_content(article.body):
        article.developing_since = None


def preview_with(article, content: dict) -> tuple[list[Author], list[Tag]]:
    """Let this instance, unsaved, say what ``content`` says; gives its authors and tags."""
    _take_over(article, content)
    return _rows(Author, content["authors"]), _rows(Tag, content["tags"])


def _take_over(article, content):
    for name in FIELDS:
        setattr(article, name, _existing(article, name, content[name]))


def _existing(article, name, value):
    """``value``, or where it is the key of a row that is gone since, what stands in for it."""
    before, model = getattr(article, name), _MODELS.get(name)
    if model is None or value in (None, before) or model.objects.filter(pk=value).exists():
        return value
    return None if article._meta.get_field(name).null else before


@transaction.atomic(savepoint=False)
def set_authors(article, authors: list[Author]):
    """Make the byline these authors, in this order."""
    invalidate(lists_key(article))
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author=author, position=n, published_at=article.published_at)
        for n, author in enumerate(authors)
    )


@transaction.atomic(savepoint=False)
def set_tags(article, tags: list[Tag]):
    """Make these the tags, in this order."""
    invalidate(lists_key(article))
    article.taggings.all().delete()
    ArticleTag.objects.bulk_create(
        ArticleTag(content_object=article, tag=tag, position=n, published_at=article.published_at)
        for n, tag in enumerate(tags)
    )


@transaction.atomic(savepoint=False)
def set_picks(article, articles: list):
    """Make the editor's picks these articles, in this order."""
    invalidate(lists_key(article))
    article.picks.all().delete()
    article.picks.bulk_create(
        article.picks.model(article=article, related=related, position=n)
        for n, related in enumerate(articles)
    )


@cache
def _stored(model: type[models.Model]) -> CompiledQuery:
    """The row of an article, ``model``, as the verbs ask for it."""
    return CompiledQuery(
        lambda article: model._default_manager.filter(pk=article).only(*_ASKED_BY_VERBS),
        article=NO_KEY,
    )


@cache
def _list_entries(picks: type[models.Model]) -> CompiledQuery:
    """All that stands in the lists of an article: name of the list, position, key of the entry,
    key of what stands there. ``picks`` is the model of its picks."""
    return CompiledQuery(
        lambda article: (
            _entries("authors", Byline, Byline.ARTICLE, "author_id", article)
            .union(
                _entries("tags", ArticleTag, ArticleTag.ARTICLE, "tag_id", article),
                _entries("picks", picks, "article", "related_id", article),
                all=True,
            )
            .order_by()
        ),
        article=NO_KEY,
    )


def _entries(name: str, model, field: str, key: str, article: int) -> models.QuerySet:
    rows = model.objects.filter(**{field: article}).order_by()
    return rows.values_list(Value(name), "position", "pk", F(key))


def _rows(model, keys):
    """The rows with these keys, in their order; a row that is gone is left out."""
    found = model.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]
