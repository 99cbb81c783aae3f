"""Members of staff: who they are, what role they hold, whether they have come in yet."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from ...db.locks import article_write_lock
from ...models import AuditEntry, Author, User
from ...models.audit import snapshot
from ...tasks import enqueue
from ...tasks.letters import send_invitation
from ..audit.audited import Audited
from .roles import RoleFilter, RolesField, TickedRows, role_label
from .staff_form import NewStaffForm, StaffForm

admin.site.unregister([EmailAddress, Authenticator])


_OF_AUTHORS = ["articles.add_author", "articles.change_author"]


def _without_author(title, options):
    fields = [name for name in options["fields"] if name != "author_page"]
    return title, options | {"fields": fields}


@admin.register(User)
class StaffAdmin(Audited, UserAdmin):
    """Only a superuser makes, or touches, another superuser; rights come by roles alone."""

    form = StaffForm
    add_form = NewStaffForm
    add_form_template = None  # Django's, which tells of a second form
    list_display = ["full_name", "username", "roles", "language", "standing"]
    list_filter = ["is_active", RoleFilter]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    fieldsets = [
        (None, {"fields": ["first_name", "last_name", "email", "groups", "sections"]}),
        (gettext_lazy("Work"), {"fields": ["author_page", "language", "is_active"]}),
        (gettext_lazy("Signing in"), {"fields": ["username", "password"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["first_name", "last_name", "email", "groups", "sections"]}),
        (gettext_lazy("Work"), {"fields": ["author_page", "language"]}),
        (
            gettext_lazy("User name and password"),
            {
                "fields": ["username", "password1", "password2"],
                "classes": ["collapse"],
                "description": gettext_lazy(
                    "Without a password an invitation goes out by e-mail: its link sets one."
                ),
            },
        ),
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

    def save_model(self, request, obj, form, change):
        article_write_lock()  # before the row of the author, as wherever both are written
        obj.is_staff = form.is_staff
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        user = form.instance
        if form.changes_author and request.user.has_perms(_OF_AUTHORS):
            self._give_author(form.author(), user, by=request.user)
        if not change and form.is_invited:
            self._invite(request, user)
        if user.pk == request.user.pk:  # who changes their own role goes on here
            user.refresh_from_db()
            update_session_auth_hash(request, user)

    def _give_author(self, author, user, *, by):
        """Let ``author`` be the user's, in the place of whichever was."""
        now = timezone.now()
        for former in Author.objects.filter(user=user).exclude(pk=author and author.pk):
            former.user = None
            former.save(update_fields=["user"])
            said = {"before": {"user": str(user)}, "after": {"user": None}}
            AuditEntry.record("change", former, by=by, at=now, **said)
        if author:
            is_new = author.pk is None
            author.user = user
            author.save()
            after = snapshot(author) if is_new else {"user": str(user)}
            before = None if is_new else {"user": None}
            verb = "add" if is_new else "change"
            AuditEntry.record(verb, author, by=by, at=now, before=before, after=after)

    def _invite(self, request, user):
        """Have the letter sent, and say so."""
        user.invited_at = timezone.now()
        user.save(update_fields=["invited_at"])
        AuditEntry.record("invite", user, by=request.user, at=user.invited_at)
        enqueue(send_invitation, user.pk, request.user.pk)
        said = _("The invitation goes to %(email)s: its link is good for 7 days.")
        messages.success(request, said % {"email": user.email})

    @transaction.atomic
    def invite(self, request, object_id):
        """Send the invitation again, as long as no password has been set."""
        user = get_object_or_404(User, pk=object_id)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if user.awaits_password and user.is_active and user.is_staff and user.email:
            self._invite(request, user)
        else:
            said = _("There is nobody to invite: an account with a role and an e-mail is needed.")
            messages.error(request, said)
        return HttpResponseRedirect(reverse("admin:articles_user_change", args=[user.pk]))

    def get_urls(self):
        invite = self.admin_site.admin_view(require_POST(self.invite))
        return [
            path("<int:object_id>/invite/", invite, name="articles_user_invite"),
            *super().get_urls(),
        ]

    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            user = User.objects.get(pk=id)
            AuditEntry.record("password", user, by=request.user, at=timezone.now())
            reset(username=user.get_username())  # a stranger may have closed the door to them
        return response

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not request.user.has_perms(_OF_AUTHORS):
            fieldsets = [_without_author(*fieldset) for fieldset in fieldsets]
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

    @admin.display(description=gettext_lazy("full name"), ordering="last_name")
    def full_name(self, user):
        return user.name

    @admin.display(description=gettext_lazy("signs in"))
    def standing(self, user):
        if not user.is_active:
            return pgettext("account", "deactivated")
        if not user.is_staff:
            return _("no role")
        return _("invited, no password yet") if user.awaits_password else _("yes")

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user):
        return ", ".join(role_label(group) for group in user.groups.all())
