"""Collections: photos that the desk keeps together under a name."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..audit import AuditEntry
from ..fields.names import CollationKeyField
from .photos import Photo


class Collection(models.Model):
    """Some photos and what they are called together; a photo may be in several."""

    name = models.CharField(pgettext_lazy("thing", "name"), max_length=120, unique=True)
    collation_key = CollationKeyField()
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["collation_key", "pk"]

    def __str__(self):
        return self.name

    @transaction.atomic
    def add(self, photos: Iterable[int], *, by, at) -> int:
        """Put the photos with these keys into it, as far as they are there; how many are new."""
        there = set(Photo.objects.filter(pk__in=list(photos)).values_list("pk", flat=True))
        new = sorted(there - self._keys(there))
        members = (CollectedPhoto(collection=self, photo_id=key) for key in new)
        CollectedPhoto.objects.bulk_create(members, ignore_conflicts=True)
        self._record("photos_added", new, by=by, at=at)
        return len(new)

    @transaction.atomic
    def take_out(self, photos: Iterable[int], *, by, at) -> int:
        """Take the photos with these keys out of it; how many were in it."""
        gone = sorted(self._keys(photos))
        self.members.filter(photo__in=gone).delete()
        self._record("photos_taken_out", gone, by=by, at=at)
        return len(gone)

    def _keys(self, photos: Iterable[int]) -> set[int]:
        members = self.members.filter(photo__in=list(photos))
        return set(members.values_list("photo_id", flat=True))

    def _record(self, what: str, keys: list[int], *, by, at):
        if keys:
            AuditEntry.record("change", self, by=by, at=at, after={what: keys})


class CollectedPhoto(models.Model):
    """A photo in a collection."""

    collection = models.ForeignKey(
        Collection, on_delete=models.CASCADE, related_name="members", db_index=False
    )
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="collected")

    class Meta:
        verbose_name = _("photo in a collection")
        verbose_name_plural = _("photos in collections")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["collection", "photo"], name="collected_photo_once"),
        ]

    def __str__(self):
        return f"{self.collection_id} – {self.photo_id}"
