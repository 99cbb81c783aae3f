"""Where an article stands in the lists of its authors and of its tags."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase

from .authors import Author
from .tags import Tag


class ArticlePlace(models.Model):
    """A place of an article in a list ordered by time: a copy of its instant, for the index."""

    ARTICLE = "article"  # the name of the field that leads to the article

    published_at = models.DateTimeField(null=True, editable=False)
    position = models.PositiveSmallIntegerField(_("реті"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def save(self, *args, **kwargs):
        self.published_at = self.article.published_at
        super().save(*args, **kwargs)


class Byline(ArticlePlace):
    """An author of an article, in the order of the byline."""

    article = models.ForeignKey(
        "Article", on_delete=models.CASCADE, related_name="bylines", db_index=False
    )
    author = models.ForeignKey(
        Author,
        on_delete=models.PROTECT,
        related_name="bylines",
        verbose_name=_("автор"),
        db_index=False,
    )

    class Meta(ArticlePlace.Meta):
        verbose_name = _("автор")
        verbose_name_plural = _("авторлар")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author"],
                name="byline_author_once",
                violation_error_message=_("Бұл автор тізімде бар."),
            )
        ]
        indexes = [
            models.Index(fields=["author", "-published_at", "-article"], name="byline_newest")
        ]

    def __str__(self):
        return str(self.author)


class ArticleTag(ArticlePlace, ItemBase):
    """A topic of an article: django-taggit's through row, with the order of the topics."""

    ARTICLE = "content_object"

    content_object = models.ForeignKey(
        "Article",
        on_delete=models.CASCADE,
        related_name="taggings",
        db_index=False,
        db_column="article_id",
    )
    tag = models.ForeignKey(
        Tag,
        on_delete=models.CASCADE,
        related_name="taggings",
        verbose_name=_("тег"),
        db_index=False,
    )

    class Meta(ArticlePlace.Meta):
        verbose_name = _("тег")
        verbose_name_plural = _("тегтер")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tagging_once")
        ]
        indexes = [
            models.Index(fields=["tag", "-published_at", "-content_object"], name="tagging_newest")
        ]

    def __str__(self):
        return str(self.tag)

    @property
    def article(self):
        """The article, under the name that bylines have for it."""
        return self.content_object
