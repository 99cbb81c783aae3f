"""Tags: the topics of the day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .redirects import Addressed
from .sections import slug_validator


class Tag(Addressed):
    """A topic, shown with ``#`` before its name."""

    name = models.CharField(
        _("атауы"), max_length=100, unique=True, help_text=_("# белгісінсіз: Референдум-2026.")
    )
    slug = models.CharField(
        _("мекенжайы"), max_length=100, unique=True, validators=[slug_validator]
    )
    description = models.TextField(_("сипаттамасы"), blank=True)
    is_pinned = models.BooleanField(_("жоғарғы жолақта"), default=False, db_index=True)

    class Meta:
        verbose_name = _("тег")
        verbose_name_plural = _("тегтер")
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(slug=""), name="tag_has_slug")]

    def __str__(self):
        return f"#{self.name}"

    @property
    def path(self) -> str:
        return f"/tag/{self.slug}/"

    def is_public(self, at) -> bool:
        """Whether readers may know of the tag: a live article has it."""
        return self.articles.live(at).exists()
