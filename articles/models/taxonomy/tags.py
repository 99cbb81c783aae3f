"""Tags: the topics of the day."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.models import TagBase

from ...kazakh.words import name_key
from ..fields.names import CollationKeyField, NameKeyField, validate_has_words
from ..fields.slugs import unique_slug, validate_slug
from ..site.redirects import Addressed
from .tag_words import TagWord


class TagQuerySet(models.QuerySet["Tag"]):
    """The words in which tags are asked for."""

    def named(self, name: str) -> "Tag":
        """The tag with this name, in whatever spelling; a new one, unsaved, where there is none.

        In the place of one that is being merged into another, that one.
        """
        if found := self.select_related("merge__into").filter(key=name_key(name)).first():
            return found.successor or found
        name = " ".join(name.strip().lstrip("#").split())
        return self.model(name=name, slug=unique_slug(self.model, name))

    def bulk_create(self, objs, *args, **kwargs):
        """As Django's; they are found by their words at once."""
        made = super().bulk_create(objs, *args, **kwargs)
        TagWord.objects.write(tag for tag in made if tag.pk)
        return made


class Tag(Addressed, TagBase):
    """A topic, shown with ``#`` before its name: a tag of django-taggit with the site's slug."""

    name = models.CharField(
        pgettext_lazy("thing", "name"),
        max_length=100,
        unique=True,
        validators=[validate_has_words],
        help_text=_("Without the # sign: Referendum-2026."),
    )
    key = NameKeyField()
    collation_key = CollationKeyField()
    slug = models.CharField(_("address"), max_length=100, unique=True, validators=[validate_slug])
    description = models.TextField(_("description"), blank=True)
    is_pinned = models.BooleanField(_("in the top bar"), default=False, db_index=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["collation_key", "pk"]
        indexes = [models.Index(fields=["collation_key", "id"], name="tag_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="tag_has_slug"),
            models.CheckConstraint(condition=~Q(key=""), name="tag_has_key"),
        ]

    def __str__(self):
        return f"#{self.name}"

    def clean(self):
        """Refuse a second spelling of a tag that is there."""
        self.key = name_key(self.name)
        same = type(self).objects.filter(key=self.key).exclude(pk=self.pk).first()
        if same:
            said = _("This tag is there already, spelled another way: %(tag)s.")
            raise ValidationError({"name": ValidationError(said, params={"tag": same})})

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "key", "collation_key"}
        with transaction.atomic(savepoint=False):
            super().save(*args, update_fields=update_fields, **kwargs)
            if update_fields is None or "name" in update_fields:
                TagWord.objects.write([self])

    def slugify(self, tag, i=None):
        """What taggit gives a tag that was made without a slug."""
        return unique_slug(type(self), tag)

    @property
    def successor(self) -> "Tag | None":
        """The tag that this one is being merged into; None for one that stays."""
        merge = getattr(self, "merge", None)
        return merge and merge.into

    @property
    def path(self) -> str:
        return f"/tag/{self.slug}/"

    def is_public(self, at) -> bool:
        """Whether readers may know of the tag: a live article has it."""
        return self.articles.live(at).exists()
