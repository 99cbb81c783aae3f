"""The lists beside articles, which follow what was published and saved."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import related
from ..db.locks import article_write_lock
from ..models import Article
from ..models.workflow.transitions import Status
from .queue import task


@task(_("What stands beside an article"))
def refresh_sidebars(article_id: int) -> None:
    """Make the lists anew that follow from a change of an article.

    The list of a published one was made with the change; it may now belong beside others.
    """
    with transaction.atomic():
        article_write_lock()
        article, now = Article.objects.filter(pk=article_id).first(), timezone.now()
        if article is None:
            return
        if article.status == Status.PUBLISHED:
            related.refresh_neighbours(article, at=now)
        else:
            related.refresh(article, at=now)
