"""Articles: what is live, newest first, and each with its text."""

import json
from collections import defaultdict
from functools import partial

from django.http import Http404
from django.utils.translation import gettext_noop

from ...addresses import absolute, current_edition, lang_of
from ...db.compiled_queries import NEVER, NO_KEY, CompiledQuery
from ...delivery.contexts import PAGE_SIZE, find_article, with_kinds
from ...delivery.feeds.text import whole_text
from ...delivery.site_context import current as current_site
from ...delivery.structured_data import iso, modified
from ...models import Article, ArticleTag, Author, Byline, Section, Tag
from ..paging import cursor_of_text, page_of
from .photos import OF_PHOTOS, photo_row
from .setup import (
    AuthorSlug,
    Cursor,
    Key,
    Rows,
    SectionSlug,
    TagSlug,
    answer,
    door,
    fields_of,
    page,
)
from .shapes import ArticleRow, Articles, ArticleShape

_SUBJECTS = {"section": Section, "tag": Tag, "author": Author}


def _list(*, at, language, before=None, **keys):
    """The newest of the subjects with these ``keys`` behind a place, one more than a page."""
    live = Article.objects.live(at).in_language(language)
    found = _of_subjects(live, before, **keys).for_cards(at, "agency", *OF_PHOTOS)
    return found[: PAGE_SIZE + 1]


def _of_subjects(live, before, section=None, tag=None, author=None):
    """Read from one index, that of the tag or of the author; the others are looked at by row."""
    if section:
        live = live.in_section(Section(pk=section))
    if tag:
        live = live.filter(bylines__author=author) if author else live
        return live.tagged(Tag(pk=tag), before)
    return live.by_author(Author(pk=author), before) if author else live.newest(before)


_newest = {
    names: CompiledQuery(_list, at=NEVER, language="a language", **dict.fromkeys(names, NO_KEY))
    for names in ((), ("section",), ("tag",), ("author",))
}
_people = CompiledQuery(
    lambda articles: Byline.objects.filter(article__pk__among=articles).values_list(
        "article_id", "author_id", "author__name", "author__slug"
    ),
    articles="[-1]",
)
_tags = CompiledQuery(
    lambda articles: ArticleTag.objects.filter(content_object__pk__among=articles).values_list(
        "content_object_id", "tag_id", "tag__name", "tag__slug"
    ),
    articles="[-1]",
)


def _named(thing, name=""):
    return {
        "id": thing.pk,
        "name": name or thing.name,
        "slug": thing.slug,
        "url": absolute(thing.get_absolute_url()),
    }


def _notice(notice):
    return {"kind": notice.kind, "note": notice.note, "published_at": iso(notice.at)}


_FIELDS = {
    "id": lambda article: article.pk,
    "headline": lambda article: article.headline,
    "url": lambda article: absolute(article.get_absolute_url()),
    "lede": lambda article: article.lede,
    "language": lambda article: lang_of(article.language),
    "kind": lambda article: article.kind.localized_name,
    "section": lambda article: _named(article.section, article.section.localized_name),
    "authors": lambda article: [_named(author) for author in article.signed_by],
    "agency": lambda article: article.agency,
    "tags": lambda article: [_named(tag) for tag in article.tagged_with],
    "photo": lambda article: photo_row(article.lead_photo),
    "published_at": lambda article: iso(article.published_at),
    "updated_at": lambda article: iso(modified(article)),
}
ROWS = Rows(**_FIELDS)
WHOLE = Rows(
    **_FIELDS,
    body_html=lambda article: article.text_outside(),
    notices=lambda article: [_notice(notice) for notice in article.shown_notices],
)


@door("articles/", Articles, gettext_noop("Articles, newest first"), "articles")
def articles(
    request,
    section: SectionSlug = "",
    tag: TagSlug = "",
    author: AuthorSlug = "",
    before: Cursor = "",
    fields: fields_of(ArticleRow) = "",
):
    """All, or those of a section, a tag, an author, or of several of these together."""
    subjects = {"section": section, "tag": tag, "author": author}
    given = {name: slug for name, slug in subjects.items() if slug}
    return answer(
        request,
        lambda at: _page(at, before, fields, given),
        *("section", "tag", "author", "before", "fields"),
    )


def _page(at, before, fields, given):
    where = {"at": at, "language": current_edition().language}
    keys = {name: _key(name, slug, at) for name, slug in given.items()}
    query = None if before else _newest.get(tuple(keys))
    place = cursor_of_text(before) if before else None
    found = query(**where, **keys) if query else _list(before=place, **where, **keys)
    rows, cursor = page_of(list(found), PAGE_SIZE)
    _complete(rows, ROWS.wanted(fields), at)
    made = [ROWS.of(article, fields) for article in rows]
    return page("articles", made, cursor, **given, fields=fields)


def _key(name, slug, at):
    """That of a section, or of a tag or an author of whom readers may know."""
    subject = _SUBJECTS[name].objects.filter(slug=slug).first()
    if subject is None or (name != "section" and not subject.is_public(at)):
        raise Http404("no such list")
    return subject.pk


def _complete(rows, wanted, at):
    """Put beside the rows what stands in other tables, as far as it is ``wanted``."""
    with_kinds(rows, current_site(at))
    keys = json.dumps([article.pk for article in rows])
    people = _by_article(_people, keys, Author) if rows and "authors" in wanted else {}
    tags = _by_article(_tags, keys, Tag) if rows and "tags" in wanted else {}
    for article in rows:
        article.signed_by = people.get(article.pk, ())
        article.tagged_with = tags.get(article.pk, ())


def _by_article(query, keys, model):
    found = defaultdict(list)
    for article, key, name, slug in query(articles=keys):
        found[article].append(model(pk=key, name=name, slug=slug))
    return found


@door("articles/{int:pk}/", ArticleShape, gettext_noop("One article, with its text"), "article")
def article(request, pk: Key, fields: fields_of(ArticleShape) = ""):
    """As long as readers see it, in the edition of its language."""
    return answer(request, lambda at: _one(at, pk, fields), "fields")


def _one(at, pk, fields):
    found = find_article(pk, at=at)
    if found is None or found.language != current_edition().language:
        raise Http404("no such article")
    found.signed_by = [byline.author for byline in found.shown_bylines]
    found.tagged_with = [tagging.tag for tagging in found.shown_taggings]
    found.text_outside = partial(whole_text, found, at)
    return WHOLE.of(found, fields)
