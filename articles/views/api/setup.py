"""The API of django-ninja, what its parameters may be, and how it says no."""

from collections.abc import Callable
from typing import Annotated, Any, get_type_hints
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError

from ...addresses import absolute
from ..errors import problem
from ..http import cached_page
from .shapes import Problem

api = NinjaAPI(
    title="Newsroom",
    version="1",
    description="What readers see, for programs: nothing to sign in for, nothing to write.",
    urls_namespace="api",
    openapi_url=None,  # ours stands in the page cache
    docs_url=None,
)

_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Key = Annotated[int, Path(ge=0, lt=10**18)]
Cursor = Annotated[
    str,
    Query(
        pattern=r"^[0-9]{1,16}-[0-9]{1,18}$",
        description=gettext_noop("From which place the list goes on: “next” of a page has it."),
    ),
]
KeyCursor = Annotated[
    str,
    Query(
        pattern="^[0-9]{1,18}$",
        description=gettext_noop("From which place the list goes on: “next” of a page has it."),
    ),
]
SectionSlug = Annotated[
    str, Query(pattern=_SLUG, max_length=60, description=gettext_noop("The address of a section."))
]
TagSlug = Annotated[
    str, Query(pattern=_SLUG, max_length=100, description=gettext_noop("The address of a tag."))
]
AuthorSlug = Annotated[
    str, Query(pattern=_SLUG, max_length=100, description=gettext_noop("The address of an author."))
]


def fields_of(shape: type) -> Any:
    """The parameter ``fields`` of rows in ``shape``: names of its keys, with commas between."""
    one = "|".join(get_type_hints(shape))
    return Annotated[
        str,
        Query(
            pattern=f"^({one})(,({one}))*$",
            description=gettext_noop("Which fields each row is to have, with commas between them."),
        ),
    ]


def door(path: str, response: type, summary: str, name: str) -> Callable:
    """An address that answers GET and HEAD, or says in words why it does not."""
    responses = {200: response, 400: Problem, 404: Problem, 422: Problem}
    return api.api_operation(
        ["GET", "HEAD"], path, response=responses, summary=summary, operation_id=name, url_name=name
    )


class Rows:
    """Makes rows of things: ``makers`` has for each field how it comes about, in their order."""

    def __init__(self, **makers: Callable[[Any], Any]):
        self._makers = makers

    def wanted(self, fields: str) -> dict[str, Callable[[Any], Any]]:
        """Those of ``fields``, a parameter; all where it is empty."""
        names = fields.split(",") if fields else self._makers
        return {name: self._makers[name] for name in names}

    def of(self, thing: Any, fields: str = "") -> dict[str, Any]:
        """The row of ``thing``, with the ``fields`` that are asked for."""
        return {name: make(thing) for name, make in self.wanted(fields).items()}


def answer(request, make: Callable, *parameters: str) -> HttpResponse:
    """What ``make`` gives for an instant, as JSON by way of the page cache."""
    return cached_page(request, lambda at: json_of(make(at)), parameters=parameters)


def json_of(data: Any) -> JsonResponse:
    """``data`` as JSON, its Kazakh letters as they are."""
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def page(name: str, rows: list, cursor: str, **parameters: str) -> dict[str, Any]:
    """A page of the list called ``name``, and the address of the one that begins at ``cursor``."""
    given = {key: value for key, value in parameters.items() if value}
    query = urlencode(given | {"before": cursor}, safe=",")
    following = f"{absolute(reverse(f'api:{name}'))}?{query}" if cursor else None
    return {"results": rows, "next": following}


@api.exception_handler(Http404)
def _nothing(request, error):
    return problem(404)


@api.exception_handler(ValidationError)
def _refusal(request, error):
    names = list(dict.fromkeys(str(one["loc"][-1]) for one in error.errors))
    said = _("This value is not one that is understood here: %(names)s. See %(address)s.")
    address = absolute(reverse("api-page"))
    return problem(422, said % {"names": ", ".join(names), "address": address})
