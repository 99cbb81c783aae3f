"""What of allauth no public name leads to: setting up a second step, and the codes of its app.

One place, so that an upgrade that moves them breaks this import and no other.
"""

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

__all__ = ["TOTP", "RecoveryCodes", "app_code"]


def app_code(secret, at):
    """What an authenticator app with ``secret`` shows ``at`` an instant, in seconds of POSIX."""
    return format_hotp_value(hotp_value(secret, int(at) // 30))
