"""Errors reported to Sentry, where the operator has named one and installed its package.

What goes there is where the code failed and which request it was; nothing of who asked for it, of
what was typed, or of the values that variables had.  The package is read where an operator has
named an address: it takes every command a tenth of its time.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from .addresses import without_secrets
from .current_request import request_id

if TYPE_CHECKING:
    from sentry_sdk.types import Event

INSTALL = "pip install --constraint constraints.txt sentry-sdk"


def is_installed() -> bool:
    """Whether there is a package to report with."""
    return find_spec("sentry_sdk") is not None


def parse_dsn(text: str) -> str:
    """The address, if it is one of Sentry's. Raises ``ValueError``."""
    from sentry_sdk.utils import Dsn  # noqa: PLC0415

    return str(Dsn(text))


def start(dsn: str) -> None:
    """Reports errors from here on."""
    import sentry_sdk  # noqa: PLC0415
    from sentry_sdk.integrations.django import DjangoIntegration  # noqa: PLC0415

    sentry_sdk.init(
        dsn=dsn,
        integrations=[DjangoIntegration(middleware_spans=False)],
        before_send=_only_what_failed,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
    )


def _only_what_failed(event: "Event", hint: dict[str, Any]) -> "Event":
    if number := request_id():
        event.setdefault("tags", {})["request_id"] = number
    request = event.get("request", {})
    address = without_secrets(str(request.get("url", "")).partition("?")[0])
    event["request"] = {"url": address, "method": request.get("method")} if request else {}
    event.pop("user", None)
    event.pop("extra", None)
    return event
