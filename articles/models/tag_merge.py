"""Two tags for one thing become one: articles, drafts, pins, big stories and addresses follow.

It goes batch by batch, and what is left to do stands in the database: the articles that still have
the tag. So whoever is cut off is followed by who goes on, and two who do it at once do it once.
"""

from collections.abc import Callable
from datetime import datetime
from itertools import chain, islice

from django.db import transaction

from ..db.batches import parts, run_in_batches
from ..db.locks import article_write_lock, invalidate
from ..signals import articles_retagged, tags_merged
from .audit import AuditEntry
from .content.article import Article
from .content.editing import lists_key
from .content.recording import record_rows
from .content.revisions import Revision
from .content.tagging import ArticleTag
from .curation.layouts import Layout
from .desk.article_templates import ArticleTemplate
from .site.redirects import Redirect
from .taxonomy.tag_merges import TagMerge
from .taxonomy.tags import Tag


def merge_tags(tags: list[Tag], into: Tag, *, by, at: datetime):
    """Put ``into`` in the place of each of ``tags``, which are no more; their addresses lead to it.

    An article that has both keeps one, where the first stood; each is a new version of the article,
    and what editors have not published yet is changed with it. ``into`` is pinned if any was, and
    is the big story where one of them was. When this ends, all of it is done.
    """
    stays = begin_merge(tags, into, by=by, at=at)
    finish_merge(stays, clock=lambda: at)


@transaction.atomic
def begin_merge(tags: list[Tag], into: Tag, *, by, at: datetime) -> Tag:
    """Note a merge for :func:`finish_merge`, and give the tag that stays.

    That is ``into``, or what ``into`` is itself being merged into. The top bar and the big stories
    have it at once. Raises ``ValidationError`` as :meth:`TagMerge.begin`.
    """
    article_write_lock()
    into = Tag.objects.select_related("merge__into").get(pk=into.pk)
    into = into.successor or into
    gone = {merge.tag_id for merge in TagMerge.begin(tags, into, by=by, at=at)}
    _take_pins(gone, into)
    _replace_on_pages(gone, into, by=by, at=at)
    return into


def finish_merge(into: Tag, *, clock: Callable[[], datetime], between=None):
    """Do what is left of all merges into ``into``, and let others write between the batches.

    ``clock`` gives the instant under which a batch is on record, ``between`` is called after each.
    """
    run_in_batches(lambda size: merge_some(into, size, at=clock()), between)


@transaction.atomic(savepoint=False)
def merge_some(into: Tag, size: int, *, at: datetime) -> bool:
    """Move ``size`` articles at most to ``into``; whether there is more to do."""
    article_write_lock()
    merges = TagMerge.objects.filter(into=into).first_act()
    if not merges:
        return False
    gone, by, stays = {merge.tag_id for merge in merges}, merges[0].by, merges[0].into
    rows = ArticleTag.objects.filter(tag__in=gone)
    keys = _newest(rows, size)
    if keys:
        _move(keys, gone, stays, by=by, at=at)
    if rows.exists():
        return True
    pending = list(islice(_pending_with(gone), size - len(keys) + 1))
    for article in pending:
        content = article.working_content()
        content |= {"tags": _replaced(content["tags"], gone, stays)}
        article.save_revision(content, by=by, at=at, act=Revision.Action.MERGE)
    if len(pending) <= size - len(keys):
        _finish(merges, stays, by=by, at=at)
    return TagMerge.objects.filter(into=into).exists()


def _newest(rows, limit) -> list[int]:
    """Keys of the newest articles of these rows: what readers see first moves first."""
    rows = rows.order_by("-published_at", "-content_object_id")
    return list(dict.fromkeys(rows.values_list("content_object_id", flat=True)[:limit]))


def _move(keys, gone, into, *, by, at):
    """Give the articles ``into`` where the first of their tags stood that are now one."""
    first, others = {}, []
    rows = ArticleTag.objects.filter(content_object__in=keys, tag__in={*gone, into.pk})
    for article, pk in rows.order_by("position", "pk").values_list("content_object_id", "pk"):
        if first.setdefault(article, pk) != pk:
            others.append(pk)
    if others:
        ArticleTag.objects.filter(pk__in=others).delete()
    ArticleTag.objects.filter(pk__in=first.values()).update(tag=into)
    articles = list(Article.objects.filter(pk__in=keys))
    for article in articles:
        invalidate(lists_key(article))
    record_rows(articles, by=by, at=at)
    articles_retagged.send(Article, articles=articles, at=at)


def _pending_with(tags):
    """Articles that are to get one of ``tags`` with what editors have not published yet."""
    newest = Article.objects.pending().order_by().values("latest_revision")
    saved = Revision.objects.filter(pk__in=newest).order_by("article")
    named = [
        revision.article_id
        for revision in chain.from_iterable(parts(saved, 100))
        if tags & set(revision.content.get("tags") or ())
    ]
    for pk in named:
        yield Article.objects.select_related("latest_revision").get(pk=pk)


def _replaced(names, keys, into):
    return list(dict.fromkeys(into.pk if name in keys else name for name in names))


def _finish(merges, into, *, by, at):
    """No article has the tags any more: take them out, and lead their addresses on."""
    gone = {merge.tag_id for merge in merges}
    _take_pins(gone, into)
    _replace_on_pages(gone, into, by=by, at=at)
    for template in ArticleTemplate.objects.filter(tags__in=gone).distinct():
        template.tags.add(into)
    tags_merged.send(Tag, tag=into, at=at)
    for merge in merges:
        tag = merge.tag
        said = {"name": tag.name, "slug": tag.slug, "into": into.name}
        AuditEntry.record("merge_tags", tag, by=by, at=at, before=said, after={"tag": into.pk})
        path = tag.path
        merge.delete()
        tag.delete()
        Redirect.add(path, into.path)


def _take_pins(tags, into):
    """Let ``into`` be in the top bar in the place of ``tags``."""
    pinned = list(Tag.objects.filter(pk__in=tags, is_pinned=True))
    for tag in pinned:
        tag.is_pinned = False
        tag.save(update_fields=["is_pinned"])
    if pinned and not into.is_pinned:
        into.is_pinned = True
        into.save(update_fields=["is_pinned"])


def _replace_on_pages(keys, into, *, by, at):
    """Let the big story of a front page go on under the tag that stays."""
    for version in Layout.objects.current():
        if version.layout.story in keys:
            layout = version.layout._replace(story=into.pk)
            page = {"language": version.language, "section": version.section}
            Layout.save_version(layout, **page, base=version.number, by=by, at=at)
