"""Words that the rules of a script spell wrongly, or should not touch."""

from collections.abc import Iterable

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

_no_cyrillic = RegexValidator(r"^[^\u0400-\u052f]*$", _("Мұнда кирилл әрпі болмауы керек."))


class Spelling(models.Model):
    """How a word is written in Latin and in Arabic letters; endings may follow it.

    An empty spelling is left to the rules. What is kept stays in Cyrillic in both scripts.
    """

    word = models.CharField(
        _("сөз"),
        max_length=100,
        unique=True,
        validators=[
            RegexValidator(
                r"^(?=.*[\u0400-\u052f])\w(?:[\w .’'-]*\w)?$",
                _("Кирилл әрпімен жазылған сөз немесе сөз тіркесі, тыныс белгісіз."),
            )
        ],
        help_text=_("Жалғаусыз, кирилл әрпімен. Жалғауы бар түрлері өзі табылады."),
    )
    latin = models.CharField(
        _("латынша жазылуы"), max_length=100, blank=True, validators=[_no_cyrillic]
    )
    arabic = models.CharField(
        _("төте жазуы"), max_length=100, blank=True, validators=[_no_cyrillic]
    )
    is_kept = models.BooleanField(
        _("өзгертпей қалдыру"),
        default=False,
        help_text=_("Латын және араб беттерінде де кирилл әрпімен тұрады."),
    )

    class Meta:
        verbose_name = _("сөздің жазылуы")
        verbose_name_plural = _("сөздердің жазылуы")
        ordering = ["word", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_kept=True) | ~Q(latin="") | ~Q(arabic=""),
                name="spelling_says_something",
                violation_error_message=_(
                    "Латынша не төте жазуын толтырыңыз немесе «Өзгертпей қалдыру» деп белгілеңіз."
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
