"""System checks: what would make the newsroom quietly wrong, or open to strangers."""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.checks import Error, Warning, register
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from .faults import reason_of_machine
from .media_files.own import RESTORING
from .models import ROLES, SiteIdentity

# What a web server asks too before it serves anybody.
ENVIRONMENT = "environment"
_SHORTEST_KEY, _FEWEST_SIGNS = 50, 10
_MAKE_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"


@register()
def time_zone_data_is_current(app_configs, **kwargs):
    """Kazakhstan has been on UTC+5 since 1 March 2024; older tables would shift every time."""
    offset = datetime(2026, 1, 1, tzinfo=UTC).astimezone(ZoneInfo("Asia/Almaty")).utcoffset()
    if offset == timedelta(hours=5):
        return []
    return [
        Error(
            _("The time zone tables are older than 2024: Asia/Almaty is not UTC+5."),
            hint=_("Upgrade the system package tzdata (2024a or newer)."),
            id="articles.E001",
        )
    ]


@register(ENVIRONMENT)
def secret_key_is_hard_to_guess(app_configs, **kwargs):
    """As Django's own check before a deployment, at every check and a little stricter."""
    if settings.DEBUG or not (weakness := _weakness(settings.SECRET_KEY)):
        return []
    message = _("SECRET_KEY: %s. Who guesses it signs in as anybody.") % weakness
    hint = _("Put a long random value there and keep it over upgrades: %s") % _MAKE_KEY
    return [Error(message, hint=hint, id="articles.E002")]


def _weakness(key):
    """Why a key is easily guessed; empty where it does not look so."""
    if key.startswith("django-insecure-"):
        return _("it is one that Django makes for development")
    if len(key) < _SHORTEST_KEY:
        said = _("it has %(length)s characters, fewer than %(needed)s")
        return said % {"length": len(key), "needed": _SHORTEST_KEY}
    if len(set(key)) < _FEWEST_SIGNS:
        return _("it has only %s different characters") % len(set(key))
    if key in (key + key)[1:-1]:
        return _("it repeats itself")
    return ""


@register(ENVIRONMENT)
def second_step_is_asked_of_roles_that_there_are(app_configs, **kwargs):
    """A name that no role bears asks nobody; the operator may have groups of their own."""
    unknown = sorted(set(settings.SECOND_STEP_ROLES) - set(ROLES))
    if not unknown:
        return []
    try:
        own = _groups()
    except DatabaseError:
        own = None
    unknown = [name for name in unknown if name not in (own or ())]
    if not unknown:
        return []
    names = ", ".join(f"«{name}»" for name in unknown)
    roles = ", ".join([*ROLES, *sorted(set(own or ()) - set(ROLES))])
    message = _("SECOND_STEP_ROLES: %s: no role has this name, so nobody is asked.") % names
    hint = _("Names of roles, with commas between: %s.") % roles
    if own is None:  # it may be a group of the operator's own
        hint += " " + _("(The database did not answer.)")
        return [Warning(message, hint=hint, id="articles.W001")]
    return [Error(message, hint=hint, id="articles.E003")]


def _groups():
    """Names of groups; none before the first migration. Raises ``DatabaseError`` without one."""
    if Group._meta.db_table not in connection.introspection.table_names():
        return []
    return list(Group.objects.values_list("name", flat=True))


@register(ENVIRONMENT)
def photos_can_be_stored(app_configs, **kwargs):
    """Or the first upload would say it."""
    if isinstance(default_storage, FileSystemStorage):
        return _must_be_writable("MEDIA_ROOT", Path(settings.MEDIA_ROOT), "articles.E004")
    try:
        next(default_storage.names(), None)
    except OSError as error:
        said = f"MEDIA_STORAGE: {default_storage.label}: {reason_of_machine(error)}"
        return [Error(said, id="articles.E004")]
    return []


@register(ENVIRONMENT)
def no_restore_was_broken_off(app_configs, **kwargs):
    """What is there then is half a newsroom."""
    begun = ""
    with suppress(OSError):  # the check above says it
        begun = default_storage.own(RESTORING)
    if not begun:
        return []
    message = _("The restore of the backup %s was broken off.") % begun
    hint = _("Run the same restore again: it begins anew.")
    return [Warning(message, hint=hint, id="articles.W003")]


@register(ENVIRONMENT)
def database_file_can_be_written(app_configs, **kwargs):
    """The folder too: SQLite writes beside the file."""
    name = settings.DATABASES["default"]["NAME"]
    if connection.vendor != "sqlite" or name == ":memory:" or str(name).startswith("file:"):
        return []
    path = Path(name)
    if path.exists() and not os.access(path, os.W_OK):
        return [_not_writable("DATABASE_URL", path, "articles.E005")]
    return _must_be_writable("DATABASE_URL", path.parent, "articles.E005")


def _must_be_writable(variable, path, error):
    """Whether ``path`` is a folder to write in, or the nearest above it that there is."""
    while not path.exists() and path != path.parent:
        path = path.parent
    if path.is_dir() and os.access(path, os.W_OK | os.X_OK):
        return []
    return [_not_writable(variable, path, error)]


def _not_writable(variable, path, error):
    values = {"variable": variable, "path": path}
    message = _("%(variable)s: this user may not write into %(path)s.") % values
    hint = _("Give it to the user that the service runs as, or name another folder.")
    return Error(message, hint=hint, id=error)


@register(ENVIRONMENT)
def hosts_are_named(app_configs, **kwargs):
    """With a star, whoever sends a request says what the site is called."""
    if settings.DEBUG or "*" not in settings.ALLOWED_HOSTS:
        return []
    message = _("ALLOWED_HOSTS: «*» lets every request say what the site is called.")
    hint = _("Name the hosts, with commas between; that of SITE_URL is among them by itself.")
    return [Warning(message, hint=hint, id="articles.W002")]


@register(deploy=True)
def imprint_is_complete(app_configs, **kwargs):
    """Whoever publishes in Kazakhstan says who that is; before the first migration nobody does."""
    try:
        if SiteIdentity._meta.db_table not in connection.introspection.table_names():
            return []
        missing = SiteIdentity.load().missing
    except DatabaseError:
        return []  # away, or of another version: other checks and the migration say it
    if not missing:
        return []
    message = _("The imprint says nothing of: %s.") % ", ".join(missing)
    hint = _("Fill it in under «Site identity» in the admin.")
    return [Error(message, hint=hint, id="articles.E006")]
