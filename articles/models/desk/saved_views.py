"""Views of the list of articles that somebody has named."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST = 20  # of one person


class SavedView(models.Model):
    """Filters and search of the list of articles, under a name; each person's own."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["by", "name"], name="saved_view_name_once")]

    def __str__(self):
        return self.name
