"""The way in: a password, then the second step where somebody has set one up; or a passkey alone.

Django's own form asks for the password, django-axes counts the failures, django-allauth has the
second step. Its other pages (signing up, e-mail addresses) have no address here.
"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import Login
from allauth.account.views import logout as cancel
from allauth.account.views import reauthenticate
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import views as steps
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from axes.backends import AxesStandaloneBackend
from django.contrib import messages
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.contrib.auth.backends import AllowAllUsersModelBackend, ModelBackend
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ... import upstream
from ...models import AuditEntry, SiteIdentity
from .known_devices import remember
from .limits import take_back
from .password_reset import (
    InvitationView,
    LetterSentView,
    NewPasswordView,
    PasswordIsNewView,
    WayBackView,
)
from .refusals import why_refused

# Who has passed the first step, as they were then: in the session until the last.
_ENTERING = "entering"


class ThrottledBackend(AxesStandaloneBackend):
    """Refuses after too many failures; without a request, as in a shell, nothing is counted."""

    def authenticate(self, request, **credentials):
        return super().authenticate(request, **credentials) if request else None


class RolesBackend(ModelBackend):
    """Django's, with a user's own permissions and those of the groups read in one query."""

    _everybody = AllowAllUsersModelBackend()

    def authenticate(self, request, **credentials):
        user = self._everybody.authenticate(request, **credentials)
        if user and not self.user_can_authenticate(user):
            if request:
                request.right_password_of = user  # counted as a failure: it opens nothing
            return None
        if user and request:
            take_back(request)
        return user

    def get_all_permissions(self, user_obj, obj=None):
        if obj is not None or user_obj.is_superuser or not user_obj.is_active:
            return super().get_all_permissions(user_obj, obj)
        return user_obj.owned_permissions


class SignInView(LoginView):
    """Name and password; what comes next is allauth's to say."""

    def form_valid(self, form):
        user = form.get_user()
        login = Login(user=user, redirect_url=self.get_success_url())
        return upstream.go_on_from_password(self.request, login)


class OwnPasswordForm(AdminPasswordChangeForm):
    """Wrong old passwords count as those at the door: a session may be a stolen one."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        old = self.cleaned_data["old_password"]
        if not authenticate(self.request, username=self.user.get_username(), password=old):
            wrong = self.error_messages["password_incorrect"]
            raise ValidationError(wrong, code="password_incorrect")
        return old


class OwnPasswordView(PasswordChangeView):
    """A new password in place of the old one; the browser stays known."""

    form_class = OwnPasswordForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        user = form.save(commit=False)  # takes its time: nobody waits for it
        with transaction.atomic():
            user.save()
            AuditEntry.record("password", user, by=user, at=timezone.now())
        update_session_auth_hash(self.request, user)
        response = HttpResponseRedirect(self.get_success_url())
        remember(response, user)
        return response


class AccountAdapter(DefaultAccountAdapter):
    """Only members of staff sign in, by whatever means, and nobody signs up."""

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        why = why_refused(user)
        if not why:
            request.session[_ENTERING] = user.get_session_auth_hash()
            return None
        return self._refuse(request, why)

    def login(self, request, user):
        """The user may be another between the first step and the second: see ``pre_login``."""
        entering = request.session.pop(_ENTERING, "")
        if not constant_time_compare(entering, user.get_session_auth_hash()):
            changed = _("The password or the rights have just changed. Sign in from the beginning.")
            raise ImmediateHttpResponse(self._refuse(request, changed))
        super().login(request, user)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        remember(response, user)
        return response

    def _refuse(self, request, why):
        logout(request)
        messages.error(request, why)
        return HttpResponseRedirect(reverse("admin:login"))


class SecondStepAdapter(DefaultMFAAdapter):
    """What an authenticator app, or the browser that makes a passkey, calls this site."""

    def get_totp_issuer(self):
        return SiteIdentity.load().name

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": SiteIdentity.load().name}


def _door(route, view, name):
    """What stands on such a page is for nobody's cache."""
    return path(route, never_cache(view), name=name)


# allauth and Django find their pages by these names.
urlpatterns = [
    _door("login/cancel/", require_POST(cancel), "account_logout"),
    _door("login/code/", steps.authenticate, "mfa_authenticate"),
    _door("login/passkey/", keys.login_webauthn, "mfa_login_webauthn"),
    _door("confirm/", reauthenticate, "account_reauthenticate"),
    _door("confirm/code/", steps.reauthenticate, "mfa_reauthenticate"),
    _door("confirm/passkey/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _door("security/", steps.index, "mfa_index"),
    _door("security/app/", totp.activate_totp, "mfa_activate_totp"),
    _door("security/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _door("security/passkeys/", steps.index, "mfa_list_webauthn"),
    _door("security/passkeys/add/", keys.add_webauthn, "mfa_add_webauthn"),
    _door("security/passkeys/<int:pk>/", keys.remove_webauthn, "mfa_remove_webauthn"),
    _door("security/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _door("security/codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _door("password_reset/", WayBackView.as_view(), "admin_password_reset"),
    _door("password_reset/done/", LetterSentView.as_view(), "password_reset_done"),
    _door("invitation/<uidb64>/<token>/", InvitationView.as_view(), "invitation"),
    _door("reset/<uidb64>/<token>/", NewPasswordView.as_view(), "password_reset_confirm"),
    _door("reset/done/", PasswordIsNewView.as_view(), "password_reset_complete"),
]
