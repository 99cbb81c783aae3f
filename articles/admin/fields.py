"""Form fields of the desk: ordered choices, one photo, the text of an article."""

import json

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .. import file_types
from ..db.compiled_queries import CompiledQuery, example_keys
from ..db.row_keys import row_key, row_keys
from ..kazakh.typesetting import TABLE
from ..kazakh.words import name_key
from ..models import Photo
from ..models.content.revisions import LONGEST_LIST
from ..text import bodies, embeds
from .autocomplete import Autocomplete, Item, photo_item
from .blocks import BLOCK_LABELS, INSERTS

_AT_ONCE = 8  # things in a query; few lists are longer
_MANY = 500  # things in a query of a list that no editor has made
LONGEST_BODY = 500_000  # characters
NEW = "+"  # before the name of a thing that is to be made when the form is saved


def _cut(things, size):
    return [things[first : first + size] for first in range(0, len(things), size)]


class Shorter:
    """Refuses a text of more than ``limit`` characters, and says how long it is."""

    def __init__(self, limit):
        self.limit = limit

    def __call__(self, text):
        if len(text) > self.limit:
            raise ValidationError(
                _(
                    "The text is too long: %(length)s characters. The limit is %(limit)s. Shorten "
                    "or split it and save again."
                ),
                params={"length": len(text), "limit": self.limit},
            )


class OwnTemplate:
    """A widget whose template lies with those of the project, as pages' templates do."""

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        return mark_safe(render_to_string(self.template_name, context))  # noqa: S308 - a template's


class OrderedWidget(OwnTemplate, forms.Widget):
    """A list that is put in order by dragging or by buttons, with a field that suggests."""

    template_name = "admin/widgets/ordered.html"

    def __init__(self, kind, attrs=None):
        super().__init__(attrs)
        self.kind = kind
        self.may_create = False
        self.label = ""
        self.items_of = None  # set by the field: keys in order -> items

    def value_from_datadict(self, data, files, name):
        return data.getlist(name)

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return f"{id_}_search"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"].update(
            label=self.label,
            items=self.items_of(value or []),
            url=reverse_lazy("admin:articles_article_choose", args=[self.kind]),
            may_create=self.may_create,
            described_by=context["widget"]["attrs"].get("aria-describedby", ""),
            is_invalid="aria-invalid" in context["widget"]["attrs"],
        )
        return context

    class Media:
        js = [forms.Script("js/admin/autocomplete.js", type="module")]


class OrderedField(forms.Field):
    """Rows of one model in an order; ``clean`` gives a list of instances.

    With ``create``, a function from a name to an unsaved instance, a name that is not there yet
    becomes one; whoever saves the form saves it too.
    """

    default_error_messages = {
        "gone": _("One of the chosen items is gone. Check the list."),
        "many": _("Too many: %(count)s. The limit is %(limit)s."),
    }

    def __init__(self, autocomplete: Autocomplete, kind: str, **kwargs):
        super().__init__(widget=OrderedWidget(kind), **kwargs)
        self.autocomplete = autocomplete
        self.rows = CompiledQuery(self._ask, keys=example_keys(_AT_ONCE))
        self.widget.label = self.label
        self.create = None
        self.present = frozenset  # set by the form: a function to the keys that are there already
        self.widget.items_of = self.items_of

    def __deepcopy__(self, memo):
        copy = super().__deepcopy__(memo)
        copy.widget.items_of = copy.items_of
        return copy

    def allow_new(self, create):
        self.create = create
        self.widget.may_create = True

    def prepare_value(self, value):
        return [str(getattr(thing, "pk", thing)) for thing in value or []]

    def items_of(self, values):
        found = self._found(values)
        items = []
        for value in values:
            if value in found:
                items.append(self.autocomplete.item(found[value]))
            elif value.startswith(NEW):
                items.append(Item(value, value.removeprefix(NEW), str(_("new"))))
        return items

    def _found(self, values):
        keys = row_keys(values)
        if len(keys) > LONGEST_LIST:
            return {
                str(thing.pk): thing for batch in _cut(keys, _MANY) for thing in self._ask(batch)
            }
        batches = _cut(keys, _AT_ONCE)
        return {str(thing.pk): thing for batch in batches for thing in self.rows(keys=batch)}

    def _ask(self, keys):
        return self.autocomplete.rows().order_by().filter(pk__in=keys)

    def clean(self, value):
        values = list(dict.fromkeys(value or []))
        if len(values) > LONGEST_LIST and not self.present().issuperset(values):
            params = {"count": len(values), "limit": LONGEST_LIST}
            raise ValidationError(self.error_messages["many"], code="many", params=params)
        found = self._found(values)
        # What was deleted or merged while the form was open is not the editor's to mend.
        things = [found.get(v) or self._new(v) for v in values if v in found or not v.isdecimal()]
        super().validate(things)
        unique = {}
        for thing in things:
            unique.setdefault(thing.pk or name_key(str(thing)), thing)
        return list(unique.values())

    def _new(self, value):
        if not (self.create and value.startswith(NEW)):
            raise ValidationError(self.error_messages["gone"], code="gone")
        return self.create(value.removeprefix(NEW))

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != list(data or [])


class PhotoWidget(OwnTemplate, forms.TextInput):
    """One photo with its picture; the dialog over all photos chooses it or uploads a new one."""

    template_name = "admin/widgets/photo.html"
    input_type = "hidden"

    @property
    def is_hidden(self):
        return False  # the row with the label and the picture is to be seen

    def id_for_label(self, id_):
        return ""  # the button keeps its own name

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        key = row_key(str(value or ""))
        photo = Photo.objects.filter(pk=key).first() if key else None
        context["widget"]["photo"] = photo and photo_item(photo)
        return context

    class Media:
        js = [forms.Script("js/admin/photo-field.js", type="module")]


class RowField(forms.ModelChoiceField):
    """A choice of one row; that which the article has already needs no query."""

    present = None

    def to_python(self, value):
        if self.present is not None and str(value) == str(self.present.pk):
            return self.present
        return super().to_python(value)


class PhotoField(RowField):
    """A photo by its key, without a list of all photos in the page."""

    def __init__(self, **kwargs):
        super().__init__(
            **{"queryset": Photo.objects.usable(), "widget": PhotoWidget(), "required": False}
            | kwargs
        )


class ColleagueField(forms.ModelChoiceField):
    """A member of staff, under the name that colleagues know."""

    def label_from_instance(self, obj):
        return obj.name


class BodyWidget(OwnTemplate, forms.Textarea):
    """The rich editor, for just the vocabulary of :mod:`articles.text.bodies`.

    The textarea tells the script where the editor's module lies and what to call the buttons.
    """

    template_name = "admin/widgets/body.html"

    TOOLS = (
        ("insert", "add", pgettext_lazy("menu", "Insert")),
        ("bold", "format_bold", _("Bold")),
        ("italic", "format_italic", _("Italic")),
        ("heading2", "title", _("Heading")),
        ("heading3", "text_fields", _("Subheading")),
        ("blockquote", "format_quote", _("Quotation")),
        ("bulletList", "format_list_bulleted", _("List")),
        ("orderedList", "format_list_numbered", _("Numbered list")),
        ("link", "insert_link", _("Link")),
        ("photo", "image", _("Insert a photo")),
        ("subscript", "subscript", _("Subscript")),
        ("superscript", "superscript", _("Superscript")),
        ("undo", "undo", _("Cancel")),
        ("redo", "redo", _("Redo")),
    )

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        editor = static("django_prose_editor/editor.js")
        context["widget"].update(
            tools=self.TOOLS,
            editor=editor,
            longest=LONGEST_BODY,
            inserts=INSERTS,
            labels=BLOCK_LABELS,
            embeds=json.dumps(embeds.patterns()),
            site=settings.SITE_URL,
            typography=TABLE,
            accept=file_types.ACCEPTED,
            limits=json.dumps(file_types.LIMITS_BY_EXTENSION),
        )
        return context

    class Media:
        css = {"all": ["django_prose_editor/material-icons.css"]}
        js = [forms.Script("js/admin/editor.js", type="module")]


class BodyField(forms.CharField):
    """The text of an article, always reduced to the vocabulary on the way in."""

    widget = BodyWidget
    # No ``max_length``: by that a browser would cut off what is pasted and say nothing.
    default_validators = [Shorter(LONGEST_BODY)]

    def to_python(self, value):
        return bodies.clean(super().to_python(value))
