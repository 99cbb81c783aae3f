"""By what a photo is known again: by its bytes, and by what its picture looks like."""

from django.db import models
from django.db.models import Q

from ...imaging import dhash
from ..fields.pictures import PictureField

# The 64 bits of the perceptual hash in four parts, each with an index of its own: of two hashes of
# which at most seven bits differ, one part differs in one bit at most.
BANDS = ("dhash_1", "dhash_2", "dhash_3", "dhash_4")
_BITS = 16  # of a band
NEAR = 6  # bits that may differ; another size or quality of a picture changes one or two
_MOST_CANDIDATES = 5_000  # skies and studio walls have parts in common
_SHOWN = 8


def dhash_band():
    """A field for a part; None in rows of which nobody has looked at the picture yet."""
    return models.IntegerField(null=True, blank=True, editable=False)


def bands_of(image) -> dict[str, int]:
    """The values of the fields for a decoded picture; all 0 where there is little to be seen."""
    whole = dhash(image)
    values = (whole >> _BITS * number & (1 << _BITS) - 1 for number in range(len(BANDS)))
    return dict(zip(BANDS, values, strict=True))


class PhotoField(PictureField):
    """The field for the file of a photo, which notes on it by what it is known again."""

    def note_bytes(self, instance, digest, picture):
        instance.digest = digest
        for band, value in bands_of(picture.image).items():
            setattr(instance, band, value)

    def pre_save(self, model_instance, add):
        file = super().pre_save(model_instance, add)
        if not file:
            model_instance.digest = ""
            for band in BANDS:
                setattr(model_instance, band, None)
        return file


class FingerprintedQuerySet(models.QuerySet):
    """The words in which photos are known again."""

    def of_bytes(self, digest: str):
        """Photos whose file has the bytes with this digest, the first of them in front."""
        return self.filter(digest=digest).order_by("pk")

    def near(self, photo) -> list:
        """Photos that look like ``photo``, the likest in front; a few at most."""
        wanted = [getattr(photo, band) for band in BANDS]
        if not any(wanted):
            return []
        candidates = self.filter(_one_band_is_near(wanted)).exclude(pk=photo.pk).order_by()
        rows = candidates.values_list("pk", *BANDS)[:_MOST_CANDIDATES]
        distances = {pk: _distance(wanted, bands) for pk, *bands in rows}
        near = sorted((bits, pk) for pk, bits in distances.items() if bits <= NEAR)[:_SHOWN]
        found = self.in_bulk([pk for _bits, pk in near])
        return [found[pk] for _bits, pk in near if pk in found]


def _one_band_is_near(wanted: list[int]) -> Q:
    """In four questions to an index, of 17 values each."""
    condition = Q()
    for band, value in zip(BANDS, wanted, strict=True):
        condition |= Q(**{f"{band}__in": [value, *(value ^ 1 << bit for bit in range(_BITS))]})
    return condition


def _distance(one: list[int], other: list[int]) -> int:
    """How many bits differ."""
    return sum((a ^ b).bit_count() for a, b in zip(one, other, strict=True))
