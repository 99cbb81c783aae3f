"""Templates of articles: what a draft of a kind begins with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...text import bodies
from ..taxonomy.kinds import Kind
from ..taxonomy.sections import Section
from ..taxonomy.tags import Tag


class ArticleTemplate(models.Model):
    """Headline, lede and body to be filled in, with kind, section and tags already set.

    It is copied once, when a draft begins: the draft knows nothing of it, and neither follows the
    other. What is left empty is left to who writes.
    """

    name = models.CharField(pgettext_lazy("thing", "name"), max_length=60, unique=True)
    kind = models.ForeignKey(
        Kind,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("content", "kind"),
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("content", "section"),
    )
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    lede = models.TextField(_("lede"), blank=True)
    body = models.TextField(_("body"), blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="+", verbose_name=_("tags"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("article template")
        verbose_name_plural = _("article templates")
        ordering = ["position", "name", "pk"]

    def __str__(self):
        return self.name

    def content(self) -> dict:
        """What the form of a new article begins with, by the names of its fields; body is clean."""
        said = {
            "kind": self.kind_id,
            "section": self.section_id,
            "headline": self.headline,
            "lede": self.lede,
            "body": bodies.clean(self.body),
            "tags": list(self.tags.values_list("pk", flat=True)),
        }
        return {name: value for name, value in said.items() if value}
