"""What readers are to hear of: an article that has become visible, once for each publication."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..db.locks import article_write_lock
from ..signals import article_announced
from ..workflow import Status
from .audit import Act


class AnnouncementQuerySet(models.QuerySet):
    """The words in which announcements are asked for."""

    def waiting(self):
        return self.filter(announced_at=None)

    def due(self, at: datetime):
        """Those whose article has become visible by ``at``, in the order of publication."""
        return self.waiting().filter(published_at__lte=at).order_by("published_at", "pk")


class Announcement(models.Model):
    """One publication of an article, written in its transaction; ``announced_at`` once it is known.

    What is visible at once is announced in the same transaction, what is scheduled by
    ``publish_due``. Readers do not wait for that: they see an article from its instant on.
    """

    article = models.ForeignKey(
        "Article", on_delete=models.CASCADE, related_name="announcements", db_index=False
    )
    published_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("хабарлама")
        verbose_name_plural = _("хабарламалар")
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

    @classmethod
    def expect(cls, article, *, at: datetime):
        """Keep in step with an article that was published, put off or taken back at ``at``."""
        visible = article.is_live(at)
        known = list(article.announcements.all())
        # Where readers have heard of it, it has only been moved in time.
        is_due = article.status == Status.PUBLISHED and not (
            visible and any(row.announced_at for row in known)
        )
        row = next((row for row in known if row.published_at == article.published_at), None)
        waiting = [row.pk for row in known if row.announced_at is None]
        if is_due and row:
            waiting = [pk for pk in waiting if pk != row.pk]
        if waiting:
            cls.objects.filter(pk__in=waiting).delete()
        row = row or cls(article=article, published_at=article.published_at)
        if is_due and visible:
            row._tell(article, at)
        elif is_due and row.pk is None:
            row.save()

    @transaction.atomic
    def make(self, *, at: datetime) -> bool:
        """Announce what has become visible; whether it was this call that did."""
        article_write_lock()
        article = (
            type(self)._meta.get_field("article").related_model.objects.get(pk=self.article_id)
        )
        if not type(self).objects.waiting().filter(pk=self.pk).exists():
            return False
        if not article.is_live(at):
            self.delete()  # its time to be taken back has come before it was announced
            return False
        self._tell(article, at, scheduled=True)
        Act.record(
            "announce",
            article,
            by=None,
            at=at,
            after={"published_at": self.published_at.isoformat()},
        )
        return True

    def _tell(self, article, at, *, scheduled=False):
        self.announced_at = at
        self.save()
        article_announced.send(type(article), article=article, at=at, scheduled=scheduled)
