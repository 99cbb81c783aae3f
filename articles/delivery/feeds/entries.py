"""An article as an entry of a feed, its text complete and its addresses whole."""

import html
import re
from typing import NamedTuple
from urllib.parse import urljoin

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import pgettext

from ...addresses import absolute, current_edition, lang_of
from ...file_types import VIDEO
from ...kazakh.dates import stamp
from ...models import Author
from ...models.media.photos import SOCIAL
from ...text import bodies, embeds
from .. import site_context
from ..blocks import shown_photos
from ..structured_data import caption_of, modified, widest

_WIDTH = 960  # of photos in the text: feed readers do not choose among renditions
_LINK = re.compile(r'(<a [^>]*?href=")([^"]*)')


class Text(NamedTuple):
    """The text of an article, its addresses whole, and keys of what it links to and shows."""

    html: str
    links: list[str]
    photos: list[int]
    articles: list[int]
    files: list[int]
    pages: list[str]  # of embeds


def text_of(article):
    """The text of an article as it is anywhere outside the site."""
    text = _with_whole_links(article)
    named = bodies.photo_ids(text), bodies.article_ids(text), bodies.file_ids(text)
    return Text(text, bodies.links(text), *named, bodies.embed_pages(text))


def tag_uri(name):
    """An id in the form of RFC 4151 that outlives every change of address, of the host too.

    >>> tag_uri("article/12")
    'tag:newsroom.example,2026:article/12'
    """
    return f"tag:{site_context.current().identity.tag_host},2026:{name}"


def _id_of(name):
    """The id of an entry: readers keep one of those that are the same, so each script has its own.

    In the letters in which it is written an entry has the one that it always had.
    """
    edition = current_edition()
    return tag_uri(f"{name}/{edition.lang}" if edition.script else name)


def entry(article, text, hidden, people, tags, named):
    """An article as arguments of ``SyndicationFeed.add_item``.

    With its :class:`Text`, less the links that are ``hidden``; with names and slugs of the
    ``people`` in its byline, the names of its ``tags``, and what the blocks in its text name.
    """
    body = bodies.without_links(text.html, hidden)
    return {
        "title": article.headline,
        "link": absolute(article.get_absolute_url()),
        "description": html.escape(article.summary or article.headline, quote=False),
        "content": _full_text(article, body, named),
        "unique_id": _id_of(f"article/{article.pk}"),
        "unique_id_is_permalink": False,
        "pubdate": _local(article.published_at),
        "updateddate": _local(modified(article)),
        "categories": list(dict.fromkeys([article.section.localized_name, *tags])),
        "authors": _authors(article, people),
        "picture": _picture(article, shown_photos(article, text.html, named)),
        "language": lang_of(article.language),
    }


def body_of(text, hidden, named):
    """A :class:`Text` as HTML that can stand alone, less the links that are ``hidden``."""
    body = bodies.without_links(text.html, hidden)
    return bodies.render(body, lambda block: _block(block, named))


def correction_entry(correction, identity):
    """A correction as arguments of ``SyndicationFeed.add_item``."""
    article, label = correction.article, correction.get_kind_display()
    return {
        "title": f"{label}: {article.headline}",
        "link": absolute(article.get_absolute_url()),
        "description": html.escape(correction.note, quote=False),
        "content": format_html("<p>{}</p>", correction.note),
        "unique_id": _id_of(f"correction/{correction.pk}"),
        "unique_id_is_permalink": False,
        "pubdate": _local(correction.at),
        "updateddate": _local(correction.at),
        "categories": [label],
        "authors": [(identity.name, "")],
        "picture": {},
        "language": lang_of(article.language),
    }


def _local(moment):
    """By the newsroom's clock; some readers forget the offset where they meet microseconds."""
    return timezone.localtime(moment).replace(microsecond=0)


def _authors(article, people):
    """Name and address of everybody in the byline; the agency, without address, if nobody."""
    authors = [Author(name=name, slug=slug) for name, slug in people]
    named = [(author.name, absolute(author.get_absolute_url())) for author in authors]
    return named or [(article.agency, "")]


def _picture(article, photos):
    """The first of ``photos`` that may be shared, in JPEG, which every reader shows: address, size
    and words. Empty if none."""
    fit = (photo for photo in photos if photo.for_social and SOCIAL in photo.renditions)
    photo = next(fit, None)
    if photo is None:
        return {}
    width, height = photo.renditions[SOCIAL]
    return {
        "url": absolute(photo.rendition_url(SOCIAL)),
        "width": str(width),
        "height": str(height),
        "caption": caption_of(article, photo) or photo.alt,
        "credit": photo.credit_words,
    }


def _with_whole_links(article):
    base = absolute(article.get_absolute_url())
    clean = bodies.clean(article.body)  # see ``pages.body_html``
    return _LINK.sub(lambda link: link[1] + _whole(link[2], base), clean)


def _full_text(article, body, named):
    """Lead photo, lede and ``body`` as HTML that can stand alone anywhere."""
    parts = [
        *(_notice(notice) for notice in article.shown_notices),
        _figure(article.lead_photo, article.caption),
        format_html("<p><strong>{}</strong></p>", article.lede) if article.lede else "",
        bodies.render(body, lambda block: _block(block, named)),
    ]
    # Of a developing article there is nothing but the headline.
    text = "\n".join(filter(None, parts)) or format_html("<p>{}</p>", article.headline)
    if current_edition().is_right_to_left:
        return f'<div lang="{lang_of(article.language)}" dir="rtl">{text}</div>'
    return text


def _block(block, named):
    """A typed block in plain HTML: what no feed reader shows is a link to where it is."""
    return _BLOCKS[block.kind](block, named)


def _photo(block, named):
    return _figure(named.photos.get(int(block.value)))


def _gallery(block, named):
    title = format_html("<p><strong>{}</strong></p>", *block.words) if block.words else ""
    return "\n".join([title, *(_figure(named.photos.get(key)) for key in block.photos)])


def _embed(block, named):
    found = embeds.recognise(block.value)
    if found is None:
        return ""
    still = _figure(named.photos.get(block.photos[0])) if block.photos else ""
    words = block.values.get("title", block.value)
    if told := named.told_title(block):  # in whatever language that is
        words = format_html('<bdi translate="no">{}</bdi>', told)
    link = format_html('<a href="{}">{}</a>', block.value, words)
    return format_html("{}<p>{}: {}</p>", mark_safe(still), found.provider.name, link)  # noqa: S308


def _card(block, named):
    card = named.articles.get(int(block.value))
    if card is None:
        return ""
    address, label = absolute(card.get_absolute_url()), pgettext("card in a text", "Read also")
    return format_html('<p>{}: <a href="{}">{}</a></p>', label, address, card.headline)


def _file(block, named):
    file = named.files.get(int(block.value))
    return file_html(file) if file else ""


def _pullquote(block, named):
    lines = format_html_join(mark_safe("<br>"), "{}", ((words,) for words in block.words))
    return format_html("<blockquote><p>{}</p></blockquote>", lines)


_BLOCKS = {
    "photo": _photo,
    "gallery": _gallery,
    "embed": _embed,
    "file": _file,
    "article": _card,
    "pullquote": _pullquote,
}


def _notice(notice):
    day = stamp(notice.at, timezone.get_default_timezone())
    return format_html("<p><em>{}, {}: {}</em></p>", notice.label, day, notice.note)


def _whole(href, base):
    plain = html.unescape(href).replace("\\", "/")  # as browsers read it
    return html.escape(urljoin(base, plain))


def file_html(file):
    """A document, audio or video as it is in a feed: a player where there is one, else a link."""
    address = absolute(file.file.url)
    link = format_html('<a href="{}">{}</a> ({})', address, file.title, file.type_and_size)
    if file.is_document:
        return format_html("<p>{}</p>", link)
    words = format_html("{} · {}", link, file.credit)
    return format_html(
        '<figure><{0} controls preload="none" src="{1}"{2}></{0}>'
        "<figcaption>{3}</figcaption></figure>",
        file.kind,
        address,
        _size_and_poster(file),
        words,
    )


def _size_and_poster(file):
    """Attributes of a video."""
    if file.kind != VIDEO:
        return ""
    size = format_html(' width="{}" height="{}"', *file.shape)
    poster = file.shown_poster_url
    return size + format_html(' poster="{}"', absolute(poster)) if poster else size


def _figure(photo, caption=""):
    """The photo with what must be said with it; nothing while its file is awaited."""
    name = widest(photo, _WIDTH) if photo else ""
    if not name:
        return ""
    width, height = photo.renditions[name]
    words = [caption or photo.caption, photo.credit_line]
    return format_html(
        '<figure><img src="{}" width="{}" height="{}" alt="{}">'
        "<figcaption>{}</figcaption></figure>",
        absolute(photo.rendition_url(name)),
        width,
        height,
        photo.alt,
        format_html_join(mark_safe("<br>"), "{}", ((text,) for text in words if text)),
    )
