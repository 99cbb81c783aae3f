"""The form of a photo: its file fills what is left empty, and what is missing makes a draft."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ... import imaging
from ...db.locks import bytes_lock
from ...kazakh.words import has_words
from ...media import describing, refusals, renditions
from ...models import Photo
from ...models.fields.pictures import digest_of
from ..forms import PictureForm, PictureUpload
from . import rights
from .focal_point import FOCUS, FocalPointForm

_DATE, _TIME = _("Date"), pgettext_lazy("field", "Time")
FROM_FILE = [name for name in describing.NAMES if name not in ("credit", "alt", "caption")]
_NEEDED = {
    "credit": _("Give the credit of the photo: a photographer or an agency."),
    "alt": _("Say what the picture shows: a reader who cannot see it will hear this."),
}
GUESSED = _("The file does not say in which letters this is written; the Kazakh code page was "
    "assumed. Check these words: %(names)s.")  # fmt: skip
_NEAR = _("There is a photo like this one already: %(photos)s.")


class PhotoForm(FocalPointForm, rights.RightsForm, PictureForm):
    """A photo: the file is looked into, and what it says of itself fills what was left empty.

    Without a credit or an alternative text it is a draft, where ``takes_drafts``; so it is where
    words were filled in whose letters were guessed. ``same`` is the photo that has these very bytes
    already. ``metadata_shown`` is set by the script of the form, which has shown all that was read:
    what is empty then is meant to be.
    """

    takes_drafts = True
    file_goes_first = False  # what the file says replaces what was sent
    file = PictureUpload(
        label=_("File"),
        required=False,
        widget=forms.FileInput,
        help_text=_("JPEG, PNG, WebP, AVIF, HEIC or TIFF, up to %(limit)s MB."),
    )
    metadata_shown = forms.BooleanField(label="", required=False, widget=forms.HiddenInput)

    class Meta:
        model = Photo
        fields = ["file", *FOCUS, "credit", "alt", "caption", *FROM_FILE, *rights.ALL]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.same, self.filled, self.lacking = None, [], []
        if "file" in self.fields:
            help_text = self.fields["file"].help_text
            self.fields["file"].help_text = help_text % {"limit": refusals.MAX_FILE_MEGABYTES}
        for name in ("caption", "keywords", "persons"):
            if name in self.fields:
                self.fields[name].widget = forms.Textarea(attrs={"rows": 2, "cols": 40})
        for field in self.fields.values():
            if isinstance(field.widget, forms.MultiWidget):  # in the admin's form, not the dialog's
                for widget, label in zip(field.widget.widgets, (_DATE, _TIME), strict=True):
                    widget.attrs["aria-label"] = label

    @property
    def is_new_file(self):
        return "file" in self.changed_data and bool(self.cleaned_data.get("file"))

    def clean_file(self):
        """Refuse bytes that are here already."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            digest = digest_of(file)
            bytes_lock(digest)  # they may be coming twice at this instant
            first = Photo.objects.of_bytes(digest).exclude(pk=self.instance.pk).first()
            if first:
                self.same = first
                raise ValidationError(_already_here(first))
        return file

    def clean(self):
        cleaned = super().clean()
        self._keep_what_was_not_asked(cleaned)
        guessed = self._fill(cleaned) if self.is_new_file else []
        if cleaned.get("file") or (self.instance.file and "file" not in self.fields):
            self._check_words(cleaned, guessed)
        if not self.errors and self.is_new_file:
            self._cut_small(cleaned)
        return cleaned

    def _keep_what_was_not_asked(self, cleaned):
        """A program that sends what it knows of a photo leaves the rest as it is."""
        for name in FROM_FILE:
            field = self.fields.get(name)
            name_sent = self.add_prefix(name)
            if field and field.widget.value_omitted_from_data(self.data, self.files, name_sent):
                cleaned[name] = getattr(self.instance, name)

    def _fill(self, cleaned):
        """Take what the file says for what is empty; gives the names of what was guessed."""
        if cleaned.get("metadata_shown"):
            return []
        values, guessed = described(cleaned["file"])
        for name, value in values.items():
            is_open = self.file_goes_first or not cleaned.get(name)
            if name in self.fields and name not in self.errors and is_open:
                cleaned[name] = value
                self.filled.append(name)
        return [name for name in self.filled if name in guessed]

    def _check_words(self, cleaned, guessed):
        may_wait = self.takes_drafts and (self.instance.pk is None or self.instance.is_draft)
        self.lacking = []
        for name, message in _NEEDED.items():
            said = cleaned.get(name) or ""
            if name not in self.fields or name in self.errors or has_words(said):
                continue
            if may_wait and not said:
                self.lacking.append(name)
            else:
                self.add_error(name, message)
        self.guessed = guessed
        self.instance.is_guessed = bool(guessed)
        self.instance.is_draft = may_wait and bool(self.lacking or guessed)

    def _cut_small(self, cleaned):
        """Once, and here, where what goes wrong is a message and nothing is stored yet."""
        picture = cleaned["file"].picture
        words = {name: cleaned[name] for name in describing.NAMES if cleaned.get(name)}
        try:
            if not picture.cuts:
                renditions.cut_small(picture, Photo(**words).said)
        except imaging.BadPicture as bad:
            self.add_error("file", refusals.refusal(bad))

    @property
    def warnings(self):
        said = super().warnings
        if self.instance.is_draft:
            said.append(draft_words(self.instance))
        if self.instance.is_guessed:
            said.append(GUESSED % {"names": labels(self.guessed)})
        if near := Photo.objects.near(self.instance) if self.is_new_file else []:
            said.append(_NEAR % {"photos": ", ".join(f"#{one.pk} {one}" for one in near)})
        return said


def described(file):
    """What an uploaded file says of itself, read once."""
    if not hasattr(file, "description"):
        file.description = describing.describe(file)
    return file.description


def labels(names) -> str:
    """What the form calls these fields."""
    fields = (Photo._meta.get_field(name) for name in describing.NAMES if name in names)
    return ", ".join(str(capfirst(field.verbose_name)) for field in fields)


def draft_words(photo) -> str:
    """Why ``photo`` is a draft, as a sentence."""
    lacking = [name for name in _NEEDED if not getattr(photo, name)]
    if not lacking:
        return str(_("This is a draft, which cannot be used until its words are confirmed."))
    said = _("This is a draft, which cannot be used. What is missing: %(names)s.")
    return said % {"names": labels(lacking)}


def _already_here(photo):
    address = reverse("admin:articles_photo_change", args=[photo.pk])
    link = format_html('<a href="{}">{}</a>', address, photo)
    if photo.is_draft:
        return format_html(_("This photo is here already, as a draft: {}."), link)
    return format_html(_("This photo is here already: {}."), link)
