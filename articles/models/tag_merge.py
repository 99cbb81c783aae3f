"""Two tags for one thing become one: articles, drafts, pins, big stories and addresses follow."""

from datetime import datetime

from django.db import transaction

from ..db.locks import article_write_lock
from .audit import AuditEntry
from .content.article import Article
from .content.revisions import Revision
from .curation.layouts import Layout
from .site.redirects import Redirect
from .taxonomy.tags import Tag


@transaction.atomic
def merge_tags(tags: list[Tag], into: Tag, *, by, at: datetime):
    """Put ``into`` in the place of each of ``tags``, which are no more; their addresses lead to it.

    An article that has both keeps one, where the first stood; each is a new version of the article,
    and what editors have not published yet is changed with it. ``into`` is pinned if any was, and
    is the big story where one of them was.
    """
    article_write_lock()
    gone = [tag for tag in tags if tag != into]
    keys = {tag.pk for tag in gone}
    for article in Article.objects.filter(taggings__tag__in=keys).distinct().order_by("pk"):
        _replace_in_article(article, keys, into, by=by, at=at)
    for article in Article.objects.pending().select_related("latest_revision"):
        content = article.working_content()
        if keys & set(content["tags"]):
            content = content | {"tags": _replaced(content["tags"], keys, into)}
            article.save_revision(content, by=by, at=at, act=Revision.Action.MERGE)
    if any(tag.is_pinned for tag in gone) and not into.is_pinned:
        into.is_pinned = True
        into.save(update_fields=["is_pinned"])
    _replace_on_pages(keys, into, by=by, at=at)
    for tag in gone:
        said = {"name": tag.name, "slug": tag.slug, "into": into.name}
        AuditEntry.record("merge_tags", tag, by=by, at=at, before=said, after={"tag": into.pk})
        path = tag.path
        tag.delete()
        Redirect.add(path, into.path)


def _replace_in_article(article, keys, into, *, by, at):
    names = list(article.taggings.values_list("tag_id", flat=True))
    found = Tag.objects.in_bulk(wanted := _replaced(names, keys, into))
    article.set_tags([found[key] for key in wanted])
    article.notify_changed(by=by, at=at)


def _replace_on_pages(keys, into, *, by, at):
    """Let the big story of a front page go on under the tag that stays."""
    for version in Layout.objects.current():
        if version.layout.story in keys:
            layout = version.layout._replace(story=into.pk)
            page = {"language": version.language, "section": version.section}
            Layout.save_version(layout, **page, base=version.number, by=by, at=at)


def _replaced(names, keys, into):
    return list(dict.fromkeys(into.pk if name in keys else name for name in names))
