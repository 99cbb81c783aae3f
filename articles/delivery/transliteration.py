"""A page in the letters of its edition: all of it at once, as it is about to leave."""

from django.http import HttpResponse, HttpResponseBase

from ..addresses import Edition
from ..kazakh.documents import convert_document, convert_json
from ..kazakh.soft_hyphens import without_marks
from . import site_context


def in_letters_of(edition: Edition, response: HttpResponseBase) -> HttpResponseBase:
    """``response`` with its HTML or JSON in the script of ``edition``; anything else untouched.

    A page that is in these letters already says so in ``Content-Language``.
    Feeds and sitemaps spell for themselves, text by text, before they are given their ETag.
    """
    if not isinstance(response, HttpResponse):  # it streams
        return response
    if not response.content or "Content-Language" in response:
        return response
    kind = response.get("Content-Type", "").partition(";")[0]
    if kind not in ("text/html", "application/json"):
        return response
    response["Content-Language"] = edition.lang
    convert = site_context.speller(edition)
    if convert is None:
        return response
    text = response.content.decode(response.charset)
    if kind == "text/html":
        response.content = convert_document(
            without_marks(text), convert, lang=edition.lang, right_to_left=edition.is_right_to_left
        )
    else:
        response.content = convert_json(text, convert)
    return response
