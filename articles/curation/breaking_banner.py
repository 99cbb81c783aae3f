"""The breaking banner of an article: put up with a flash, it follows what it leads to."""

from datetime import datetime, timedelta
from typing import Final

from ..models import Article, Layout
from ..models.curation.page_layout import BreakingBanner, PageLayout
from ..models.workflow.links import ARTICLE, path_in_site

LASTS: Final = timedelta(hours=3)  # unless an editor says otherwise


def put_in_banner(article: Article, *, by, at: datetime) -> BreakingBanner | None:
    """Let the breaking banner lead to a published ``article``, from when readers see it on.

    Gives the banner whose place it takes, if readers had still to see that.
    """
    start = max(filter(None, (article.published_at, at.replace(microsecond=0))))
    link = article.get_absolute_url()
    banner = BreakingBanner(article.headline, link, start, start + LASTS)
    newest = Layout.objects.of(article.language).first()
    before = _replace(newest, article.language, banner, by=by, at=at)
    return before if before and before.end > at and before.link != link else None


def follow_in_banner(article: Article, *, by, at: datetime) -> bool:
    """Let the banner that leads to ``article`` say its new headline; whether it was changed.

    What an editor has written there in other words stays, at the address that it has now.
    """
    newest = Layout.objects.of(article.language).first()
    banner = _banner_of(article, newest)
    if banner is None or banner.end <= at:
        return False
    text = article.headline if _was_headline(article, banner.text) else banner.text
    follows = banner._replace(text=text, link=article.get_absolute_url())
    if follows != banner:
        _replace(newest, article.language, follows, by=by, at=at)
    return follows != banner


def take_out_of_banner(article: Article, *, by, at: datetime) -> bool:
    """Let the breaking news go that lead to ``article``; whether there were any."""
    newest = Layout.objects.of(article.language).first()
    if _banner_of(article, newest) is None:
        return False
    _replace(newest, article.language, None, by=by, at=at)
    return True


def _banner_of(article: Article, newest: Layout | None) -> BreakingBanner | None:
    """What leads to ``article`` on the ``newest`` front page."""
    banner = newest.layout.banner if newest else None
    match = ARTICLE.fullmatch(path_in_site(banner.link, "/")) if banner else None
    return banner if match and int(match[1]) == article.pk else None


def _was_headline(article: Article, text: str) -> bool:
    revisions = article.revisions.order_by("-number").iterator(chunk_size=10)
    return any(revision.content["headline"] == text for revision in revisions)


def _replace(
    newest: Layout | None, language: str, banner: BreakingBanner | None, *, by, at: datetime
) -> BreakingBanner | None:
    """Save the ``newest`` front page with another banner; gives that which stood there."""
    layout, base = (newest.layout, newest.number) if newest else (PageLayout(), 0)
    changed = layout._replace(banner=banner)
    Layout.save_version(changed, language=language, base=base, by=by, at=at)
    return layout.banner
