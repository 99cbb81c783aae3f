"""What the desk is told of the content credentials in a photo's file."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import Photo, PhotoCredentials

_GENERATED = {
    "whole": gettext_lazy("An artificial intelligence made this picture."),
    "part": gettext_lazy("An artificial intelligence made a part of this picture."),
}


def credentials_of(photo: Photo) -> PhotoCredentials | None:
    """Those of its present file."""
    found = getattr(photo, "credentials", None)
    return found if found and found.file == photo.file.name else None


def credentials_lines(photo: Photo) -> list[str]:
    """Sentences; none where the file has no credentials."""
    credentials = credentials_of(photo)
    if not credentials:
        return []
    lines = [_("This file has a mark of its origin."), *_who(credentials)]
    if credentials.generated:
        lines.append(str(_GENERATED[credentials.generated]))
    if not credentials.is_intact:
        lines.append(_("The signature does not fit: the file was changed after it was signed."))
    lines.append(
        _("The sizes that readers get are made anew and do not carry the mark; the original does.")
    )
    return lines


def _who(credentials: PhotoCredentials) -> list[str]:
    signed_at = credentials.signed_at
    said = {
        _("Signed by: %s."): credentials.signer,
        _("Made with: %s."): credentials.generator,
        _("Signed at: %s."): signed_at and date_format(localtime(signed_at), "DATETIME_FORMAT"),
    }
    return [sentence % value for sentence, value in said.items() if value]
