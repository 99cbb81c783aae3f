"""Who is let in where: every address of the site, asked by everybody in every way.

The table ``tests/access.tsv`` has a row for each address, one for each kind of thing that may stand
there (``things.py``), and a column for each role. A cell says what GET and POST get: ``200 403``,
or one word where it is the same. ``login`` and ``confirm`` lead to where a password is asked for.
Under the editions stands what any reader gets at the same address behind their prefixes.

POST confirms what is to be confirmed and is empty otherwise: who is let in hears what is missing.
"""

import re
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from articles.addresses import EDITIONS
from articles.models import User
from tests.factories import make_section
from tests.support.staff import PASSWORD, make_staff
from tests.support.things import PLAIN, things

TABLE = Path(__file__).parent.parent / "access.tsv"
ROLES = (
    "anonymous",
    "no role",
    "Reporter",
    "Photo editor",
    "Editor",
    "Chief editor",
    "superuser",
)
PREFIXES = tuple(prefix for prefix in EDITIONS if prefix != "/")
COLUMNS = (*ROLES, *PREFIXES)
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


def routes(resolver=None, before="/"):
    """Every address of the site once, as the URLconfs write it, in their order."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        inside = routes(pattern, route) if isinstance(pattern, URLResolver) else [route]
        found |= dict.fromkeys(inside)
    return list(found)


def addresses(user, media):
    """``{(route, what): address}`` of all that there is, in the order of the URLconfs."""
    known, found = things(user, media), {}
    for route in routes():
        beginning = max(filter(route.startswith, known), key=len)
        for what, values in known[beginning].items():
            found[route, what] = address(route, PLAIN | known["/"][""] | values)
    return found


def address(route, values):
    return PARAMETER.sub(lambda match: str(values[match[1] or match[2]]), route)


def enter(role):
    """Somebody in ``role``, None for who is not signed in."""
    if role == "anonymous":
        return None
    if role == "superuser":
        return User.objects.create_superuser("root", password=PASSWORD)
    if role == "no role":
        return User.objects.create_user("nobody", password=PASSWORD, is_staff=True)
    user = make_staff(role)
    if role == "Editor":
        user.sections.add(make_section())
    return user


class Visitor:
    """The answers to ``user``; whatever a question does is undone at once."""

    def __init__(self, user, **client):
        self._client = Client(raise_request_exception=False, **client)
        if user:
            self._client.force_login(user)
        self._cookies = self._client.cookies.output(header="", sep=";")

    def __call__(self, method, address):
        self._client.cookies = SimpleCookie(self._cookies)
        form = {"post": "yes"} if address.endswith("/delete/") else {}
        with transaction.atomic():
            if method == "POST":
                response = self._client.post(address, form)
            else:
                response = self._client.generic(method, address)
            if response.streaming:
                b"".join(response)  # to its end: that closes a file
            transaction.set_rollback(True)
        return _word(response)


def _word(response):
    if response.status_code == 302:
        path = urlsplit(response.url).path
        asks = {reverse("admin:login"): "login", reverse("account_reauthenticate"): "confirm"}
        return asks.get(path, "302")
    return str(response.status_code)


def answers(user, role, media):
    """``{(route, what): {column: cell}}``, of the column of ``role``, which ``user`` holds."""
    asked = addresses(user, media)
    ask, found = Visitor(user), {}
    for row, address in asked.items():
        cache.clear()  # of attempts that are counted
        said = [ask(method, address) for method in ("GET", "POST")]
        found[row] = {role: " ".join(dict.fromkeys(said))}
        if role == "anonymous" and not address.startswith("/admin/"):
            for prefix in PREFIXES:
                found[row][prefix] = ask("GET", prefix + address[1:])
    return found


def read():
    """The table as ``{(address, what): {column: cell}}``."""
    _head, *lines = TABLE.read_text().splitlines()
    rows = (line.split("\t") for line in lines)
    return {(route, what): dict(zip(COLUMNS, cells, strict=True)) for route, what, *cells in rows}


def write(found):
    """Put what was found into the table, whose other columns stay."""
    table = read() if TABLE.exists() else {}
    lines = [["address", "what", *COLUMNS]]
    for row, cells in found.items():
        known = table.get(row, {}) | cells
        lines.append([*row, *(known.get(column, "") for column in COLUMNS)])
    TABLE.write_text("".join("\t".join(line) + "\n" for line in lines))
