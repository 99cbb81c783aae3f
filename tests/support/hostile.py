"""What nobody would type, for every place of the site that takes something from outside.

The addresses are those of ``access.py``: they come from the URLconf, so that a new one is asked
too. Lists of the admin are asked by each of their filters, and by lookups in the address.
"""

from collections.abc import Iterator
from urllib.parse import quote

from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.support import access
from tests.support.registered import registered_models
from tests.support.things import PLAIN, things

VALUES = (
    "",
    "0",
    "-1",
    "1.5",
    "٣",
    "²",
    "9223372036854775808",
    "9" * 30,
    "9" * 5_000,
    "1,2,x",
    "\0",
    "1\0",
    "қ" * 5_000,
    "' OR 1=1 --",
    "../../etc/passwd",
    "_5F_00",
    "\ud800",
    "\ufeff\u202e",
    "0001-01-01",
    "9999-12-31",
    "9999999999999999-1",
)
# As they stand in an address, where nothing is encoded as it should be.
RAW = ("%", "%zz", "%ff", "%ed%a0%80", "%2e%2e%2f")
# Where the same code reads for all: Django's own, or a converter, or a cursor.
FEW = ("9" * 30, "-1", "_5F_00", "9999999999999999-1", "\0")
# For lookups, which no code of the newsroom reads: a number too large, and what no database takes.
FEWEST = ("9" * 30, "\0")
TYPED = tuple(value for value in VALUES if value != "\ud800")  # what a form can send

_SEARCH = ("q", "sort", "section", "kind", "tag", "author", "from", "to")
_NAMED = {
    "/search/": _SEARCH,
    "/api/v1/search/": _SEARCH,
    "/api/v1/suggestions/": ("q",),
    "/api/v1/articles/": ("section", "tag", "author", "fields"),
    **dict.fromkeys(
        [f"/api/v1/{name}/" for name in ("sections", "tags", "authors", "photos", "corrections")],
        ("fields",),
    ),
    "/admin/articles/photo/choose/": ("ids", "q", "page"),
    "/admin/articles/article/choose/": ("q",),
    "/admin/articles/article/add/": ("unsaved", "section", "photo", "published_at"),
    "/admin/autocomplete/": ("term", "app_label", "model_name", "field_name", "page"),
    "/admin/login/": ("next",),
}
_LIST = ("q", "o")
# What Django's own code reads, for all lists alike, is asked of one of them.
_ONE_LIST = ("p", "all", "e", "_popup", "_to_field", "_changelist_filters")


def encoded(value: str) -> str:
    """``value`` as it stands in an address."""
    return quote(value, safe="", errors="surrogatepass")


def addresses(user, media) -> Iterator[str]:
    """Each address with a hostile value in the place of each of its arguments in turn."""
    known = things(user, media)
    for route in access.routes():
        names = [match[1] or match[2] for match in access.PARAMETER.finditer(route)]
        beginning = max(filter(route.startswith, known), key=len)
        good = PLAIN | known["/"][""] | next(iter(known[beginning].values()))
        for name in names:
            of_all = "<path:object_id>" in route and "/admin/articles/article/" not in route
            for value in map(encoded, FEW) if of_all else (*map(encoded, VALUES), *RAW):
                yield access.address(route, good | {name: value})


def asked(user, media) -> Iterator[str]:
    """Each address with a hostile value for each parameter that is known there; where it stands.

    Those of the desk for who is signed in, those of readers for who is not.
    """
    addresses = dict.fromkeys(access.addresses(user, media).values())
    for address in addresses:
        if address.startswith("/admin/") is bool(user):
            for name, values in parameters(address).items():
                yield from (f"{address}?{name}={value}" for value in values)


def parameters(address: str) -> dict[str, tuple[str, ...]]:
    """What may be asked for behind ``address``, and the values to try."""
    every, few, fewest = (
        (*map(encoded, VALUES), *RAW),
        *(tuple(map(encoded, v)) for v in (FEW, FEWEST)),
    )
    if not address.startswith("/admin/"):
        return {"before": few} | dict.fromkeys(_NAMED.get(address, ()), every)
    for model in registered_models():
        meta, shown = model._meta, admin.site.get_model_admin(model)
        if address == reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"):
            ours = [one.parameter_name for one in shown.list_filter if not isinstance(one, str)]
            djangos = [one for one in shown.list_filter if isinstance(one, str)]
            names = (*_LIST, *(_ONE_LIST if model is Article else ()), *djangos)
            found = dict.fromkeys(_lookups(model), fewest) | dict.fromkeys(names, few)
            return found | dict.fromkeys(ours, every)
    named = (names for start, names in _NAMED.items() if address.startswith(start))
    return dict.fromkeys(next(named, ()), every)


def _lookups(model) -> Iterator[str]:
    yield from ("published_at__year", "joq__joq", "pk__in")
    for field in model._meta.concrete_fields:
        yield f"{field.name}__id__exact" if field.is_relation else f"{field.name}__gte"


class Asker:
    """Asks as ``user``, None for a reader; what a question does is undone at once."""

    def __init__(self, user):
        self.client = Client(raise_request_exception=True)
        if user:
            self.client.force_login(user)
        self.cookies = self.client.cookies.output(header="", sep=";")

    def fault(self, address, method="GET", data=None, **headers) -> str:
        """What went wrong, empty where an answer came."""
        try:
            with transaction.atomic():
                if method == "POST":
                    response = self.client.post(address, data or {}, headers=headers)
                else:
                    response = self.client.generic(method, address, headers=headers)
                if response.streaming:
                    b"".join(response)
                transaction.set_rollback(True)
        except Exception as error:  # noqa: BLE001 - whatever it is
            return f"{type(error).__name__}: {error}"[:200]
        return "" if response.status_code < 500 else f"status {response.status_code}"
