"""Bylines: who signs an article, in what order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..people.authors import Author


class ArticleListEntry(models.Model):
    """An article in a list that is ordered by time: with a copy of its instant, for the index."""

    ARTICLE = "article"  # the name of the field that leads to the article

    published_at = models.DateTimeField(null=True, editable=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = models.Manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def save(self, *args, **kwargs):
        self.published_at = self.article.published_at
        super().save(*args, **kwargs)


class Byline(ArticleListEntry):
    """An author of an article, in the order of the byline."""

    article = models.ForeignKey(
        "Article", on_delete=models.CASCADE, related_name="bylines", db_index=False
    )
    author = models.ForeignKey(
        Author,
        on_delete=models.PROTECT,
        related_name="bylines",
        verbose_name=_("author"),
        db_index=False,
    )

    class Meta(ArticleListEntry.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author"],
                name="byline_author_once",
                violation_error_message=_("This author is already in the list."),
            )
        ]
        indexes = [
            models.Index(fields=["author", "-published_at", "-article"], name="byline_newest")
        ]

    def __str__(self):
        return str(self.author)
