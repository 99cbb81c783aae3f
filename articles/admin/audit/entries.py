"""The record of acts, to be searched and read; nobody changes it."""

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ...db.row_keys import row_key
from ...kazakh.collation import collation_key
from ...models import AuditEntry, Correction, User
from ...models.audit import VERBS
from ...models.workflow.transitions import TRANSITIONS, Status, verb_label
from ..articles.change_list import CappedPaginator, DayFilter
from ..base.readonly import ReadOnly

# What the record calls things that are no fields of the model.
_LABELS = {
    "revision": _("revision"),
    "kind": _("kind of thing"),
    "type": _("kind of thing"),
    "assigned_to": _("editor in charge"),
    "overridden": _("rules overridden"),
    "by": _("who"),
    "at": _("time"),
}
_HIDDEN = {"digest"}


class VerbFilter(admin.SimpleListFilter):
    """By what was done."""

    title = _("act")
    parameter_name = "verb"

    def lookups(self, request, model_admin):
        return [
            *VERBS.items(),
            *((transition.name, transition.label) for transition in TRANSITIONS.values()),
        ]

    def queryset(self, request, queryset):
        return queryset.filter(verb=self.value()) if self.value() else queryset


class ModelFilter(admin.SimpleListFilter):
    """By what it was done to."""

    title = _("kind of thing")
    parameter_name = "model"

    def lookups(self, request, model_admin):
        models = filter(admin.site.is_registered, apps.get_models())
        names = {model._meta.model_name: model._meta.verbose_name for model in models}
        return [(name, capfirst(label)) for name, label in names.items()]

    def queryset(self, request, queryset):
        return queryset.filter(model=self.value()) if self.value() else queryset


class PersonFilter(admin.SimpleListFilter):
    """By who did it."""

    title = _("who")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        people = [(user.pk, str(user)) for user in User.objects.order_by("pk")]
        people.sort(key=lambda person: collation_key(person[1]))
        return [("0", _("The system, commands")), *people]

    def queryset(self, request, queryset):
        if self.value() == "0":
            return queryset.filter(by_id=None)
        key = row_key(self.value())
        return queryset.filter(by_id=key) if key else queryset


class AuditDayFilter(DayFilter):
    """Days on which something was done."""

    instant = F("at")


def changes(entry):
    """Label, before and after of all that an act has changed, as people read them."""
    before, after = entry.before or {}, entry.after or {}
    names = [name for name in {**before, **after} if name not in _HIDDEN]
    return [
        (_label(entry, name), _words(name, before.get(name)), _words(name, after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _label(entry, name):
    if name in _LABELS:
        return capfirst(_LABELS[name])
    model = apps.all_models["articles"].get(entry.model) or apps.all_models["auth"].get(entry.model)
    try:
        return capfirst(model._meta.get_field(name).verbose_name)
    except (AttributeError, FieldDoesNotExist):
        return capfirst(name)


def _words(name, value):
    if name == "status" and value in Status.values:
        return Status(value).label
    if name == "kind" and value in Correction.Kind.values:
        return Correction.Kind(value).label
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    instant = parse_datetime(value) if isinstance(value, str) and "T" in value else None
    if instant:
        return date_format(timezone.localtime(instant), "DATETIME_FORMAT")
    return "" if value is None else str(value)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly):
    """Every act, newest first."""

    list_display = ["at", "who", "what", "thing", "changed", "reason", "origin"]
    list_display_links = ["at"]
    list_filter = [AuditDayFilter, PersonFilter, VerbFilter, ModelFilter]
    list_per_page = 50
    paginator = CappedPaginator
    ordering = ["-pk"]
    sortable_by = []
    search_fields = ["title", "reason", "by_name", "origin"]
    search_help_text = _("Title, reason, who, from where")
    show_facets = admin.ShowFacets.NEVER
    fields = ["at", "who", "origin", "what", "thing", "changed", "reason", "seal"]
    readonly_fields = fields

    @admin.display(description=_("who"))
    def who(self, entry):
        return entry.by_name or "–"

    @admin.display(description=_("act"))
    def what(self, entry):
        return verb_label(entry.verb)

    @admin.display(description=_("to what"))
    def thing(self, entry):
        model = apps.all_models["articles"].get(entry.model)
        name = capfirst(model._meta.verbose_name) if model else ""
        return format_html("{}<br>{}", name, entry.title) if name else entry.title

    @admin.display(description=_("what changed"))
    def changed(self, entry):
        row = "<li>{}: <del>{}</del> <ins>{}</ins></li>"
        listed = format_html_join("", row, changes(entry))
        return format_html('<ul class="changes">{}</ul>', listed) if listed else "–"

    class Media:
        css = {"all": ["css/admin/audit.css"]}
