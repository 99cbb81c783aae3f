"""Authors: the names in bylines."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..fields.names import validate_has_words
from ..fields.slugs import validate_slug
from ..media.photos import Photo
from ..site.redirects import Addressed


class Author(Addressed):
    """Somebody who signs articles, whether or not they sign in."""

    name = models.CharField(_("аты-жөні"), max_length=100, validators=[validate_has_words])
    slug = models.CharField(_("мекенжайы"), max_length=100, unique=True, validators=[validate_slug])
    portrait = models.ForeignKey(
        Photo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("портреті"),
    )
    position = models.CharField(_("лауазымы"), max_length=100, blank=True)
    biography = models.TextField(_("қысқаша өмірбаяны"), blank=True)
    email = models.EmailField(_("электрондық поштасы"), blank=True)
    telegram = models.CharField(_("Telegram"), max_length=64, blank=True, help_text="@…")
    website = models.URLField(_("сайты"), blank=True)
    is_active = models.BooleanField(_("жұмыс істейді"), default=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("пайдаланушы"),
        help_text=_("Осы атпен жазатын пайдаланушы: жаңа мақалаға өз аты бірден қойылады."),
    )

    class Meta:
        verbose_name = _("автор")
        verbose_name_plural = _("авторлар")
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(slug=""), name="author_has_slug")]

    def __str__(self):
        return self.name

    @property
    def path(self) -> str:
        return f"/author/{self.slug}/"

    def is_public(self, at) -> bool:
        """Whether readers may know of the author: who signs a live article."""
        return self.articles.live(at).exists()
