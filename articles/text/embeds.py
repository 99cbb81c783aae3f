"""Posts, videos and maps of other sites, recognised by their addresses.

Only what stands in :data:`PROVIDERS` is ever shown in a frame, and only at the address that is made
here from the parts of a recognised one. Everything else is a link. The patterns hold the whole
address, its host included, and are written in what Python and JavaScript read alike: the editor
recognises by the same ones.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import quote

_END: Final = r"""(?:[/?#][^\s<>"'\\]*)?"""  # of an address: what says nothing of the thing itself
_WORDS: Final = r"""[^\s<>"'\\]"""


class Provider(NamedTuple):
    """A site whose pages may stand in a frame.

    ``patterns`` match whole addresses; ``frame`` makes the address of the frame from an address and
    the groups of its pattern. ``shape`` is how much room a frame takes: ``wide`` is 16 by 9,
    ``tall`` 9 by 16, ``post`` of one height. Some tell the title of a thing to whoever asks at
    their ``oembed`` address (https://oembed.com) behind which ``page`` is written: the one address
    of the thing, from the same as ``frame``.
    """

    key: str
    name: str
    patterns: tuple[str, ...]
    frame: Callable[[str, tuple[str, ...]], str]
    host: str  # of the frame, for ``frame-src``
    shape: str = "wide"
    oembed: str = ""
    page: Callable[[str, tuple[str, ...]], str] = lambda url, parts: ""


class Embed(NamedTuple):
    """A recognised address: ``url`` as it was given, ``frame`` what a frame loads.

    ``page`` is the address by which its provider tells its title; empty where none does.
    """

    provider: Provider
    url: str
    frame: str
    page: str

    @property
    def oembed(self) -> str:
        """The address at which its provider tells its title, made of the table alone."""
        return self.provider.oembed + quote(self.page, safe="")


_START: Final = re.compile(r"[?&#](?:t|start)=(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?(?:&|$)")


def _youtube(url: str, parts: tuple[str, ...]) -> str:
    match = _START.search(url)
    hours, minutes, seconds = map(int, match.groups("0")) if match else (0, 0, 0)
    begin = 3600 * hours + 60 * minutes + seconds
    start = f"?start={begin}" if begin else ""
    return f"https://www.youtube-nocookie.com/embed/{parts[0]}{start}"


def _facebook(url: str, parts: tuple[str, ...]) -> str:
    plugin = "video" if re.search(r"/(?:videos|watch|reel)\b", url) else "post"
    return f"https://www.facebook.com/plugins/{plugin}.php?href={quote(url, safe='')}"


def _vimeo(url: str, parts: tuple[str, ...]) -> str:
    secret = f"&h={parts[1]}" if parts[1] else ""
    return f"https://player.vimeo.com/video/{parts[0]}?dnt=1{secret}"


_WORLD: Final = (85.0, 180.0)  # how far a map goes: latitude, longitude


def _map(url: str, parts: tuple[str, ...]) -> str:
    """A window of the map around its middle: at zoom 0 the world's 360° fill 256 pixels."""
    zoom, latitude, longitude = (float(part) for part in parts)
    wide = 360 * 640 / 256 / 2**zoom  # for a frame 640 pixels wide
    high = wide * 9 / 16 * 0.6  # a degree of latitude is longer, here about so
    west, east = longitude - wide / 2, longitude + wide / 2
    south, north = latitude - high / 2, latitude + high / 2
    box = (
        max(west, -_WORLD[1]), max(south, -_WORLD[0]), min(east, _WORLD[1]), min(north, _WORLD[0])
    )  # fmt: skip
    marker = re.search(r"[?&]mlat=(-?[\d.]+)&mlon=(-?[\d.]+)", url)
    pin = f"&marker={marker[1]}%2C{marker[2]}" if marker else ""
    window = "%2C".join(f"{edge:.5f}" for edge in box)
    return f"https://www.openstreetmap.org/export/embed.html?bbox={window}&layer=mapnik{pin}"


PROVIDERS: Final = (
    Provider(
        "youtube",
        "YouTube",
        (
            rf"https?://(?:www\.|m\.|music\.)?youtube\.com/watch\?(?:{_WORDS}*&)?v=([\w-]{{11}})"
            rf"(?:[&#]{_WORDS}*)?",
            rf"https?://(?:www\.|m\.)?youtube\.com/(?:shorts|live|embed)/([\w-]{{11}}){_END}",
            rf"https?://youtu\.be/([\w-]{{11}}){_END}",
        ),
        _youtube,
        "https://www.youtube-nocookie.com",
        oembed="https://www.youtube.com/oembed?format=json&url=",
        page=lambda url, parts: f"https://www.youtube.com/watch?v={parts[0]}",
    ),
    Provider(
        "telegram",
        "Telegram",
        (rf"https?://(?:t|telegram)\.me/(?:s/)?([A-Za-z]\w{{3,31}}/\d{{1,9}}){_END}",),
        lambda url, parts: f"https://t.me/{parts[0]}?embed=1&mode=tme",
        "https://t.me",
        "post",
    ),
    Provider(
        "instagram",
        "Instagram",
        (
            rf"https?://(?:www\.)?instagram\.com/(?:[\w.]{{1,30}}/)?(p|reel|tv)/([\w-]{{5,40}}){_END}",
        ),
        lambda url, parts: f"https://www.instagram.com/{parts[0]}/{parts[1]}/embed/",
        "https://www.instagram.com",
        "post",
    ),
    Provider(
        "x",
        "X",
        (rf"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/\w{{1,15}}/status/(\d{{1,20}}){_END}",),
        lambda url, parts: f"https://platform.twitter.com/embed/Tweet.html?id={parts[0]}&dnt=true",
        "https://platform.twitter.com",
        "post",
    ),
    Provider(
        "facebook",
        "Facebook",
        (
            rf"https?://(?:www\.|m\.|web\.)?facebook\.com/[\w.]{{1,80}}/(?:posts|videos)/[\w-]+{_END}",
            rf"https?://(?:www\.|m\.|web\.)?facebook\.com/(?:watch/?\?v=\d+|reel/\d+)"
            rf"(?:[&/#?]{_WORDS}*)?",
            rf"https?://(?:www\.|m\.|web\.)?facebook\.com/permalink\.php\?{_WORDS}+",
        ),
        _facebook,
        "https://www.facebook.com",
        "post",
    ),
    Provider(
        "tiktok",
        "TikTok",
        (rf"https?://(?:www\.|m\.)?tiktok\.com/(@[\w.]{{1,30}})/video/(\d{{5,25}}){_END}",),
        lambda url, parts: f"https://www.tiktok.com/player/v1/{parts[1]}",
        "https://www.tiktok.com",
        "tall",
        oembed="https://www.tiktok.com/oembed?url=",
        page=lambda url, parts: f"https://www.tiktok.com/{parts[0]}/video/{parts[1]}",
    ),
    Provider(
        "vimeo",
        "Vimeo",
        (
            r"https?://(?:www\.)?vimeo\.com/(?:channels/[\w-]+/)?(\d{5,12})(?:/([0-9a-f]{8,12}))?"
            + _END,
            rf"https?://player\.vimeo\.com/video/(\d{{5,12}})()?{_END}",
        ),
        _vimeo,
        "https://player.vimeo.com",
        oembed="https://vimeo.com/api/oembed.json?url=",
        page=lambda url, parts: f"https://vimeo.com/{'/'.join(filter(None, parts))}",
    ),
    Provider(
        "map",
        "OpenStreetMap",
        (
            rf"https?://(?:www\.)?openstreetmap\.org/(?:[\w/]*)(?:\?{_WORDS}*)?"
            r"#map=(\d{1,2})/(-?\d{1,2}(?:\.\d+)?)/(-?\d{1,3}(?:\.\d+)?)(?:&[\w=]*)?",
        ),
        _map,
        "https://www.openstreetmap.org",
    ),
)

_COMPILED: Final = [
    (provider, re.compile(pattern, re.ASCII))
    for provider in PROVIDERS
    for pattern in provider.patterns
]
LONGEST: Final = 500  # characters of an address


def recognise(url: str) -> Embed | None:
    """What stands at an address, if it is one of :data:`PROVIDERS`; None for every other one.

    >>> recognise("https://youtu.be/dQw4w9WgXcQ?t=42").frame
    'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=42'
    >>> recognise("https://youtube.com.example.org/watch?v=dQw4w9WgXcQ")
    """
    if len(url) > LONGEST:
        return None
    for provider, pattern in _COMPILED:
        if match := pattern.fullmatch(url):
            parts = match.groups("")
            return Embed(provider, url, provider.frame(url, parts), provider.page(url, parts))
    return None


def patterns() -> list[str]:
    """The patterns of all providers, for whoever recognises elsewhere."""
    return [pattern for provider in PROVIDERS for pattern in provider.patterns]
