"""The record of acts, to be searched and read; nobody changes it."""

from django.apps import apps
from django.contrib import admin
from django.db.models import F
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ...db.row_keys import row_key
from ...kazakh.collation import collation_key
from ...models import AuditEntry, User
from ...models.audit import VERBS
from ...models.workflow.transitions import TRANSITIONS, verb_label
from ..articles.change_list import CappedPaginator, DayFilter
from ..base.readonly import ReadOnly
from .words import changes


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
