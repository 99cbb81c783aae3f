"""Words that the desk has said are right, though no list has them: above all names."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ...kazakh.lemmas import lemma
from ...kazakh.words import normalise


class AcceptedWordQuerySet(models.QuerySet["AcceptedWord"]):
    """The words in which accepted words are asked for; a word is met in all of its forms."""

    def accept(self, word: str, *, by, at: datetime) -> None:
        """Let ``word`` be right for the whole newsroom."""
        self.get_or_create(lemma=lemma_of(word), defaults={"by": by, "at": at})

    def take_back(self, word: str) -> None:
        """Let ``word`` be asked about again."""
        self.filter(lemma=lemma_of(word)).delete()


class AcceptedWord(models.Model):
    """A word, by its lemma, that is not taken for a typo any more."""

    lemma = models.CharField(_("word"), max_length=64, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    objects = AcceptedWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("accepted word")
        verbose_name_plural = _("accepted words")
        ordering = ["lemma", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.lemma


def lemma_of(word: str) -> str:
    """What stands for all forms of a word as it is written."""
    return lemma(normalise(word))
