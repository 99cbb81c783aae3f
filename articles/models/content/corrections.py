"""Corrections: what is done to an article that readers have seen, in the open."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..workflow.corrections import CorrectionKind
from .article import Article


class CorrectionQuerySet(models.QuerySet):
    """The words in which corrections are asked for."""

    def shown(self):
        """Those that readers are told of: all with a note."""
        return self.exclude(note="").exclude(kind=Correction.Kind.IMPROVEMENT)

    def newest(self, before: tuple[datetime, int] | None = None):
        """Newest first; with ``before``, only what comes after that (instant, key) in the list."""
        at, pk = before or (None, None)
        behind = [Q(at__lt=at) | Q(at=at, pk__lt=pk)] if before else []
        return self.filter(*behind).order_by("-at", "-pk")


class Correction(models.Model):
    """One act on a live article: what kind of act, what readers are told, who, when."""

    Kind = CorrectionKind

    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        related_name="corrections",
        verbose_name=_("article"),
    )
    kind = models.CharField(_("kind of thing"), max_length=12, choices=Kind.choices)
    note = models.TextField(_("note to readers"), blank=True)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["-at", "-id"], name="correction_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["correction", "apology", "retraction"]) | ~Q(note=""),
                name="correction_says_what_was_wrong",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.article}"
