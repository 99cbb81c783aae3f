"""How readers' pages choose among the renditions of a photo: by what the layout makes of it.

The widths here are those of ``static/css``: a rule that changes there changes one of these too.
``tests/journeys/reader/test_pictures.py`` compares them in a browser.
"""

import re
from typing import NamedTuple

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from ..models.media.photos import FORMATS, PARTIAL, formats_of

register = template.Library()


class Use(NamedTuple):
    """Where photos stand: the renditions to choose from, the one for browsers that cannot choose,
    and the width that the place has; without one, the first is for plain screens, the second for
    all others. ``is_whole`` where a tall photo is not cut, but kept within the screen."""

    names: tuple[str, ...]
    fallback: str
    sizes: str = ""
    is_whole: bool = False


_LARGE = ("w320", "w480", "w640", "w960", "w1200", "w1600", "w2000")
# All that stands in a column of an article between 64rem and 72rem, where the column grows.
_COLUMN = "(min-width: 64rem) calc(100vw - 26rem)"
_PHONE_CARD = "6.625rem"  # a third of 320 pixels: three of a telephone to each of the layout
# A condition, if there is one, and what is the width then.
_SIZE = re.compile(r"(\([^)]*\) |)([^,]+)(?:, |$)")
_SCREEN = 80  # per cent of its height that a photo may take, as ``max-block-size`` in the styles

_USES = {
    "front": Use(
        _LARGE,
        "w960",
        "(min-width: 80rem) 54.5rem, (min-width: 64rem) calc(100vw - 25.5rem), "
        "(min-width: 50rem) calc(100vw - 4rem), 92vw",
    ),
    "lead": Use(
        _LARGE,
        "w960",
        f"(min-width: 72rem) 46rem, {_COLUMN}, (min-width: 48rem) calc(100vw - 4rem), 100vw",
        is_whole=True,
    ),
    "body": Use(
        _LARGE[1:-1],
        "w960",
        f"(min-width: 68rem) 42rem, {_COLUMN}, (min-width: 46rem) 42rem, 92vw",
        is_whole=True,
    ),
    "gallery": Use(
        ("w320", "w480", "w640", "w960"),
        "w640",
        "(min-width: 68rem) 20.5rem, (min-width: 64rem) calc(50vw - 13.5rem), "
        "(min-width: 46rem) 20.5rem, (min-width: 37rem) calc(46vw - 0.5rem), 92vw",
    ),
    "top": Use(("w160", "w320"), "w160"),
    "four": Use(
        ("w320", "w640"),
        "w320",
        f"(min-width: 80rem) 18rem, (min-width: 64rem) calc(25vw - 2rem), {_PHONE_CARD}",
    ),
    "block": Use(
        ("w320", "w640"),
        "w320",
        f"(min-width: 72.5rem) 18rem, (min-width: 55rem) 30vw, (min-width: 40rem) 45vw, "
        f"{_PHONE_CARD}",
    ),
    "list": Use(("w320", "w480"), "w320", f"(min-width: 48rem) 15rem, {_PHONE_CARD}"),
    "thumb": Use(("w160", "w320"), "w160"),
}
# Pictures without their words, by the digest of the photo, whether there is more to come, and use.
_pictures: dict[tuple[str, bool, str], str] = {}
_MOST_PICTURES = 10_000


@register.simple_tag
def picture(photo, use, alt="", eager=False):
    """The ``<picture>`` of ``photo`` for a use in :data:`_USES`; nothing without renditions."""
    if not (photo and photo.renditions):
        return ""
    key = photo.renditions["base"], PARTIAL in photo.renditions, use
    if key not in _pictures:
        if len(_pictures) >= _MOST_PICTURES:
            _pictures.clear()
        _pictures[key] = _picture(photo, _USES[use])
    loading = "fetchpriority=high" if eager else "loading=lazy decoding=async"
    # Everything in it is escaped; of a picture that is made once only the words differ.
    return mark_safe(f'{_pictures[key]} alt="{escape(alt)}" {loading}></picture>')  # noqa: S308


def _picture(photo, use):
    names = [name for name in use.names if name in photo.renditions] or ["w160"]
    fallback = use.fallback if use.fallback in names else names[-1]
    is_tall = photo.renditions["w160"][1] > photo.renditions["w160"][0]
    sizes = _sizes(photo, use) if use.is_whole and is_tall else use.sizes
    *modern, plain = formats_of(photo.renditions)
    sources = [_source(photo, names, ending, sizes) for ending in modern or [plain]]
    colour = photo.renditions.get("colour") if not (use.is_whole and is_tall) else ""
    image = format_html(
        '<img src="{}" width="{}" height="{}"',
        photo.rendition_url(fallback, plain),
        *photo.renditions[fallback],
    )
    tone = format_html(' data-tone="{}"', colour) if colour else ""
    return f"<picture>{''.join(sources)}{image}{tone}"


def _sizes(photo, use):
    """Those of a photo that is higher than wide: its height may be what ends it."""
    width, height = photo.renditions["w160"]
    highest = f"{_SCREEN * width / height:.0f}vh"
    return ", ".join(f"{when}min({size}, {highest})" for when, size in _SIZE.findall(use.sizes))


def _source(photo, names, ending, sizes):
    media_type = f"image/{FORMATS[ending].lower()}"
    if sizes:
        srcset = photo.srcset_of(names, ending)
        return format_html('<source type="{}" srcset="{}" sizes="{}">', media_type, srcset, sizes)
    urls = [photo.rendition_url(name, ending) for name in names]
    srcset = ", ".join([urls[0], *(f"{url} 2x" for url in urls[1:])])
    return format_html('<source type="{}" srcset="{}">', media_type, srcset)
