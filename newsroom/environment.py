"""What the environment says, read and looked at; a wrong value is named with what would be right.

Settings ask for one variable after the other and call :func:`refuse_faults` at their end: so an
operator reads in one go all that is wrong, a line each. A variable that is empty is not set.
"""

import os
import re
import zoneinfo
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit

import dj_database_url
import dj_email_url
from django.core.checks import ERROR, CheckMessage
from django.core.exceptions import ImproperlyConfigured
from django.core.validators import EmailValidator

from articles.monitoring import sentry

from .language import gettext as _

Value = TypeVar("Value")

_ON, _OFF = {"1", "true", "yes", "on", "y", "t"}, {"0", "false", "no", "off", "n", "f"}
_HOST = re.compile(r"\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]|\*", re.IGNORECASE)
_faults: list[str] = []


class WrongValue(ValueError):
    """What is wrong with a value and what would be right, where that can be said."""


def read(name: str, parse: Callable[[str], Value], default: Any, wanted: str) -> Any:
    """What ``parse`` makes of the variable, or ``default``.

    ``parse`` raises whatever it likes at a wrong value; that it must be ``wanted`` is then noted.
    The value itself is not repeated: there are passwords in some.
    """
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    try:
        return parse(text)
    except WrongValue as wrong:
        _faults.append(f"{name}: {wrong}")
        return default
    except Exception:  # noqa: BLE001 (libraries raise anything; the operator reads what is right)
        _faults.append(_("%(name)s: must be %(wanted)s") % {"name": name, "wanted": wanted})
        return default


def refuse_faults() -> None:
    """Raises ``ImproperlyConfigured`` with a line for each wrong value."""
    faults, _faults[:] = [*_faults], []
    if faults:
        raise ImproperlyConfigured("\n".join(faults))


def refuse_serious(found: list[CheckMessage]) -> None:
    """Raises ``ImproperlyConfigured`` with a line for each error among what checks have found."""
    serious = [f"{one.msg} {one.hint or ''}".strip() for one in found if one.is_serious(ERROR)]
    if serious:
        raise ImproperlyConfigured("\n".join(serious))


def _must(holds: object) -> None:
    if not holds:
        raise ValueError


def switch(text: str) -> bool:
    """On or off."""
    _must(text.lower() in _ON | _OFF)
    return text.lower() in _ON


def seconds(text: str) -> int:
    """A time to wait."""
    _must(1 <= int(text) <= 3600)
    return int(text)


def words(text: str) -> list[str]:
    """Parts between commas."""
    return [word.strip() for word in text.split(",") if word.strip()]


def site_url(text: str) -> str:
    """Scheme, host and port, and nothing else."""
    parts = urlsplit(text)
    _must(parts.scheme in ("http", "https") and _is_host(parts.hostname or ""))
    _must(parts.path in ("", "/") and not parts.query and not parts.fragment)
    _must("@" not in parts.netloc and _port_is_number(parts))
    return f"{parts.scheme}://{parts.netloc}"


def hosts(text: str) -> list[str]:
    """Names of hosts, without scheme and port."""
    found = words(text)
    _must(all(_HOST.fullmatch(host) for host in found))
    return found


def _is_host(name: str) -> bool:
    return name != "*" and bool(_HOST.fullmatch(name) or ":" in name)


def _port_is_number(parts: SplitResult) -> bool:
    return parts.port is None or parts.port > 0


def database(text: str) -> dict:
    """Django's settings of an SQLite or a PostgreSQL database."""
    found = dj_database_url.parse(text, conn_max_age=600)
    engine = found["ENGINE"].rpartition(".")[2]
    _must(engine in ("sqlite3", "postgresql") and found["NAME"])
    if engine == "sqlite3" and found["NAME"] != ":memory:":
        _check_location(Path(found["NAME"].removeprefix("file:").partition("?")[0]))
    return dict(found)


def replica(text: str, primary: dict) -> dict:
    """Django's settings of a streaming replica of ``primary``."""
    _must(urlsplit(text).scheme in ("postgres", "postgresql"))
    if "postgresql" not in primary["ENGINE"]:
        raise WrongValue(_("there are replicas of PostgreSQL alone, and DATABASE_URL is another"))
    return database(text)


def _check_location(path: Path) -> None:
    """Before Django's own checks, some of which ask the database."""
    if not path.parent.is_dir():
        said = _("there is no folder %s: make it, or name another")
        raise WrongValue(said % path.parent)
    if path.is_dir():
        raise WrongValue(_("%s is a folder: name a file in it") % path)


def cache(text: str) -> dict:
    """Django's settings of a cache in memory or in Redis."""
    parts = urlsplit(text)
    _must(parts.scheme in ("locmem", "redis", "rediss") and _port_is_number(parts))
    if parts.scheme == "locmem":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    _must(parts.hostname and re.fullmatch(r"(/\d*)?", parts.path))
    return {"BACKEND": "articles.redis_cache.RedisOrMemoryCache", "LOCATION": text}


def mail(text: str) -> dict:
    """Django's settings of a way for mail."""
    scheme = urlsplit(text).scheme
    _must(scheme in dj_email_url.SCHEMES)
    found = dj_email_url.parse(text)
    _must(found["EMAIL_HOST"] or "smtp" not in found["EMAIL_BACKEND"])
    _must(found["EMAIL_FILE_PATH"] or scheme != "file")
    return found


def mailer(found: dict) -> dict:
    """What :func:`mail` gives, as an entry of Django's ``MAILERS`` (6.1 and newer)."""
    backend, options = found["EMAIL_BACKEND"], {}
    if "smtp" in backend:
        names = "HOST PORT USE_TLS USE_SSL TIMEOUT".split()
        options = {name.lower(): found[f"EMAIL_{name}"] for name in names}
        options |= {"username": found["EMAIL_HOST_USER"], "password": found["EMAIL_HOST_PASSWORD"]}
    elif found["EMAIL_FILE_PATH"]:
        options = {"file_path": found["EMAIL_FILE_PATH"]}
    return {"BACKEND": backend, "OPTIONS": options}


def sender(text: str) -> str:
    """An e-mail address, with or without a name before it."""
    EmailValidator(allowlist=["localhost"])(parseaddr(text)[1])
    return text


def time_zone(text: str) -> str:
    """The name of a time zone of the IANA's tables."""
    zoneinfo.ZoneInfo(text)
    return text


def location(text: str) -> str:
    """A location of nginx: begins and ends with a slash."""
    _must(re.fullmatch(r"/([\w.-]+/)+", text))
    return text


def folder(text: str) -> Path:
    """A folder that is there, or can be."""
    path = Path(text)
    _must("\0" not in text and not path.is_file())
    return path


def folder_to_write_in(text: str) -> Path:
    """A folder that is there and open to this user."""
    path = folder(text)
    if not path.is_dir() or not os.access(path, os.W_OK | os.X_OK):
        raise WrongValue(_("%s is no folder that this user may write into") % path)
    return path


def one_of(*names: str) -> Callable[[str], str]:
    """Takes one of these words."""

    def parse(text: str) -> str:
        _must(text in names)
        return text

    return parse


def positive_number(text: str) -> int:
    """A whole number above nought."""
    _must(text.isascii() and text.isdecimal() and int(text) > 0)
    return int(text)


def whole_number(text: str) -> int:
    """A whole number, nought included."""
    _must(text.isascii() and text.isdecimal())
    return int(text)


def sentry_dsn(text: str) -> str:
    """Where errors are reported; needs a package that is not among the required ones."""
    if not sentry.is_installed():
        raise WrongValue(_("needs a package that is not installed: %s") % sentry.INSTALL)
    return sentry.parse_dsn(text)
