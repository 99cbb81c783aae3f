"""Slugs: what they look like, and one maker for forms, imports and programs."""

from collections.abc import Collection

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ...kazakh.slugs import slug as make_slug

validate_slug = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    _("Only lower-case Latin letters, digits and hyphens: for example, sayasat."),
)

_ROOM = 6  # characters for a number behind the name


def unique_slug(model, name: str, *, instance=None, reserved: Collection[str] = ()) -> str:
    """The address made from ``name``, with a number behind it where another row has that already.

    ``instance`` may keep its own; what is ``reserved`` is never given.

    >>> unique_slug(Tag, "Су реформасы")
    'su-reformasy-2'
    """
    limit = model._meta.get_field("slug").max_length
    slug = make_slug(name, max_length=limit - _ROOM)
    others = model._default_manager.filter(slug__startswith=slug)
    if instance is not None and instance.pk:
        others = others.exclude(pk=instance.pk)
    taken = {*others.values_list("slug", flat=True), *reserved}
    if slug not in taken:
        return slug
    return next(
        numbered
        for number in range(2, len(taken) + 3)
        if (numbered := f"{slug}-{number}") not in taken
    )
