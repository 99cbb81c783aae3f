"""Links from a body into the site itself, and which of them lead nowhere."""

import re
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings

from .. import bodies
from ..addresses import edition_of
from .authors import Author
from .redirects import OldPath
from .sections import RESERVED_SLUGS, Section
from .tags import Tag

_ARTICLE = re.compile(r"/[^/]+/([0-9]{1,18})-[^/]*/?")
_NAMED = re.compile(r"/(tag|author)/([^/]+)/?")
_SECTION = re.compile(r"/([^/]+)/")


def dead_links(html: str, articles, at: datetime) -> list[str]:
    """The links of a body into the site that readers could not follow at ``at``.

    What is judged: articles (``articles`` is their manager), sections, topics, authors. Other
    addresses of the site are taken for good.
    """
    paths = {link: path for link in bodies.links(html) if (path := _path_in_site(link))}
    if not paths:
        return []
    moved = set(OldPath.objects.filter(path__in=paths.values()).values_list("path", flat=True))
    wanted = {link: path for link, path in paths.items() if path not in moved}
    live = _live_articles(wanted.values(), articles, at)
    return [link for link, path in wanted.items() if not _leads_somewhere(path, live)]


def _path_in_site(link):
    """The path of a link without the prefix of its edition; empty for one that leads elsewhere."""
    parts = urlsplit(link)
    if parts.scheme in ("mailto", "tel"):
        return ""
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return ""
    path = unquote(parts.path)
    if not parts.netloc and not path:  # a place in the page itself
        return ""
    return "/" + path.removeprefix(edition_of(path).prefix) if path.startswith("/") else path or "/"


def _live_articles(paths, articles, at):
    keys = [int(match[1]) for path in paths if (match := _ARTICLE.fullmatch(path))]
    return set(articles.live(at).filter(pk__in=keys).values_list("pk", flat=True)) if keys else ()


def _leads_somewhere(path, live):
    if match := _ARTICLE.fullmatch(path):
        return int(match[1]) in live
    if match := _NAMED.fullmatch(path):
        model = Tag if match[1] == "tag" else Author
        return model.objects.filter(slug=match[2]).exists()
    if match := _SECTION.fullmatch(path):
        return match[1] in RESERVED_SLUGS or Section.objects.filter(slug=match[1]).exists()
    return path.startswith("/")
