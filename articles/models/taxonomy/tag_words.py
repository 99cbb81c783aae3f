"""By what tags are found while somebody types: their words, in letters that all spellings share."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...db.batches import batches
from ...kazakh.lemmas import lemma
from ...kazakh.scripts import to_cyrillic
from ...kazakh.typos import folded
from ...kazakh.words import words

_LONGEST = 60  # letters of a word that are looked at
_BATCH = 500
END = "g"  # behind every key that begins alike


def word_key(word: str) -> str:
    """The key of a folded word: digits of base 16, which every database has in one order."""
    return word[:_LONGEST].encode().hex()


def name_forms(name: str) -> list[str]:
    """A whole name as one word, folded: as it is spelt, in Cyrillic, and word by word a lemma."""
    spelt = words(name)
    cyrillic = [to_cyrillic(word).lower() for word in spelt]
    forms = (spelt, cyrillic, map(lemma, cyrillic))
    return list(dict.fromkeys(folded("".join(form)) for form in forms))


class TagWordQuerySet(models.QuerySet["TagWord"]):
    """The words in which they are asked for."""

    def beginning(self, form: str):
        """Those that begin with a folded word; read from the index, whatever the collation."""
        key = word_key(form)
        return self.filter(key__gte=key, key__lt=key + END)

    def write(self, tags: Iterable):
        """Make the words of ``tags`` what their names say."""
        for batch in batches(tags, _BATCH):
            self.filter(tag__in=batch).delete()
            self.bulk_create(row for tag in batch for row in _rows(tag))


class TagWord(models.Model):
    """A word of a tag's name, or (``is_name``) the whole of it; one row for each form it has."""

    # Nothing hangs on a row that stays behind, so that a tag can still be deleted by hand in SQL.
    tag = models.ForeignKey(
        "Tag", on_delete=models.CASCADE, related_name="words", db_constraint=False
    )
    key = models.CharField(max_length=_LONGEST * 8)
    is_name = models.BooleanField()

    objects = TagWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("word of a tag")
        verbose_name_plural = _("words of tags")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["tag", "key"], name="tag_word_once")]
        indexes = [
            models.Index(fields=["key", "tag"], name="tag_word_by_key"),
            models.Index(fields=["key"], condition=models.Q(is_name=True), name="tag_word_name"),
        ]

    def __str__(self):
        return bytes.fromhex(self.key).decode(errors="replace")


def _rows(tag):
    forms = dict.fromkeys(map(word_key, name_forms(tag.name)), True)
    for word in words(tag.name):
        forms = dict.fromkeys(map(word_key, name_forms(word)), False) | forms
    return [TagWord(tag=tag, key=key, is_name=is_name) for key, is_name in forms.items()]
