"""The record of acts is only added to, on either database.

SQLite drops triggers when Django rebuilds their table: a migration that alters the model has to
create them again. `manage.py flush` is refused with the rest: it would empty the record.
"""

from django.db import migrations

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'rows of the record are only added'); END"
SQLITE = [
    f"CREATE TRIGGER articles_act_no_update BEFORE UPDATE ON articles_act {_REFUSE}",
    f"CREATE TRIGGER articles_act_no_delete BEFORE DELETE ON articles_act {_REFUSE}",
]
# Beside the trigger of 0005 for UPDATE and DELETE, row by row.
POSTGRESQL = [
    "CREATE TRIGGER articles_act_no_truncate BEFORE TRUNCATE ON articles_act"
    " FOR EACH STATEMENT EXECUTE FUNCTION articles_act_append_only()",
]


def create(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER articles_act_no_update")
        schema_editor.execute("DROP TRIGGER articles_act_no_delete")
    else:
        schema_editor.execute("DROP TRIGGER articles_act_no_truncate ON articles_act")


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_spellings")]
    operations = [migrations.RunPython(create, drop)]
