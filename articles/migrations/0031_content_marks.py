"""The database itself notes when what readers see changes, whoever changes it and by which door.

Two kinds of triggers, on either database.

Of what stands around every page (``FRAME``) each change draws a new ``stamp`` of the identity, in
the same transaction, under which processes keep it in memory.

Of all that pages are made of (``CONTENT``) each change leaves a mark, in the same transaction. On
PostgreSQL this is a row with the transaction's id for each transaction, so that no writer waits for
another; on SQLite, where there is one writer at a time, a number that rises. Sessions, autosaves,
presences and tasks leave none. See ``articles/db/content_version.py`` for who asks, and decision
030.

SQLite drops triggers when a table is written anew; what Django alters keeps them, thanks to
``articles/db/sqlite/schema.py``. A test finds those that are missing.
"""

from django.db import migrations

CONTENT = [
    f"articles_{name}"
    for name in (
        *("article", "articletag", "author", "byline", "correction", "kind", "layout", "oldpath"),
        *("photo", "relatedarticle", "searchentry", "searchword", "section", "siteidentity"),
        *("spelling", "tag"),
    )
]
# Tables, and of whose rows alone a change counts.
FRAME = {
    "articles_kind": "",
    "articles_layout": "",
    "articles_section": "",
    "articles_spelling": "",
    "articles_tag": "is_pinned",
}
_EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
_NEW_STAMP = {
    "sqlite": "ABS(RANDOM() % 1152921504606846976)",
    "postgresql": "FLOOR(RANDOM() * 1152921504606846976)::bigint",
}


def _names(table, event):
    name = table.removeprefix("articles_")
    return f"articles_frame_{name}_{event.lower()}", f"articles_mark_{name}_{event.lower()}"


def _when(table, event):
    """The condition under which a change of ``table`` is one of the frame."""
    column = FRAME[table]
    return " OR ".join(f"{row}.{column}" for row in _EVENTS[event]) if column else ""


# --- SQLite -----------------------------------------------------------------------------------

_COUNT = (
    "INSERT INTO articles_contentmark (id, number) SELECT 1, 0"
    " WHERE NOT EXISTS (SELECT 1 FROM articles_contentmark);"
    " UPDATE articles_contentmark SET number = number + 1;"
)
_DRAW = f"UPDATE articles_siteidentity SET stamp = {_NEW_STAMP['sqlite']}"


def _sqlite_triggers():
    """Name and rest of the statement of each trigger."""
    for table in CONTENT:
        for event in _EVENTS:
            yield _names(table, event)[1], f"AFTER {event} ON {table} BEGIN {_COUNT} END"
    for table in FRAME:
        for event in _EVENTS:
            when = f"WHEN {condition}" if (condition := _when(table, event)) else ""
            yield _names(table, event)[0], f"AFTER {event} ON {table} {when} BEGIN {_DRAW}; END"
    # A trigger of SQLite does not set itself off.
    yield "articles_frame_identity", f"AFTER UPDATE ON articles_siteidentity BEGIN {_DRAW}; END"
    yield (
        "articles_frame_photo",
        f"AFTER UPDATE ON articles_photo BEGIN {_DRAW} WHERE social_picture_id = NEW.id; END",
    )


# --- PostgreSQL -------------------------------------------------------------------------------

_POSTGRESQL_FUNCTIONS = {
    "articles_content_mark": """
        INSERT INTO articles_contentmark (xid) VALUES (pg_current_xact_id())
        ON CONFLICT DO NOTHING;
        RETURN NULL;
    """,
    "articles_frame_changed": """
        UPDATE articles_siteidentity SET stamp = stamp;
        RETURN NULL;
    """,
    "articles_frame_photo_changed": """
        UPDATE articles_siteidentity SET stamp = stamp WHERE social_picture_id = NEW.id;
        RETURN NULL;
    """,
    "articles_frame_stamp": f"""
        NEW.stamp := {_NEW_STAMP["postgresql"]};
        RETURN NEW;
    """,
}


def _postgresql_triggers():
    """Name and rest of the statement of each trigger."""
    for table in CONTENT:
        yield (
            _names(table, "any")[1],
            f"AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION articles_content_mark()",
        )
    for table in FRAME:
        for event in _EVENTS:
            when = f"WHEN ({condition})" if (condition := _when(table, event)) else ""
            yield (
                _names(table, event)[0],
                f"AFTER {event} ON {table} FOR EACH ROW {when}"
                " EXECUTE FUNCTION articles_frame_changed()",
            )
    yield (
        "articles_frame_identity",
        "BEFORE UPDATE ON articles_siteidentity FOR EACH ROW"
        " EXECUTE FUNCTION articles_frame_stamp()",
    )
    yield (
        "articles_frame_photo",
        "AFTER UPDATE ON articles_photo FOR EACH ROW"
        " EXECUTE FUNCTION articles_frame_photo_changed()",
    )


# --- Both -------------------------------------------------------------------------------------


def create(apps, schema_editor):
    """Create the triggers that are missing."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "sqlite":
        for name, rest in _sqlite_triggers():
            execute(f"CREATE TRIGGER IF NOT EXISTS {name} {rest}")
        return
    for name, body in _POSTGRESQL_FUNCTIONS.items():
        execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN {body} END $$"
        )
    for name, rest in _postgresql_triggers():
        execute(f"CREATE OR REPLACE TRIGGER {name} {rest}")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, _ in _sqlite_triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        return
    for name in _POSTGRESQL_FUNCTIONS:
        schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")


def create_table(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    columns = "id integer PRIMARY KEY, number integer NOT NULL" if is_sqlite else "xid xid8 PRIMARY KEY"
    schema_editor.execute(f"CREATE TABLE articles_contentmark ({columns})")


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_contentmark")


class Migration(migrations.Migration):
    dependencies = [("articles", "0030_packed_revisions")]
    operations = [
        migrations.RunPython(create_table, drop_table),
        migrations.RunPython(create, drop),
    ]
