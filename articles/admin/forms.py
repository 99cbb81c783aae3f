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

MAX_FILE_MEGABYTES = 25
_BAD_PICTURE = {
    "format": _("Бұл файл JPEG, PNG, WebP немесе AVIF суреті емес, не бүлінген."),
    "size": _("Сурет тым үлкен: %(limit)s миллион пиксельден аспауы керек."),
    "small": _("Сурет тым кішкентай: ені мен биіктігі кемінде %(limit)s пиксель болуы керек."),
    "shape": _("Сурет тым ұзын: бір жағы екіншісінен %(limit)s еседен артық ұзын болмауы керек."),
}
_LOSSES = {
    "metadata": _(
        "Файлдың қосымша деректері (Exif) бүлінген, сондықтан оқылмады. Сурет файлда қалай тұрса,"
        " солай алынды: бұрылып тұрған болса, түзетіп, қайта жүктеңіз."
    ),
    "profile": _("Файлдың түс профилі бүлінген, сондықтан ескерілмеді: түстерін тексеріңіз."),
    "frames": _("Бұл – қозғалмалы сурет: оқырман оның бірінші кадрын ғана көреді."),
}


class SluggedForm(forms.ModelForm):
    """A form whose ``slug`` may stay empty: it is then made from the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Бос қалдырсаңыз, атауынан жасалады.")

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
            self.add_error("slug", _("Бұл мекенжайды сайттың өзі пайдаланады, басқасын таңдаңыз."))
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


class PhotoForm(PictureForm):
    """A photo: the file is looked into, and never comes without its author and alternative text."""

    file = PictureUpload(
        label=_("Файл"),
        required=False,
        widget=forms.FileInput,
        help_text=_("JPEG, PNG, WebP немесе AVIF, %(limit)s МБ-қа дейін."),
    )

    class Meta:
        model = Photo
        fields = ["file", "credit", "alt", "caption"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            help_text = self.fields["file"].help_text
            self.fields["file"].help_text = help_text % {"limit": MAX_FILE_MEGABYTES}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("file"):
            for name, message in (
                ("credit", _("Фотоның авторын көрсетіңіз: фотограф немесе агенттік.")),
                ("alt", _("Суретте не бар екенін жазыңыз: оны көрмейтін оқырман естиді.")),
            ):
                said = has_words(cleaned.get(name) or "")
                if name in self.fields and name not in self.errors and not said:
                    self.add_error(name, message)
        if not self.errors and "file" in self.changed_data and cleaned.get("file"):
            self._cut_renditions(cleaned)
        return cleaned

    def _cut_renditions(self, cleaned):
        """Make them here, where what goes wrong is a message and nothing is stored yet."""
        try:
            renditions.cut(cleaned["file"].picture, cleaned.get("credit", ""))
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
            _("Файл тым үлкен: %(size)s МБ. Шегі – %(limit)s МБ."),
            params={"size": file.size // (1024 * 1024), "limit": MAX_FILE_MEGABYTES},
        )
    try:
        decoded(file, transparent=transparent)
    except imaging.BadPicture as bad:
        raise _refusal(bad) from bad
    finally:
        file.seek(0)
