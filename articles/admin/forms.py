"""Forms that know the domain's rules: addresses made from names, pictures that are pictures."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import imaging
from ..kazakh.words import has_words
from ..media import renditions
from ..models import RESERVED_SLUGS, Photo
from ..models.fields.pictures import decoded
from ..models.fields.slugs import unique_slug
from .media.focal_point import FOCUS, FocalPointForm

MAX_FILE_MEGABYTES = 25
_BAD_PICTURE = {
    "format": _("This is not a JPEG, PNG, WebP or AVIF picture, or it is damaged."),
    "size": _("The picture is too large: at most %(limit)s million pixels."),
    "small": _("The picture is too small: width and height must be at least %(limit)s pixels."),
    "shape": _(
        "The picture is too long: one side must not be more than %(limit)s times the other."
    ),
}
_LOSSES = {
    "metadata": _(
        "The file's extra data (Exif) are damaged and were not read. The picture was taken as it "
        "lies in the file: if it is turned, put it right and upload it again."
    ),
    "profile": _("The file's colour profile is damaged and was left out: check the colours."),
    "frames": _("This is an animation: readers see its first frame only."),
}


class SluggedForm(forms.ModelForm):
    """A form whose ``slug`` may stay empty: it is then made from the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("If left empty, it is made from the name.")

    def clean(self):
        cleaned = super().clean()
        if "slug" in self.fields and "slug" not in self.errors and cleaned.get("name"):
            model = self._meta.model
            cleaned["slug"] = cleaned.get("slug") or unique_slug(
                model, cleaned["name"], instance=self.instance
            )
        return cleaned


class SectionForm(SluggedForm):
    """A section; its address must not be one that the site itself needs."""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("slug") in RESERVED_SLUGS:
            self.add_error("slug", _("The site itself uses this address, choose another one."))
        return cleaned


class PictureUpload(forms.FileField):
    """A field for one picture: the file that it gives is decoded, see ``models.pictures``.

    What a file is called is of no account: it is stored under a name of our own.
    """

    transparent = False

    def __init__(self, *, max_length=None, **kwargs):
        super().__init__(**kwargs)

    def to_python(self, data):
        file = super().to_python(data)
        if file is not None:
            check_picture(file, transparent=self.transparent)
        return file

    def widget_attrs(self, widget):
        return {"accept": ",".join(f"image/{format.lower()}" for format in imaging.FORMATS)}


class LogoUpload(PictureUpload):
    """A picture that may be transparent."""

    transparent = True


class PictureForm(forms.ModelForm):
    """A form with a field for a picture."""

    @property
    def warnings(self) -> list[str]:
        """What the editor must know of the pictures that were taken."""
        taken = (getattr(value, "picture", None) for value in self.cleaned_data.values())
        return [_LOSSES[loss] for picture in taken if picture for loss in picture.losses]


class PhotoForm(FocalPointForm, PictureForm):
    """A photo: the file is looked into, and never comes without its author and alternative text."""

    file = PictureUpload(
        label=_("File"),
        required=False,
        widget=forms.FileInput,
        help_text=_("JPEG, PNG, WebP or AVIF, up to %(limit)s MB."),
    )

    class Meta:
        model = Photo
        fields = ["file", *FOCUS, "credit", "alt", "caption"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            help_text = self.fields["file"].help_text
            self.fields["file"].help_text = help_text % {"limit": MAX_FILE_MEGABYTES}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("file"):
            for name, message in (
                ("credit", _("Give the credit of the photo: a photographer or an agency.")),
                (
                    "alt",
                    _("Say what the picture shows: a reader who cannot see it will hear this."),
                ),
            ):
                said = has_words(cleaned.get(name) or "")
                if name in self.fields and name not in self.errors and not said:
                    self.add_error(name, message)
        if not self.errors and "file" in self.changed_data and cleaned.get("file"):
            self._cut_small(cleaned)
        return cleaned

    def _cut_small(self, cleaned):
        """Once, and here, where what goes wrong is a message and nothing is stored yet."""
        picture = cleaned["file"].picture
        words = {name: cleaned.get(name) or "" for name in ("credit", "alt", "caption")}
        try:
            if not picture.cuts:
                renditions.cut_small(picture, Photo(**words).said)
        except imaging.BadPicture as bad:
            self.add_error("file", _refusal(bad))


class SiteIdentityForm(PictureForm):
    """What the site says of itself; its logo is looked into like any picture."""

    class Meta:
        field_classes = {"logo": LogoUpload}


def _refusal(bad):
    limit = bad.limit // 1_000_000 if bad.reason == "size" else bad.limit
    return ValidationError(_BAD_PICTURE[bad.reason], params={"limit": limit})


def check_picture(file, *, transparent: bool = False) -> None:
    """Raise ``ValidationError`` that says what is wrong with an uploaded picture."""
    if file.size > MAX_FILE_MEGABYTES * 1024 * 1024:
        raise ValidationError(
            _("The file is too large: %(size)s MB. The limit is %(limit)s MB."),
            params={"size": file.size // (1024 * 1024), "limit": MAX_FILE_MEGABYTES},
        )
    try:
        decoded(file, transparent=transparent)
    except imaging.BadPicture as bad:
        raise _refusal(bad) from bad
    finally:
        file.seek(0)
