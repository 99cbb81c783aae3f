"""Going through the door as a browser does, and looking whether somebody is inside."""

import time

from django.test import Client

from tests.support.second_step import app_code
from tests.support.staff import PASSWORD

LOGIN = "/admin/login/"
SECRET = "JBSWY3DPEHPK3PXP"
WRONG = "qate-qupiya"


def enter(client, username, password=PASSWORD, **headers):
    data = {"username": username, "password": password, "next": "/admin/"}
    return client.post(LOGIN, data, **headers)


def fail(username, address, times=1, client=None, **headers):
    for _ in range(times):
        response = enter(client or Client(), username, WRONG, REMOTE_ADDR=address, **headers)
    return response


def code(step=0):
    """What an authenticator app shows, ``step`` half minutes from now."""
    return app_code(SECRET, time.time() + 30 * step)


def signed_in(client):
    return client.get("/admin/").status_code == 200
