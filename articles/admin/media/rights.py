"""The part of a photo's form that says what it may be used for, and the filter of the wall."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...models.media.credits import parse_credit
from ...models.media.rights import Licence

CREDITS = ("medium", "agency", "source_url")
USES = ("for_web", "for_social", "for_archive")
LICENCE = ("licence", "valid_from", "valid_until")
RIGHTS = (*LICENCE, *USES)
CONTRACT = ("territories", "cost", "contract_note", "shows_minors", "consent_note")
ALL = (*CREDITS, *RIGHTS, *CONTRACT)
# Of what the forms have beside that: in this order, and the last folded.
FIELDSETS = [
    (_("Rights"), {"fields": [*LICENCE, USES]}),
    (_("Contract and consent"), {"fields": CONTRACT, "classes": ["collapse"]}),
]


def names_in(options):
    """Names of the fields of a fieldset, those that share a line too."""
    for name in options["fields"]:
        yield from [name] if isinstance(name, str) else name


class RightsForm(forms.ModelForm):
    """A form of a photo with its rights. Whoever sends a photo without them leaves them be."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "medium" in self.fields:
            self.fields["medium"].required = False
        for name in ("contract_note", "consent_note"):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = 2

    def clean(self):
        cleaned = super().clean()
        if "licence" not in self.fields:
            return cleaned
        if self.add_prefix("licence") not in self.data:
            self.keep_rights(cleaned)
        medium, words = parse_credit(cleaned.get("credit") or "")
        if medium:  # typed as it is printed: «Видеодан алынған кадр: …»
            cleaned["medium"], cleaned["credit"] = medium, words
        cleaned["medium"] = cleaned.get("medium") or self.instance.medium
        self._check_instants(cleaned)
        self._check_terms(cleaned)
        return cleaned

    def keep_rights(self, cleaned):
        """Leave the rights as they are."""
        for name in ALL:
            cleaned[name] = getattr(self.instance, name)

    def _check_instants(self, cleaned):
        begins, ends = cleaned.get("valid_from"), cleaned.get("valid_until")
        if begins and ends and ends <= begins:
            self.add_error("valid_until", _("The end must come after the beginning."))
        if not cleaned.get("for_archive") and not ends and "valid_until" not in self.errors:
            said = _(
                "A photo that is not for the archive needs an end: say until when it is shown."
            )
            self.add_error("valid_until", said)

    def _check_terms(self, cleaned):
        """The licence and its address say the same; the address alone says which licence it is."""
        licence, address = cleaned.get("licence"), cleaned.get("licence_url") or ""
        named = Licence.at(address)
        if not licence and named:
            cleaned["licence"] = named
        elif licence and Licence(licence).address and address and named != licence:
            said = _("This is not the address of %(licence)s: that is, for example, %(address)s.")
            example = Licence(licence)
            values = {"licence": example.label, "address": example.address}
            self.add_error("licence_url", said % values)


class RightsFilter(admin.SimpleListFilter):
    """Photos by how the right to them stands now."""

    title = pgettext_lazy("filter", "rights")
    parameter_name = "rights"

    def lookups(self, request, model_admin):
        return [
            ("ending", _("End within a week")),
            ("ended", _("Have ended")),
            ("unknown", _("No licence said")),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        if self.value() == "ending":
            return queryset.rights_ending(now)
        if self.value() == "ended":
            return queryset.filter(valid_until__lte=now)
        return queryset.filter(licence="") if self.value() == "unknown" else queryset
