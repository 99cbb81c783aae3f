"""Links into the site itself: where they lead, and which of them lead nowhere."""

import re
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet

from ...addresses import edition_of
from ...text import bodies
from ..media.files import MediaFile
from ..people.authors import Author
from ..site.redirects import Redirect
from ..taxonomy.sections import RESERVED_SLUGS, Section
from ..taxonomy.tags import Tag

ARTICLE = re.compile(r"/[^/]+/([0-9]{1,18})-[^/]*/?")
NAMED = re.compile(r"/(tag|author)/([^/]+)(?:/[^/]*)?")  # the page, or one of its feeds
_SECTION = re.compile(r"/([^/]+)/")
_FILE = re.compile(r"/media/(files/.+)", re.DOTALL)


def dead_links(html: str, live: QuerySet) -> list[str]:
    """The links of a body into the site that readers could not follow.

    What is checked: articles, which must be among ``live``; sections, tags, authors; files, which
    one of ``live`` must show, or the body itself. Other addresses of the site are taken for good.
    """
    paths = {link: path for link in bodies.links(html) if (path := path_in_site(link))}
    if not paths:
        return []
    redirected = set(
        Redirect.objects.filter(path__in=paths.values()).values_list("path", flat=True)
    )
    wanted = {link: path for link, path in paths.items() if path not in redirected}
    found = _found(wanted.values(), live) | _found_files(html, wanted.values(), live)
    return [link for link, path in wanted.items() if not _leads_somewhere(path, found)]


def path_in_site(link: str, base: str = "") -> str:
    """The path of a link without the prefix of its edition; empty for one that leads elsewhere.

    A link without a host stands on the page at the path ``base``; without that, it stays as it is.

    >>> path_in_site("//newsroom.example/ru/tag/su/"), path_in_site("../2-y/", "/sayasat/1-x/")
    ('/tag/su/', '/sayasat/2-y/')
    """
    link = link.strip().replace("\\", "/")  # as browsers read it
    try:
        parts = urlsplit(urljoin(settings.SITE_URL + base, link) if base else link)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("", "http", "https") or (host and not _is_own(host)):
        return ""
    path = unquote(parts.path)
    if not host and not path:  # a place in the page itself
        return ""
    return "/" + path.removeprefix(edition_of(path).prefix) if path.startswith("/") else path or "/"


def _is_own(host: str) -> bool:
    """Whether the site answers under this name; ``*`` among the names says nothing."""
    own = [urlsplit(settings.SITE_URL).hostname, *settings.ALLOWED_HOSTS]
    return _plain(host) in {_plain(name) for name in own if name and name != "*"}


def _plain(host: str) -> str:
    """A name of a host without what browsers do not tell apart, nor most sites (``www.``)."""
    plain = host.lower().strip(".").removeprefix("www.")
    try:
        return plain.encode("idna").decode()
    except UnicodeError:
        return plain


def _found(paths, live):
    """Keys of the articles that these paths lead to."""
    keys = [int(match[1]) for path in paths if (match := ARTICLE.fullmatch(path))]
    return set(live.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def _found_files(html, paths, live):
    """Names of the files that these paths lead to, as far as readers may have them."""
    names = [match[1] for path in paths if (match := _FILE.fullmatch(path))]
    if not names:
        return set()
    files = MediaFile.objects.filter(Q(file__in=names) | Q(captions__in=names))
    shown = Q(pk__in=bodies.file_ids(html)) | Q(usages__article__in=live.order_by())
    found = files.filter(shown).values_list("file", "captions")
    return {name for pair in found for name in pair if name}


def _leads_somewhere(path, found):
    if match := ARTICLE.fullmatch(path):
        return int(match[1]) in found
    if match := _FILE.fullmatch(path):
        return match[1] in found
    if match := NAMED.fullmatch(path):
        model = Tag if match[1] == "tag" else Author
        return model.objects.filter(slug=match[2]).exists()
    if match := _SECTION.fullmatch(path):
        return match[1] in RESERVED_SLUGS or Section.objects.filter(slug=match[1]).exists()
    return path.startswith("/")
