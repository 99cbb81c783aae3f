"""Kinds of article: news, analysis, interview …"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields.names import LocalizedName


class Kind(LocalizedName):
    """A genre, as printed above the headline; the list is the newsroom's own."""

    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("kind")
        verbose_name_plural = _("kinds")
        ordering = ["position", "collation_key", "pk"]
