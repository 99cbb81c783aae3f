"""Members of staff and their roles."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.utils import reset
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ...db.row_keys import row_key
from ...models import AuditEntry, User
from ..audit.audited import Audited
from ..autocomplete import yes

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


@admin.register(User)
class StaffAdmin(Audited, UserAdmin):
    """Only a superuser makes, or touches, another superuser; rights come by roles alone."""

    list_display = ["username", "full_name", "roles", "language", "active"]
    list_filter = ["is_active", RoleFilter]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (gettext_lazy("Personal details"), {"fields": ["first_name", "last_name", "email"]}),
        (
            gettext_lazy("Work"),
            {"fields": ["language", "is_active", "is_staff", "groups", "sections"]},
        ),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "password1", "password2"], "classes": ["wide"]}),
        (gettext_lazy("Work"), {"fields": ["language", "is_staff", "groups"]}),
    ]
    filter_horizontal = []
    show_facets = admin.ShowFacets.NEVER
    actions = ["take_second_step"]

    @admin.action(
        description=gettext_lazy("Remove the second step of signing in"), permissions=["change"]
    )
    @transaction.atomic
    def take_second_step(self, request, queryset):
        """For who has lost the telephone: the next sign-in asks for the password alone."""
        now = timezone.now()
        users = [user for user in queryset if self.has_change_permission(request, user)]
        if "confirmed" not in request.POST:
            context = self.admin_site.each_context(request) | {
                "title": _("Remove the second step of signing in"),
                "opts": self.opts,
                "users": users,
            }
            return render(request, "admin/articles/user/take_second_step.html", context)
        for user in users:
            if Authenticator.objects.filter(user=user).delete()[0]:
                AuditEntry.record("second_step_removed", user, by=request.user, at=now)
        said = _(
            "Only the password is asked for now. They can set up the second step again themselves."
        )
        messages.success(request, said)
        return None

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.instance.pk == request.user.pk:  # who changes their own role goes on here
            form.instance.refresh_from_db()
            update_session_auth_hash(request, form.instance)

    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            user = User.objects.get(pk=id)
            AuditEntry.record("password", user, by=request.user, at=timezone.now())
            reset(username=user.get_username())  # a stranger may have closed the door to them
        return response

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.is_superuser:
            system = (_("System"), {"fields": ["is_superuser"]})
            return [*fieldsets, system]
        return fieldsets

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and not (obj and obj.is_superuser and not request.user.is_superuser)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and obj.is_superuser and not request.user.is_superuser)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["form_class"] = RolesField
            kwargs["widget"] = RolesField.widget
        if db_field.name == "sections":
            kwargs["form_class"] = TickedRows
            kwargs["widget"] = TickedRows.widget
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if wrapped := getattr(getattr(field, "widget", None), "widget", None):
            field.widget = wrapped  # no section is made on the way
        return field

    @admin.display(description=gettext_lazy("full name"))
    def full_name(self, user):
        return user.get_full_name()

    @admin.display(description=pgettext_lazy("person", "active"))
    def active(self, user):
        return yes(user.is_active)

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user):
        return ", ".join(role_label(group) for group in user.groups.all())


admin.site.unregister([Group, EmailAddress, Authenticator])


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
