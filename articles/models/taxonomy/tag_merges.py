"""Tags that are being merged into others."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from ...db.locks import article_write_lock
from .tags import Tag


class TagMergeQuerySet(models.QuerySet["TagMerge"]):
    """The words in which merges are asked for."""

    def first_act(self) -> "list[TagMerge]":
        """What somebody began together and first of all: rows with the same ``by`` and ``at``."""
        merges = list(self.select_related("tag", "into", "by").order_by("pk"))
        return [row for row in merges if (row.by, row.at) == (merges[0].by, merges[0].at)]


class TagMerge(models.Model):
    """``tag`` is being merged into ``into``, article by article; the row goes when it is.

    What is left to do are the articles that have the tag, ``total`` of them when it began.
    Meanwhile nobody is offered the tag, and who asks for it by name gets the one that stays.
    """

    tag = models.OneToOneField(
        Tag, on_delete=models.PROTECT, related_name="merge", verbose_name=_("tag")
    )
    into = models.ForeignKey(
        Tag, on_delete=models.PROTECT, related_name="merges", verbose_name=_("tag that stays")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("time"))
    total = models.PositiveIntegerField()

    objects = TagMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of a tag")
        verbose_name_plural = _("merges of tags")
        default_permissions = ()

    def __str__(self):
        return f"{self.tag} → {self.into}"

    @property
    def done(self) -> int:
        """How many of the ``total`` articles have moved."""
        return max(0, self.total - self.tag.taggings.count())

    @classmethod
    @transaction.atomic
    def begin(cls, tags, into, *, by, at):
        """Note that ``tags`` are to become ``into``, a tag that stays; gives what is new of it.

        What is being merged into one of ``tags`` follows. Raises ``ValidationError`` where one of
        them is on its way into another tag.
        """
        article_write_lock()
        running = {row.tag_id: row for row in cls.objects.filter(tag__in=tags)}
        for row in running.values():
            if row.into_id != into.pk:
                said = _("%(tag)s is being merged into another tag already.")
                raise ValidationError(said, params={"tag": row.tag})
        gone = [tag for tag in tags if tag != into and tag.pk not in running]
        cls.objects.filter(into__in=gone).update(into=into)
        return cls.objects.bulk_create(
            cls(tag=tag, into=into, by=by, at=at, total=tag.taggings.count()) for tag in gone
        )
