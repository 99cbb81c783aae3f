"""Invitations: a link in a letter by which a new member of staff sets the first password."""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import salted_hmac

from .users import User

GOOD_FOR = timedelta(days=7)


class InvitationTokens:
    """What Django's reset of a password asks of its tokens, good for days and not for an hour.

    A token is void as soon as the password, the e-mail address or the last sign-in is another.
    """

    def make_token(self, user: User) -> str:
        return self._signer(user).sign(str(user.pk))

    def check_token(self, user: User | None, token: str) -> bool:
        if user is None or not token:
            return False
        try:
            return self._signer(user).unsign(token, max_age=GOOD_FOR) == str(user.pk)
        except BadSignature:
            return False

    def _signer(self, user):
        said = f"{user.password} {user.email} {user.last_login}"
        state = salted_hmac("articles.invitation", said, algorithm="sha256").hexdigest()
        return TimestampSigner(salt=f"articles.invitation {state}")


invitation_tokens = InvitationTokens()
