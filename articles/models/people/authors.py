"""Authors: the names in bylines."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..fields.names import CollationKeyField, validate_has_words
from ..fields.slugs import validate_slug
from ..media.photos import Photo
from ..media.rights import shown
from ..site.redirects import Addressed


class Author(Addressed):
    """Somebody who signs articles, whether or not they sign in."""

    name = models.CharField(_("full name"), max_length=100, validators=[validate_has_words])
    collation_key = CollationKeyField()
    slug = models.CharField(_("address"), max_length=100, unique=True, validators=[validate_slug])
    portrait = models.ForeignKey(
        Photo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    position = models.CharField(_("position"), max_length=100, blank=True)
    biography = models.TextField(_("short biography"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    telegram = models.CharField(_("Telegram"), max_length=64, blank=True, help_text="@…")
    website = models.URLField(_("website"), blank=True)
    is_active = models.BooleanField(pgettext_lazy("person", "active"), default=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("user"),
        help_text=_(
            "The user who writes under this name: new articles of theirs carry it from the start."
        ),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["collation_key", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(slug=""), name="author_has_slug")]

    def __str__(self):
        return self.name

    @property
    def path(self) -> str:
        return f"/author/{self.slug}/"

    @property
    def shown_portrait(self) -> Photo | None:
        """The portrait if readers may be shown it: of authors from ``with_shown()``."""
        return shown(self, "portrait")

    def is_public(self, at) -> bool:
        """Whether readers may know of the author: who signs a live article."""
        return self.articles.live(at).exists()
