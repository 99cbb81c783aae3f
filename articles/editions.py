"""A page in the letters of its edition: all of it at once, as it is about to leave."""

from django.http import HttpResponseBase

from . import site
from .addresses import Edition
from .kazakh.documents import convert_document, convert_json


def in_letters_of(edition: Edition, response: HttpResponseBase) -> HttpResponseBase:
    """``response`` with its HTML or JSON in the script of ``edition``; anything else untouched.

    Feeds and sitemaps spell for themselves, text by text, before they are given their ETag.
    """
    convert = site.speller(edition)
    if convert is None or response.streaming or not response.content:
        return response
    kind = response.get("Content-Type", "").partition(";")[0]
    if kind == "text/html":
        page = convert_document(
            response.content.decode(response.charset),
            convert,
            lang=edition.lang,
            right_to_left=edition.is_right_to_left,
        )
        response.content = page
    elif kind == "application/json":
        response.content = convert_json(response.content.decode(response.charset), convert)
    return response
