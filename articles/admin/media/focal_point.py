"""The part of a photo's form that says what must be seen of it in whatever shape."""

from django import forms
from django.utils.translation import gettext_lazy as _

FOCUS = ("focus_x", "focus_y")


class FocalPointForm(forms.ModelForm):
    """A form of a photo with its focal point: two numbers, which a script lets set in the picture.

    The point belongs to a picture: with another file it goes, unless it was set with that. Whoever
    sends a photo without asking for its point leaves that as it is.
    """

    def clean(self):
        cleaned = super().clean()
        if not self.fields.keys() >= set(FOCUS):
            return cleaned
        self._keep_or_forget(cleaned)
        given = [cleaned.get(name) is not None for name in FOCUS]
        if any(given) and not all(given) and not self.errors.keys() & set(FOCUS):
            empty = FOCUS[given.index(False)]
            self.add_error(empty, _("Give both numbers of the focal point, or neither."))
        return cleaned

    def _keep_or_forget(self, cleaned):
        is_new_file = "file" in self.changed_data
        is_asked = any(self.add_prefix(name) in self.data for name in FOCUS)
        for name in FOCUS:
            if is_new_file and name not in self.changed_data:
                cleaned[name] = None
            elif not is_asked and not is_new_file:
                cleaned[name] = getattr(self.instance, name)
