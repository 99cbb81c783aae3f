"""The way in: a password, then the second step where somebody has set one up; or a passkey alone.

Django's own form asks for the password, django-axes counts the failures, django-allauth has the
second step. Its other pages (signing up, e-mail addresses) have no address here.
"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.views import logout as cancel
from allauth.account.views import reauthenticate
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import views as steps
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from axes.backends import AxesStandaloneBackend
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.contrib.auth.views import LoginView
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..models import SiteIdentity, User
from ..prepared import Prepared


class ThrottledBackend(AxesStandaloneBackend):
    """Refuses after too many failures; without a request, as in a shell, nothing is counted."""

    def authenticate(self, request, **credentials):
        return super().authenticate(request, **credentials) if request else None


_user = Prepared(lambda key: User.objects.filter(pk=key), key=-1)
_permissions = Prepared(
    lambda user: (
        Permission.objects.filter(Q(user=user) | Q(group__user=user))
        .order_by()
        .values_list("content_type__app_label", "codename")
        .distinct()
    ),
    user=-1,
)


class RolesBackend(ModelBackend):
    """Django's, with a user's own permissions and those of the groups read in one query."""

    def get_user(self, user_id):
        user = next(iter(_user(key=user_id)), None)
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None):
        if obj is not None or user_obj.is_superuser or not user_obj.is_active:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            owned = _permissions(user=user_obj.pk)
            user_obj._perm_cache = {f"{label}.{name}" for label, name in owned}
        return user_obj._perm_cache


class SignInView(LoginView):
    """Name and password; what comes next is allauth's to say."""

    def form_valid(self, form):
        user = form.get_user()
        login = Login(user=user, redirect_url=self.get_success_url())
        return perform_password_login(self.request, {"username": user.get_username()}, login)


class AccountAdapter(DefaultAccountAdapter):
    """Only members of staff sign in, by whatever means, and nobody signs up."""

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        if user.is_active and user.is_staff:
            return None
        logout(request)
        messages.error(request, _("Бұл аккаунтқа редакцияға кіруге рұқсат жоқ."))
        return HttpResponseRedirect(reverse("admin:login"))


class SecondStepAdapter(DefaultMFAAdapter):
    """What an authenticator app, or the browser that makes a passkey, calls this site."""

    def get_totp_issuer(self):
        return SiteIdentity.load().name

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": SiteIdentity.load().name}


# allauth finds its pages by these names.
urlpatterns = [
    path("login/cancel/", require_POST(cancel), name="account_logout"),
    path("login/code/", steps.authenticate, name="mfa_authenticate"),
    path("login/passkey/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("confirm/", reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", steps.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("security/", steps.index, name="mfa_index"),
    path("security/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("security/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("security/passkeys/", steps.index, name="mfa_list_webauthn"),
    path("security/passkeys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("security/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("security/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
