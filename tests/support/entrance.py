"""Going through the door as a browser does, and looking whether somebody is inside."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.support.staff import PASSWORD

LOGIN = "/admin/login/"
SECRET = "JBSWY3DPEHPK3PXP"


def enter(client, username, password=PASSWORD, **headers):
    data = {"username": username, "password": password, "next": "/admin/"}
    return client.post(LOGIN, data, **headers)


def code(step=0):
    """What an authenticator app shows, ``step`` half minutes from now."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + step))


def signed_in(client):
    return client.get("/admin/").status_code == 200
