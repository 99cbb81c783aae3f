"""The triggers that the database has."""

from collections import Counter
from importlib import import_module

from django.db import connection

CONTENT = [
    *import_module("articles.migrations.0031_content_marks").CONTENT,
    import_module("articles.migrations.0033_media_files").TABLE,
    import_module("articles.migrations.0034_embed_titles").TABLE,
]

_ALL = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def triggers(prefix):
    """How many there are by table, of those whose names begin with ``prefix``."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL[connection.vendor])
        return Counter(table for table, name in cursor.fetchall() if name.startswith(prefix))
