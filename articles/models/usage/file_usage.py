"""Which files an article shows, so that a file is given out only where readers may have it."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...text import bodies
from ..content.article import Article
from ..media.files import MediaFile
from .photo_usage import sync_usages


class FileUsage(models.Model):
    """A file that an article shows in its body: a copy of what the row says."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="file_usages")
    file = models.ForeignKey(
        MediaFile, on_delete=models.CASCADE, related_name="usages", db_index=False
    )

    class Meta:
        verbose_name = _("use of a file")
        verbose_name_plural = _("uses of files")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["file", "article"], name="file_usage_once"),
        ]

    def __str__(self):
        return f"{self.file_id} – {self.article_id}"

    @classmethod
    def sync(cls, article: Article) -> set[int]:
        """Bring the rows of ``article`` up to what it shows; one query where nothing changed.

        Gives the files that it showed and does no more.
        """
        return sync_usages(cls, article, "file", MediaFile, set(bodies.file_ids(article.body)))


def is_file_public(file_id: int, at: datetime) -> bool:
    """Whether readers may have a file at ``at``: while it stands in a live article."""
    return Article.objects.live(at).order_by().filter(file_usages__file=file_id).exists()
