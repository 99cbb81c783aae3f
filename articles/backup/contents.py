"""What a database holds at the instant of a backup, asked in plain SQL of a copy or a snapshot."""

import json
from collections.abc import Callable, Iterable, Iterator

from django.apps import apps
from django.db.models import FileField

from ..db import content_version
from ..models import AuditEntry, Photo
from ..models.media.photos import files_of

Ask = Callable[[str], Iterable[tuple]]  # the rows of a query

# Tables whose rows are in no backup. A session that was in one could be used by who steals it, and
# one that its owner has ended since would be good again: after a restore everybody signs in anew.
# A mark of content names a transaction of one server, which another has not had yet.
LEFT_OUT = ("django_session", content_version.TABLE)


def migrations(ask: Ask) -> list[str]:
    """All that were applied, in their order: ``articles.0001_initial``."""
    rows = ask("SELECT app, name FROM django_migrations ORDER BY id")
    return [f"{app}.{name}" for app, name in rows]


def last_seal(ask: Ask) -> str:
    """The seal of the newest entry of the audit; empty before the first."""
    table = AuditEntry._meta.db_table
    rows = ask(f"SELECT seal FROM {table} ORDER BY id DESC LIMIT 1")  # noqa: S608
    return next((seal for (seal,) in rows), "")


def file_names(ask: Ask) -> Iterator[str]:
    """Names of all files that rows name: of every field for files, and the renditions of photos."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                table, column = model._meta.db_table, field.column
                rows = ask(f'SELECT "{column}" FROM "{table}"')  # noqa: S608
                yield from (name for (name,) in rows if name)
    for (renditions,) in ask(f"SELECT renditions FROM {Photo._meta.db_table}"):  # noqa: S608
        yield from files_of(json.loads(renditions) if isinstance(renditions, str) else renditions)
