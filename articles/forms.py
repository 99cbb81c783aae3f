"""Forms that know the domain's rules: addresses made from names, pictures that are pictures."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import imaging
from .kazakh.words import has_words
from .models import RESERVED_SLUGS, Photo
from .models.slugs import unique_slug

MAX_FILE_MEGABYTES = 25
_BAD_PICTURE = {
    "format": _("Бұл файл JPEG, PNG, WebP немесе AVIF суреті емес, не бүлінген."),
    "size": _("Сурет тым үлкен: %(limit)s миллион пиксельден аспауы керек."),
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


class PhotoForm(forms.ModelForm):
    """A photo: the file is looked into, and never comes without its author and alternative text."""

    # Django's own ImageField takes any format that Pillow reads, and says only «not an image».
    file = forms.FileField(
        label=_("Файл"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
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

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_picture(file)
        return file

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
        return cleaned


def check_picture(file) -> None:
    """Raise ``ValidationError`` that says what is wrong with an uploaded picture."""
    if file.size > MAX_FILE_MEGABYTES * 1024 * 1024:
        raise ValidationError(
            _("Файл тым үлкен: %(size)s МБ. Шегі – %(limit)s МБ."),
            params={"size": file.size // (1024 * 1024), "limit": MAX_FILE_MEGABYTES},
        )
    try:
        imaging.open_picture(file)
    except imaging.BadPicture as bad:
        params = {"limit": imaging.MAX_PIXELS // 1_000_000}
        raise ValidationError(_BAD_PICTURE[bad.reason], params=params) from bad
    finally:
        file.seek(0)
