"""What the search indexes of articles and of photos have in common."""

from django.db import models


class TermsField(models.TextField):
    """Terms parted by spaces: ``tsvector`` on PostgreSQL, text for the triggers on SQLite."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)


class IndexedWord(models.Model):
    """A lemma that something in an index has; its model counts in about how many, see ``COUNT``.

    ``folded`` is the word without its Kazakh letters, ``beginning`` the first two of these letters,
    ``shown`` how people see it. The empty word counts all that the index has.
    """

    COUNT = ""  # the name of the field that counts

    word = models.CharField(max_length=40, primary_key=True)
    folded = models.CharField(max_length=40, db_index=True)
    beginning = models.CharField(max_length=2)
    shown = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def __str__(self):
        return self.shown
