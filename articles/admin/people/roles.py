"""Roles: their names, their permissions, and the fields in which they are ticked."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, pgettext_lazy

from ...db.row_keys import row_key
from ..audit.audited import Audited

# The names that ``make_roles`` gives; a group of the operator's own keeps its name as it is.
ROLE_LABELS = {
    "Reporter": gettext_lazy("Reporter"),
    "Photo editor": gettext_lazy("Photo editor"),
    "Editor": gettext_lazy("Editor"),
    "Chief editor": gettext_lazy("Chief editor"),
}
_ACTS = {
    "view": gettext_lazy("view"),
    "add": gettext_lazy("add"),
    "change": gettext_lazy("change"),
    "delete": gettext_lazy("delete"),
    "publish": gettext_lazy("publish"),
}


def role_label(group):
    """The name of a group in the user's language."""
    return str(ROLE_LABELS.get(group.name, group.name))


def permission_label(permission):
    """«мақала: жариялау»; Django stores these names in English."""
    act, _, on = permission.codename.partition("_")
    model = permission.content_type.model_class()
    if model is None:
        return f"{permission.content_type.model}: {permission.name}"
    if on == model._meta.model_name and act in _ACTS:
        label = _ACTS[act]
    else:
        label = dict(model._meta.permissions).get(permission.codename, permission.name)
    return f"{model._meta.verbose_name}: {label}"


class RoleFilter(admin.SimpleListFilter):
    """By role, under its name in the user's language."""

    title = pgettext_lazy("filter", "role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(group.pk, role_label(group)) for group in Group.objects.order_by("name")]

    def queryset(self, request, queryset):
        key = row_key(self.value())
        return queryset.filter(groups=key) if key else queryset


class TickedRows(forms.ModelMultipleChoiceField):
    """Rows to tick; what is no key of any row is no choice either."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        for key in value or ():
            if row_key(str(key)) is None:
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": key})
        return super().clean(value)


class RolesField(TickedRows):
    """Groups to tick, under names in the user's language."""

    def label_from_instance(self, obj):
        return role_label(obj)


class PermissionsField(TickedRows):
    """Permissions to tick."""

    def label_from_instance(self, obj):
        return permission_label(obj)


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(Audited, GroupAdmin):
    """The permissions of a role; only those on what the newsroom works with."""

    list_display = ["role"]
    filter_horizontal = []

    @admin.display(description=gettext_lazy("role"), ordering="name")
    def role(self, group):
        return role_label(group)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "permissions":
            kwargs["queryset"] = (
                Permission.objects.filter(content_type__app_label="articles")
                .exclude(content_type__model__in=["authors", "articletag", "relatedarticle"])
                .select_related("content_type")
                .order_by("content_type__model", "pk")
            )
            kwargs["form_class"] = PermissionsField
            kwargs["widget"] = PermissionsField.widget
        return super(GroupAdmin, self).formfield_for_manytomany(db_field, request, **kwargs)
