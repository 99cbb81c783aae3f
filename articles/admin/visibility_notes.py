"""Why readers do not see something that an editor has put on a page, and from when on they will."""

from datetime import datetime

from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ..delivery import visibility
from ..kazakh.dates import stamp
from ..models import Article, Redirect, Tag
from ..models.workflow.links import ARTICLE, dead_links, path_in_site


def note_on_tag(tag: Tag, at: datetime) -> str:
    """Why the top bar does not show a tag that is pinned; empty where it does."""
    if not tag.is_pinned or tag.is_public(at):
        return ""
    if instant := visibility.awaited(tag.path, at):
        return _(
            "Readers do not see this tag yet: no article of it is out. The first comes out at "
            "%(at)s, and the tag with it."
        ) % {"at": _stamp(instant)}
    return _(
        "Readers do not see this tag yet: no article of it is out. It appears by itself with the "
        "first one."
    )


def note_on_link(link: str, at: datetime) -> str:
    """Why the breaking news stand without their link at ``at``; empty where they have it."""
    if not visibility.hidden([link], at):
        return ""
    if instant := visibility.awaited(link, at):
        return _(
            "The message has no link yet: the article that it leads to comes out at %(at)s. The "
            "link is added by itself then."
        ) % {"at": _stamp(instant)}
    return _(
        "The message has no link yet: readers may not see the page that it leads to. The link is "
        "added by itself once they may."
    )


def refusal_of_link(link: str, at: datetime) -> str:
    """Why the breaking news may not lead to ``link`` at ``at``; empty where readers get there."""
    path = path_in_site(link, "/")
    if not path or not _is_dead(link, path, at):
        return ""
    if instant := visibility.awaited(link, at):
        return _(
            "Readers cannot open this link yet: the article comes out at %(at)s. Let the breaking "
            "news begin then, or leave the link empty."
        ) % {"at": _stamp(instant)}
    if ARTICLE.fullmatch(path):
        return _("Readers cannot open this link: the article is not published.")
    return _("The link leads nowhere: the site has no such page.")


def _is_dead(link: str, path: str, at: datetime) -> bool:
    live = Article.objects.live(at)
    if visibility.hidden([link], at) or dead_links(format_html('<a href="{}">.</a>', link), live):
        return True
    try:
        return "admin" in resolve(path).app_names
    except Resolver404:
        return not Redirect.objects.filter(path__in=[path, f"{path}/"]).exists()


def _stamp(instant: datetime) -> str:
    return stamp(instant, timezone.get_default_timezone())
