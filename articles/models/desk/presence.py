"""Who has an article open."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..content.article import Article

HERE = timedelta(seconds=15)


class PresenceQuerySet(models.QuerySet):
    """The words in which presence is asked for."""

    def here(self, at: datetime):
        """Those whose page has said so in the last seconds before ``at``."""
        return self.filter(seen_at__gt=at - HERE)


class Presence(models.Model):
    """An editor has the form of an article open; the page says so again every few seconds."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="presences")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "by"], name="presence_one_an_editor")
        ]

    def __str__(self):
        return f"{self.article_id} – {self.by}"
