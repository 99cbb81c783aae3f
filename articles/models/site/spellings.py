"""Words that the rules of a script spell wrongly, or should not touch."""

from collections.abc import Iterable

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

_no_cyrillic = RegexValidator(r"^[^\u0400-\u052f]*$", _("There must be no Cyrillic letter here."))


class Spelling(models.Model):
    """How a word is written in Latin and in Arabic letters; endings may follow it.

    An empty spelling is left to the rules. What is kept stays in Cyrillic in both scripts.
    """

    word = models.CharField(
        _("word"),
        max_length=100,
        unique=True,
        validators=[
            RegexValidator(
                r"^(?=.*[\u0400-\u052f])\w(?:[\w .’'-]*\w)?$",
                _("A word or a phrase in Cyrillic letters, without punctuation."),
            )
        ],
        help_text=_(
            "Without endings, in Cyrillic letters. Forms with Kazakh endings are found by "
            "themselves."
        ),
    )
    latin = models.CharField(
        _("Latin spelling"), max_length=100, blank=True, validators=[_no_cyrillic]
    )
    arabic = models.CharField(
        _("Arabic spelling"), max_length=100, blank=True, validators=[_no_cyrillic]
    )
    is_kept = models.BooleanField(
        _("keep as it is"),
        default=False,
        help_text=_("Stays in Cyrillic letters on the Latin and the Arabic pages too."),
    )

    class Meta:
        verbose_name = _("spelling")
        verbose_name_plural = _("spellings")
        ordering = ["word", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_kept=True) | ~Q(latin="") | ~Q(arabic=""),
                name="spelling_says_something",
                violation_error_message=_(
                    "Fill in the Latin or the Arabic spelling, or tick «Keep as it is»."
                ),
            ),
        ]

    def __str__(self):
        return self.word

    def in_script(self, script: str) -> str:
        """The spelling in ``latn`` or ``arab``; empty where the rules decide."""
        return self.word if self.is_kept else {"latn": self.latin, "arab": self.arabic}[script]


def exceptions(spellings: Iterable[Spelling], script: str) -> dict[str, str]:
    """The spellings of words in a script, also at the beginning of a sentence and in capitals.

    What was entered stands above what follows from it.
    """
    entered, derived = {}, {}
    for spelling in spellings:
        word, written = spelling.word, spelling.in_script(script)
        if not written:
            continue
        entered[word] = written
        derived[word[:1].upper() + word[1:]] = written[:1].upper() + written[1:]
        derived[word.upper()] = written.upper()
    return derived | entered
