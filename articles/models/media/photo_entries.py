"""The search index of photos, as far as it is a table like others; the desk alone asks it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields.search import IndexedWord, TermsField
from .photos import Photo


class PhotoEntry(models.Model):
    """What search knows of a photo: made from it by ``articles.search.photos``, never edited.

    It goes when the photo goes.
    """

    photo = models.OneToOneField(
        Photo, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    terms = TermsField()

    class Meta:
        default_permissions = ()
        verbose_name = _("search entry of a photo")
        verbose_name_plural = _("search entries of photos")

    def __str__(self):
        return f"#{self.pk}"


class PhotoWord(IndexedWord):
    """A lemma that is said of some photo, and of about how many.

    Apart from those of articles: of a photo that no article shows, readers learn no word.
    """

    COUNT = "photos"

    photos = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        verbose_name = _("search word of photos")
        verbose_name_plural = _("search words of photos")
