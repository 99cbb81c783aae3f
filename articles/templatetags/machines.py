"""What the head of a page tells search engines, messengers and feed readers; asks no query."""

import json
from textwrap import shorten
from typing import NamedTuple

from django import template
from django.utils.encoding import iri_to_uri
from django.utils.safestring import mark_safe

from .. import structured
from ..addresses import absolute, localize
from ..models.photos import SOCIAL

register = template.Library()

_LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_US"}
_DESCRIPTION = 200
_SUBJECTS = ("article", "section", "tag", "author")
# So that no text can end the script element, nor a line where old engines see one.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


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
    identity = context["chrome"].identity
    name, subject = next(
        ((name, context[name]) for name in _SUBJECTS if context.get(name)), ("", identity)
    )
    return {
        "title": getattr(subject, "seo_headline", "") or str(subject),
        "description": _description(subject) or identity.description,
        "url": _address(context["request"]),
        "locale": _LOCALES[context["edition"].language],
        "picture": _picture(subject, identity),
        "feed": localize(subject.path) + "rss.xml" if name in _SUBJECTS[1:] else "",
        "published": name == "article" and structured.iso(subject.published_at),
        "modified": name == "article" and structured.iso(structured.modified(subject)),
        "data": _data(name, subject, context["request"], identity),
    }


@register.filter
def whole(address):
    """``address`` with scheme and host."""
    return absolute(address)


def json_script(data):
    """``data`` as the content of ``<script type="application/ld+json">``."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308


def _description(subject):
    texts = (getattr(subject, name, "") for name in ("summary", "description", "biography"))
    return shorten(next(filter(None, texts), ""), _DESCRIPTION, placeholder="…")


def _address(request):
    """The page's own address; of what may follow it only the place in a list counts."""
    before = request.GET.get("before")
    return absolute(iri_to_uri(request.path)) + (f"?before={before}" if before else "")


def _picture(subject, identity):
    """The lead photo or the portrait, else the site's own picture, else its logo."""
    photos = (getattr(subject, name, None) for name in ("photo", "portrait"))
    for photo in [*photos, identity.social_picture]:
        if photo and SOCIAL in photo.renditions:
            return Picture(
                absolute(photo.rendition_url(SOCIAL)), photo.alt, *photo.renditions[SOCIAL]
            )
    return Picture(absolute(identity.logo.url), identity.name) if identity.logo else None


def _data(name, subject, request, identity):
    """The page's structured data as JSON; empty where it has none."""
    if name == "article":
        data = structured.for_article(subject, identity)
    elif name == "author":
        data = structured.for_author(subject, identity)
    elif name:
        data = structured.for_list(str(subject), subject.get_absolute_url(), identity)
    elif request.path == localize("/"):
        data = structured.for_front(identity)
    else:
        return ""
    return json_script(data)
