"""What readers are to hear of: an article that has become visible, once for each publication."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ...db.locks import article_write_lock
from ...signals import article_announced
from ..audit import AuditEntry
from ..workflow.transitions import Status
from .article import Article


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """The words in which announcements are asked for."""

    def waiting(self):
        return self.filter(announced_at=None)

    def due(self, at: datetime):
        """Those whose article has become visible by ``at``, in the order of publication."""
        return self.waiting().filter(published_at__lte=at).order_by("published_at", "pk")

    def sync(self, article, *, at: datetime):
        """Keep in step with ``article``, whose announcements these are.

        It was published, put off or taken back at ``at``.
        """
        visible = article.is_live(at)
        known: list[Announcement] = list(self.all())
        # Where readers have heard of it, it has only been moved in time.
        is_due = article.status == Status.PUBLISHED and not (
            visible and any(row.announced_at for row in known)
        )
        row = next((row for row in known if row.published_at == article.published_at), None)
        waiting = [row.pk for row in known if row.announced_at is None]
        if is_due and row:
            waiting = [pk for pk in waiting if pk != row.pk]
        if waiting:
            self.filter(pk__in=waiting).delete()
        row = row or Announcement(article=article, published_at=article.published_at)
        if is_due and visible:
            row.announce(article, at)
        elif is_due and row.pk is None:
            row.save()


class Announcement(models.Model):
    """One publication of an article, written in its transaction; ``announced_at`` once it is known.

    What is visible at once is announced in the same transaction, what is scheduled by
    ``publish_due``. Readers do not wait for that: they see an article from its instant on.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="announcements", db_index=False
    )
    published_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "published_at"], name="announcement_once")
        ]
        indexes = [
            models.Index(
                fields=["published_at", "id"],
                condition=Q(announced_at=None),
                name="announcement_waiting",
            )
        ]

    def __str__(self):
        return f"{self.article_id} – {self.published_at:%Y-%m-%d %H:%M}"

    @transaction.atomic
    def send(self, *, at: datetime) -> bool:
        """Announce what has become visible; whether it was this call that did."""
        article_write_lock()
        article = Article.objects.get(pk=self.article_id)
        if not type(self).objects.waiting().filter(pk=self.pk).exists():
            return False
        if not article.is_live(at):
            self.delete()  # its time to be taken back has come before it was announced
            return False
        self.announce(article, at, scheduled=True)
        AuditEntry.record(
            "announce",
            article,
            by=None,
            at=at,
            after={"published_at": self.published_at.isoformat()},
        )
        return True

    def announce(self, article, at: datetime, *, scheduled: bool = False):
        """Say that readers see ``article`` now, and that it was said."""
        self.announced_at = at
        self.save()
        article_announced.send(type(article), article=article, at=at, scheduled=scheduled)
