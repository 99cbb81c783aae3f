"""The search index, as far as it is a table like others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields.search import IndexedWord, TermsField
from .article import Article


class SearchEntry(models.Model):
    """What search knows of an article: made from it by ``articles.search.index``, never edited.

    It goes when the article goes. ``key`` orders articles by time and holds their primary keys;
    by ``terms`` the article is found, by ``text`` it is ranked.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    key = models.BigIntegerField()
    terms = TermsField()
    text = models.TextField()

    class Meta:
        default_permissions = ()
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self):
        return f"#{self.pk}"


class SearchWord(IndexedWord):
    """A lemma that some article has, live or not, and in about how many: see ``search.words``."""

    COUNT = "articles"

    articles = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        indexes = [models.Index(fields=["beginning", "-articles"], name="search_word_completion")]
