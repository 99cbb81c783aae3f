"""Related articles as the editor picks them, and what the system finds them by."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..audit import AuditEntry
from .article import Article


class RelatedArticle(models.Model):
    """``related`` is to stand beside ``article``, before those the system finds."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="picks", db_index=False
    )
    related = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="picked_by", verbose_name=_("article")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "related"],
                name="related_article_once",
                violation_error_message=_("This article is already in the list."),
            ),
            models.CheckConstraint(
                condition=~Q(article=F("related")),
                name="related_article_is_another",
                violation_error_message=_("An article cannot be related to itself."),
            ),
        ]

    def __str__(self):
        return str(self.related)


class KeyTerm(models.Model):
    """A word that says much in a published article, as a number, for others to find it by.

    Made by ``articles.related.subjects``, never edited; ``published_at`` is the article's own.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="key_terms")
    term = models.BigIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("key word")
        verbose_name_plural = _("key words")
        default_permissions = ()
        indexes = [
            models.Index(fields=["term", "-published_at", "-article"], name="key_term_newest")
        ]

    def __str__(self):
        return f"{self.article_id} – {self.term}"


class Suggestion(models.Model):
    """What an editor said of an article that was suggested beside another."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="suggestions", db_index=False
    )
    suggested = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    accepted = models.BooleanField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "suggested"], name="suggestion_once")
        ]

    def __str__(self):
        return f"{self.article_id} – {self.suggested_id}"

    @classmethod
    @transaction.atomic
    def rate(cls, article, suggested, *, accepted: bool, by, at):
        """Note that an editor wants ``suggested`` beside ``article``, or does not."""
        suggestion, _created = cls.objects.update_or_create(
            article=article,
            suggested=suggested,
            defaults={"accepted": accepted, "by": by, "at": at},
        )
        after = {"suggested": suggested.pk, "accepted": accepted}
        AuditEntry.record("judge", article, by=by, at=at, after=after)
        return suggestion

    @classmethod
    @transaction.atomic
    def take_back(cls, article, suggested, *, by, at):
        """Forget what was said: ``suggested`` may be offered again."""
        cls.objects.filter(article=article, suggested=suggested).delete()
        after = {"suggested": suggested.pk, "accepted": None}
        AuditEntry.record("judge", article, by=by, at=at, after=after)


class RelatedWeight(models.Model):
    """How much more, or less, a shared thing says than by its rarity, as editors' ratings show.

    Made by ``articles.related.learning``, never edited.
    """

    kind = models.CharField(max_length=10)  # topic, field, place, term, section
    key = models.BigIntegerField(default=0)  # of a tag; 0 is the kind as a whole
    factor = models.FloatField()
    accepted = models.PositiveIntegerField()
    dismissed = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("weight of what is shared")
        verbose_name_plural = _("weights of what is shared")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="related_weight_once")]

    def __str__(self):
        return f"{self.kind} {self.key}: {self.factor:.2f}"
