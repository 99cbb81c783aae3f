"""The forms of the second step and of passkeys, which count in the database what fails.

allauth counts in the cache, by default that of one process, and there it also keeps for half a
minute which code was used, while the clocks of telephones may be off by more.
"""

import time
from contextlib import contextmanager

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.webauthn import forms as keys
from cryptography.exceptions import InvalidSignature
from django.db import transaction

from .limits import by_code, by_passkey, enter, fail, take_back

_GOOD_FOR = 120  # seconds in which a code may be right: its own thirty, and clocks that differ


def _counted(attempt, clean):
    """What ``clean`` gives; raises what it raises, and where the door is closed."""
    request = context.request
    if not enter(request, attempt):
        raise get_adapter().validation_error("too_many_login_attempts")
    try:
        value = clean()
    except Exception:
        fail(request)
        raise
    take_back(request)
    return value


def _spend(authenticator, code) -> bool:
    """Whether the code of a telephone is used for the first time."""
    now = int(time.time())
    digits = "".join(filter(str.isalnum, code))
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        spent = {one: at for one, at in row.data.get("spent", {}).items() if at > now - _GOOD_FOR}
        is_new = digits not in spent
        row.data["spent"] = spent | {digits: now}
        row.save(update_fields=["data"])
    return is_new


class _Code:
    """Codes are counted by user."""

    def clean_code(self):
        return _counted(by_code(context.request, self.user), self._fresh_code)

    def _fresh_code(self):
        code = super().clean_code()
        by_telephone = self.authenticator.type == Authenticator.Type.TOTP
        if by_telephone and not _spend(self.authenticator, code):
            authentication_failed.send(
                Authenticator,
                request=context.request,
                user=self.user,
                authenticator=self.authenticator,
                reauthentication=isinstance(self, codes.ReauthenticateForm),
            )
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


@contextmanager
def _readable():
    """What only looks like a passkey is refused, whatever it lacks."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, InvalidSignature) as error:
        raise get_mfa_adapter().validation_error("incorrect_code") from error


class _Passkey:
    """Passkeys are counted by address."""

    def clean_credential(self):
        return _counted(by_passkey(context.request), self._readable_credential)

    def _readable_credential(self):
        with _readable():
            return super().clean_credential()


class CodeForm(_Code, codes.AuthenticateForm):
    """The second step."""


class ConfirmByCodeForm(_Code, codes.ReauthenticateForm):
    """Before one's own security is changed."""


class PasskeyStepForm(_Passkey, keys.AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class PasskeyForm(_Passkey, keys.LoginWebAuthnForm):
    """A passkey alone."""


class ConfirmByPasskeyForm(_Passkey, keys.ReauthenticateWebAuthnForm):
    """A passkey before one's own security is changed."""


class NewPasskeyForm(keys.AddWebAuthnForm):
    """A passkey is made."""

    def clean(self):
        with _readable():
            return super().clean()
