"""Is the process alive, and can it serve: for load balancers and service managers."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from ..db import outage
from .http import reader_page


@never_cache
@reader_page
def live(request):
    """The process answers; nothing else is asked."""
    return _plain("ok")


@never_cache
@reader_page
def ready(request):
    """The database answers and has all migrations; otherwise 503 with what is wrong."""
    if outage.is_on():
        return _plain("database: away", status=503)
    try:
        executor = MigrationExecutor(connection)
    except Error as error:
        return _plain(f"database: {type(error).__name__}", status=503)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in missing)
        return _plain(f"migrations to apply: {names}", status=503)
    return _plain("ok")


def _plain(text, status=200):
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
