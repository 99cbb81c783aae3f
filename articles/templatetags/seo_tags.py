"""What the head of a page tells search engines, messengers and feed readers; asks no query."""

import json
from html import escape
from typing import NamedTuple

from django import template
from django.utils.encoding import iri_to_uri
from django.utils.safestring import mark_safe

from ..addresses import absolute, in_other_scripts, localize
from ..delivery import structured_data
from ..models.media.photos import SOCIAL

register = template.Library()

_LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_US"}
_DESCRIPTION = 200
_SUBJECTS = ("article", "section", "tag", "author")
# So that no text can end the script element, nor a line where old engines see one.
_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class Picture(NamedTuple):
    """The picture of a link, with its size if it is a photo cut to the shape of previews."""

    url: str
    alt: str = ""
    width: int = 0
    height: int = 0


@register.simple_tag(takes_context=True)
def page_head(context):
    """What ``_meta.html`` writes of the page; None for a draft's preview, which is nobody's."""
    if context.get("is_preview") or "request" not in context:
        return None
    identity, request = context["site"].identity, context["request"]
    name, subject = next(
        ((name, context[name]) for name in _SUBJECTS if context.get(name)), ("", identity)
    )
    title = getattr(subject, "seo_headline", "") or str(subject)
    description = _description(subject) or identity.description
    address = _address(request)
    picture = _picture(subject, identity)
    properties = [
        ("og:site_name", identity.name),
        ("og:locale", _LOCALES[context["edition"].language]),
        ("og:type", "article" if name == "article" else "website"),
        ("og:title", title),
        ("og:description", description),
        ("og:url", address),
        *(_of_picture(picture) if picture else ()),
        *(_of_article(subject) if name == "article" else ()),
    ]
    return {
        "description": description,
        "address": address,
        "scripts": _scripts(context["edition"], request),
        "properties": _elements('<meta property="{}" content="{}">', properties),
        "card": "summary_large_image" if picture and picture.width else "summary",
        "feeds": _feeds(name, title, subject, identity),
        "data": _data(name, subject, request, identity),
    }


@register.simple_tag(takes_context=True)
def link_preview(context):
    """What a messenger and a search engine show of a link to the article of the context."""
    article, identity = context["article"], context["site"].identity
    picture = _picture(article, identity)
    return {
        "title": article.seo_headline or article.headline,
        "description": _description(article) or identity.description,
        "picture": picture.url if picture else "",
        "is_large": bool(picture and picture.width),
    }


def json_script(data):
    """``data`` as the content of ``<script type="application/ld+json">``."""
    text = json.dumps(data, ensure_ascii=False)
    for sign, written in _ESCAPES.items():
        text = text.replace(sign, written)
    return mark_safe(text)  # noqa: S308, all that HTML could read is gone


def _elements(pattern, rows):
    """``pattern`` filled with each of ``rows``; a tenth of the time of ``format_html_join``."""
    return mark_safe(  # noqa: S308, every part is escaped here
        "\n".join(pattern.format(*(escape(str(part)) for part in row)) for row in rows)
    )


def _description(subject):
    texts = (getattr(subject, name, "") for name in ("summary", "description", "biography"))
    return structured_data.shortened(next(filter(None, texts), ""), _DESCRIPTION)


def _address(request, edition=None):
    """The page's own address, or that of the same page in another edition.

    Of what may follow an address only the place in a list counts.
    """
    before = request.GET.get("before")
    path = edition.path(request.path_info) if edition else request.path
    return absolute(iri_to_uri(path)) + (f"?before={before}" if before else "")


def _scripts(edition, request):
    """The same page in each script of its language, the first of them for whoever reads none."""
    same = in_other_scripts(edition)
    if len(same) == 1:
        return ""
    rows = [(other.lang, _address(request, other)) for other in same]
    link = '<link rel="alternate" hreflang="{}" href="{}">'
    return _elements(link, [*rows, ("x-default", rows[0][1])])


def _picture(subject, identity):
    """The lead photo or the portrait, else the site's own picture, else its logo."""
    photos = [getattr(subject, "shown_portrait", None), *getattr(subject, "shown_photos", ())]
    for photo in [*photos, identity.shown_picture]:
        if photo and photo.for_social and SOCIAL in photo.renditions:
            url = absolute(photo.rendition_url(SOCIAL))
            return Picture(url, photo.alt, *photo.renditions[SOCIAL])
    return Picture(absolute(identity.logo.url), identity.name) if identity.logo else None


def _of_picture(picture):
    yield "og:image", picture.url
    if picture.width:
        yield "og:image:type", "image/jpeg"
        yield "og:image:width", picture.width
        yield "og:image:height", picture.height
    yield "og:image:alt", picture.alt


def _of_article(article):
    yield "article:published_time", structured_data.iso(article.published_at)
    yield "article:modified_time", structured_data.iso(structured_data.modified(article))
    yield "article:section", article.section.localized_name
    for byline in article.shown_bylines:
        yield "article:author", absolute(byline.author.get_absolute_url())
    for tagging in article.shown_taggings:
        yield "article:tag", tagging.tag.name


def _feeds(name, title, subject, identity):
    """Title and address of the feeds to which a reader of the page may want to subscribe."""
    feeds = [(identity.name, localize("/rss.xml"))]
    if name in _SUBJECTS[1:]:
        feeds.append((title, localize(subject.path) + "rss.xml"))
    link = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'
    return _elements(link, feeds)


def _data(name, subject, request, identity):
    """The page's structured data as JSON; empty where it has none."""
    if name == "article":
        data = structured_data.for_article(subject, identity)
    elif name == "author":
        data = structured_data.for_author(subject, identity)
    elif name:
        data = structured_data.for_list(str(subject), subject.get_absolute_url(), identity)
    elif request.path == localize("/"):
        data = structured_data.for_front(identity)
    elif request.path == localize("/imprint/"):
        data = structured_data.for_imprint(identity)
    else:
        return ""
    return json_script(data)
