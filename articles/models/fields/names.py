"""Names in the languages of the site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ...kazakh.collation import collation_key
from ...kazakh.words import has_words, name_key


def validate_has_words(name: str):
    """Refuse a name without a letter or a digit: readers would see nothing, or a dot."""
    if not has_words(name):
        raise ValidationError(_("There must be at least one letter or digit."), code="no_words")


class NameKeyField(models.CharField):
    """The form in which all spellings of the row's ``name`` are the same, written with the row.

    Unique, so that one thing is there once, whatever the door by which a second spelling comes.
    """

    def __init__(self, **options):
        super().__init__(
            **{"max_length": 300, "unique": True, "editable": False, "blank": True} | options
        )

    def pre_save(self, model_instance, add):
        key = name_key(model_instance.name)
        setattr(model_instance, self.attname, key)
        return key


class CollationKeyField(models.TextField):
    """By what rows are sorted for people: their ``name`` in the order of the Kazakh alphabet.

    Written with the row, in digits of base 16, which every database and locale has in one order.
    """

    def __init__(self, **options):
        super().__init__(**{"default": "", "editable": False, "blank": True} | options)

    def pre_save(self, model_instance, add):
        key = collation_key(model_instance.name).encode().hex()
        setattr(model_instance, self.attname, key)
        return key


class LocalizedName(models.Model):
    """A short name in Kazakh, which stands in for the other languages where they have none."""

    name = models.CharField(
        pgettext_lazy("thing", "name"), max_length=60, unique=True, validators=[validate_has_words]
    )
    collation_key = CollationKeyField()
    name_ru = models.CharField(
        _("name in Russian"), max_length=60, blank=True, validators=[validate_has_words]
    )
    name_en = models.CharField(
        _("name in English"), max_length=60, blank=True, validators=[validate_has_words]
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.localized_name

    @property
    def localized_name(self) -> str:
        """The name in the language of the page."""
        return getattr(self, f"name_{get_language()}", "") or self.name
