"""What the API says of itself: the OpenAPI description, and a page of it for people."""

from functools import cache

from django.shortcuts import render
from django.utils.translation import gettext as translated

from ...addresses import absolute, current_edition
from ...delivery.contexts import base_context
from ..http import cached_page, reader_page
from .setup import api, json_of

_PREFIX = "api/v1/"


@reader_page
def openapi(request):
    """The description for programs, in the form of OpenAPI 3.1."""
    return cached_page(request, lambda at: json_of(_described()))


@reader_page
def describe(request):
    """The same for people, without a script: each address, and what may be asked there."""
    return cached_page(request, lambda at: _page(request, at))


def _page(request, at):
    operations = [
        {
            "path": path,
            "address": "" if "{" in path else _here(path),
            "summary": translated(one["get"]["summary"]),
            "parameters": [
                (given["name"], translated(given["description"]))
                for given in one["get"]["parameters"]
                if given["in"] == "query"
            ],
        }
        for path, one in _paths().items()
    ]
    return render(request, "articles/api.html", base_context(at) | {"operations": operations})


def _here(path):
    return current_edition().path(path)


def _described():
    """With the address of the edition that is asked."""
    servers = [{"url": absolute(_here("/")).rstrip("/")}]
    return {**_schema(), "paths": _paths(), "servers": servers}


@cache
def _schema():
    return api.get_openapi_schema(path_prefix=_PREFIX)


@cache
def _paths():
    """HEAD answers wherever GET does, and is not said a second time."""
    return {path: {"get": found["get"]} for path, found in _schema()["paths"].items()}
