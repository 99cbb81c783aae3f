"""Why somebody is not let in, and who is told.

Who has typed the right password, or holds the passkey, hears what is the matter with the account.
All others hear one sentence, whether or not there is such an account; neither does a closed door
(``limits``) tell the two apart.
"""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def why_refused(user) -> Promise | str:
    """What keeps ``user``, who has proved to be that, from signing in; empty if nothing does."""
    if not user.is_active:
        return _("This account is deactivated. The chief editor can open it again.")
    if not user.is_staff:
        return _("This account has no role yet. The chief editor can give you one.")
    return ""


class SignInForm(AdminAuthenticationForm):
    """Name and password; each refusal says why, to whom may know."""

    error_messages = AdminAuthenticationForm.error_messages | {
        "invalid_login": _(
            "The username or the password is wrong. Look at the keyboard layout and at Caps Lock."
        )
    }

    def confirm_login_allowed(self, user):
        if why := why_refused(user):
            raise ValidationError(why, code="refused")

    def get_invalid_login_error(self):
        user = getattr(self.request, "right_password_of", None)
        if user and (why := why_refused(user)):
            return ValidationError(why, code="refused")
        return super().get_invalid_login_error()
