"""The search index, as far as it is a table like others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .articles import Article


class TermsField(models.TextField):
    """Terms parted by spaces: ``tsvector`` on PostgreSQL, text for the triggers on SQLite."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_placeholder(self, value, compiler, connection):
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"


class SearchEntry(models.Model):
    """What search knows of an article: made from it by ``articles.search.index``, never edited.

    It goes when the article goes. ``key`` orders articles by time and holds their primary keys.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    key = models.BigIntegerField()
    terms = TermsField()

    class Meta:
        default_permissions = ()
        verbose_name = _("іздеу жазбасы")
        verbose_name_plural = _("іздеу жазбалары")

    def __str__(self):
        return f"#{self.pk}"
