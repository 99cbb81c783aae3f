"""What came in from outside, so that it is known again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class ImportedPage(models.Model):
    """The page that an article was imported from.

    ``key`` stands for the page's headline and instant, ``digest`` for all that it says: a page that
    says the same as last time is left alone, whatever editors have made of the article since.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="imported")
    key = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")

    def __str__(self):
        return str(self.article)
