"""Two tags for one thing become one: articles, drafts, pins, big stories and addresses follow."""

from datetime import datetime

from django.db import transaction

from ..db.locks import article_write_lock
from .articles import Article
from .audit import Act
from .layouts import Layout
from .redirects import OldPath
from .revisions import Revision
from .tags import Tag


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
        _put(article, keys, into, by=by, at=at)
    for article in Article.objects.pending().select_related("latest_revision"):
        content = article.working_content()
        if keys & set(content["tags"]):
            content = content | {"tags": _replaced(content["tags"], keys, into)}
            article.keep(content, by=by, at=at, act=Revision.Act.MERGE)
    if any(tag.is_pinned for tag in gone) and not into.is_pinned:
        into.is_pinned = True
        into.save(update_fields=["is_pinned"])
    _put_on_boards(keys, into, by=by, at=at)
    for tag in gone:
        said = {"name": tag.name, "slug": tag.slug, "into": into.name}
        Act.record("merge_tags", tag, by=by, at=at, before=said, after={"tag": into.pk})
        path = tag.path
        tag.delete()
        OldPath.remember(path, into.path)


def _put(article, keys, into, *, by, at):
    names = list(article.taggings.values_list("tag_id", flat=True))
    found = Tag.objects.in_bulk(wanted := _replaced(names, keys, into))
    article.set_tags([found[key] for key in wanted])
    article.announce(by=by, at=at)


def _put_on_boards(keys, into, *, by, at):
    """Let the big story of a front page go on under the tag that stays."""
    for layout in Layout.objects.current():
        if layout.board.story in keys:
            board = layout.board._replace(story=into.pk)
            page = {"language": layout.language, "section": layout.section}
            Layout.keep(board, **page, base=layout.number, by=by, at=at)


def _replaced(names, keys, into):
    return list(dict.fromkeys(into.pk if name in keys else name for name in names))
