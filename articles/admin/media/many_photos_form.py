"""The page of many photos: what is said of each, and what is said of all of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import Photo
from . import rights
from .photo_form import PhotoForm

_SHOWN = ("credit", "alt", "caption", "copyright", "licence_url")  # for each photo
_SWITCHES = (*rights.USES, "shows_minors")
_INSTANT = "%Y-%m-%dT%H:%M"


class SharedForm(forms.Form):
    """Words and rights for many photos at once."""

    credit = forms.CharField(label=_("Credit for all"), max_length=200, required=False)
    caption = forms.CharField(label=_("Caption for all"), max_length=2_000, required=False)
    overwrites = forms.BooleanField(
        label=_("Also for those that have something of their own"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.update(forms.fields_for_model(Photo, (*rights.RIGHTS, *rights.CONTRACT)))
        for name, field in self.fields.items():
            field.help_text, field.initial = "", None
            if name in _SWITCHES:
                self.fields[name] = _switch(field.label)
            elif isinstance(field, forms.DateTimeField):
                attributes = {"type": "datetime-local"}
                field.widget = forms.DateTimeInput(attributes, format=_INSTANT)
            elif isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 2

    @property
    def words(self):
        return [self["credit"], self["caption"]]

    @property
    def rights(self):
        """Fields by their heading, and whether one of them has a fault."""
        for heading, options in rights.FIELDSETS:
            fields = [self[name] for name in rights.names_in(options)]
            yield heading, fields, any(field.errors for field in fields)


class PhotoWordsForm(PhotoForm):
    """What is said of a photo that is here, as one of many on a page.

    ``shared`` has words and rights for all of them; they go where a photo has none of its own, or
    everywhere if ``overwrites``. Rights are not asked for each: it keeps what it has.
    """

    file = None

    class Meta:
        model = Photo
        fields = [*_SHOWN, *rights.ALL]

    def __init__(self, *args, shared=None, overwrites=False, **kwargs):
        super().__init__(*args, prefix=f"photo-{kwargs['instance'].pk}", **kwargs)
        self.shared, self.overwrites = shared or {}, overwrites
        for field in self.fields.values():
            field.help_text = ""

    def clean(self):
        self._share(self.cleaned_data, _SHOWN)
        return super().clean()

    def keep_rights(self, cleaned):
        super().keep_rights(cleaned)
        self._share(cleaned, rights.ALL)

    def _share(self, cleaned, names):
        """Say of this photo what is said of all; yes and no are said of all alike."""
        for name in names:
            said = self.shared.get(name)
            is_open = self.overwrites or name in _SWITCHES or not cleaned.get(name)
            if said not in (None, "") and is_open:
                cleaned[name] = said

    @property
    def shown(self):
        return [self[name] for name in _SHOWN]

    @property
    def faults_of_rights(self):
        """Errors of fields that are not shown, each with the name of its field."""
        names = [name for name in self.errors if name in rights.ALL]
        return [(self[name].label, self.errors[name]) for name in names]

    @property
    def thumb(self):
        return self.instance.thumbnail_url

    @property
    def says_something_new(self):
        """Whether there is anything to save; guessed words are confirmed by saving them."""
        before = Photo.objects.filter(pk=self.instance.pk).values(*self.Meta.fields, "is_guessed")
        now = {name: self.cleaned_data[name] for name in self.Meta.fields} | {"is_guessed": False}
        return before.first() not in (None, now)

    def save_alone(self):
        """Write what the form is about: a worker may have written of the photo's files since."""
        self.instance.save(update_fields=[*self.Meta.fields, "is_draft", "is_guessed"])


def _switch(label):
    choices = [("", _("As each of them has it")), ("true", _("Yes")), ("false", _("No"))]
    return forms.NullBooleanField(label=label, required=False, widget=forms.Select(choices=choices))
