"""Sections: the parts of the newspaper."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..fields.names import LocalizedName
from ..fields.slugs import validate_slug
from ..site.redirects import Addressed

# First words of addresses that are not sections. A test holds this against the real addresses.
RESERVED_SLUGS = (
    "admin api archive arab author corrections en feed imprint kk latn livez media preview readyz "
    "rss ru search sitemap static tag"
).split()


class Section(LocalizedName, Addressed):
    """A part of the newspaper; its slug is the first word of its articles' addresses."""

    slug = models.CharField(_("address"), max_length=60, unique=True, validators=[validate_slug])
    description = models.CharField(_("description"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    in_menu = models.BooleanField(_("in the menu"), default=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "collation_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="section_slug_is_not_reserved",
                violation_error_message=_("The site itself uses this address, choose another one."),
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="section_has_slug"),
        ]

    @property
    def path(self) -> str:
        return f"/{self.slug}/"
