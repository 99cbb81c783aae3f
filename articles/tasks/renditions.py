"""Cutting the larger renditions of photos."""

from django.utils.translation import gettext_lazy as _

from ..media import content_credentials, renditions
from .queue import task


@task(_("Making the sizes of a photo"))
def make_renditions(photo: int) -> None:
    """Make what is missing of the renditions of the photo with this key."""
    renditions.complete(photo)
    content_credentials.note(photo)
