"""Related articles as the editor picks them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .articles import Article


class RelatedArticle(models.Model):
    """``related`` is to stand beside ``article``, before those the system finds."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="picks")
    related = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="picked_by", verbose_name=_("мақала")
    )
    position = models.PositiveSmallIntegerField(_("реті"), default=0)

    class Meta:
        verbose_name = _("қатысты мақала")
        verbose_name_plural = _("қатысты мақалалар")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "related"],
                name="related_article_once",
                violation_error_message=_("Бұл мақала тізімде бар."),
            ),
            models.CheckConstraint(
                condition=~Q(article=F("related")),
                name="related_article_is_another",
                violation_error_message=_("Мақала өзіне қатысты бола алмайды."),
            ),
        ]

    def __str__(self):
        return str(self.related)
