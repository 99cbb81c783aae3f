"""Forms that know the domain's rules: addresses made from names, pictures that are pictures."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import imaging
from ..media import refusals
from ..models import RESERVED_SLUGS
from ..models.fields.pictures import decoded
from ..models.fields.slugs import unique_slug


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
        return {"accept": imaging.ACCEPTED}


class LogoUpload(PictureUpload):
    """A picture that may be transparent."""

    transparent = True


class PictureForm(forms.ModelForm):
    """A form with a field for a picture."""

    @property
    def warnings(self) -> list[str]:
        """What the editor must know of the pictures that were taken."""
        taken = (getattr(value, "picture", None) for value in self.cleaned_data.values())
        return [said for picture in taken if picture for said in refusals.losses(picture)]


class SiteIdentityForm(PictureForm):
    """What the site says of itself; its logo is looked into like any picture."""

    class Meta:
        field_classes = {"logo": LogoUpload}


def check_picture(file, *, transparent: bool = False) -> None:
    """Raise ``ValidationError`` that says what is wrong with an uploaded picture."""
    if said := refusals.refusal_of_size(file.size):
        raise ValidationError(said)
    try:
        decoded(file, transparent=transparent)
    except imaging.BadPicture as bad:
        raise ValidationError(refusals.refusal(bad)) from bad
    finally:
        file.seek(0)
