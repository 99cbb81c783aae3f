"""The breaking banner of a flash."""

from datetime import datetime, timedelta
from typing import Final

from ..models import Article, Layout
from ..models.curation.page_layout import BreakingBanner, PageLayout

LASTS: Final = timedelta(hours=3)  # unless an editor says otherwise


def put_in_banner(article: Article, *, by, at: datetime) -> BreakingBanner | None:
    """Let the breaking banner lead to a published ``article``, from when readers see it on.

    Gives the banner whose place it takes, if readers had still to see that.
    """
    newest = Layout.objects.of(article.language).first()
    layout = newest.layout if newest else PageLayout()
    start = max(filter(None, (article.published_at, at.replace(microsecond=0))))
    link = article.get_absolute_url()
    Layout.save_version(
        layout._replace(banner=BreakingBanner(article.headline, link, start, start + LASTS)),
        language=article.language,
        base=newest.number if newest else 0,
        by=by,
        at=at,
    )
    before = layout.banner
    return before if before and before.end > at and before.link != link else None
