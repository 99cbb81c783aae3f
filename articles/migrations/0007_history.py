"""A key for every form, and a history that the database itself keeps from being changed.

A row of the history is never changed. It goes only with an article that readers have never seen: on
PostgreSQL the database sees to that too. On SQLite the models alone do, since there a table can
only be emptied by deleting its rows, as ``flush`` does. SQLite drops the trigger when Django
rebuilds the table: a migration that alters the model has to create it again.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

POSTGRESQL = [
    """
    CREATE FUNCTION articles_revision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (
            SELECT 1 FROM articles_article WHERE id = OLD.article_id AND slug = ''
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a revision is never changed';
    END $$
    """,
    """
    CREATE TRIGGER articles_revision_stays BEFORE UPDATE OR DELETE ON articles_revision
    FOR EACH ROW EXECUTE FUNCTION articles_revision_stays()
    """,
]
SQLITE = [
    """
    CREATE TRIGGER articles_revision_stays BEFORE UPDATE ON articles_revision
    BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END
    """
]


def create(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    table = "" if schema_editor.connection.vendor == "sqlite" else " ON articles_revision"
    schema_editor.execute(f"DROP TRIGGER articles_revision_stays{table}")
    if table:
        schema_editor.execute("DROP FUNCTION articles_revision_stays")


def give_keys(apps, schema_editor):
    autosaves = apps.get_model("articles", "Autosave").objects
    for key in autosaves.values_list("pk", flat=True):
        autosaves.filter(pk=key).update(key=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_rights_stamp")]
    operations = [
        migrations.RemoveConstraint(model_name="autosave", name="autosave_one_an_editor"),
        migrations.RemoveConstraint(model_name="autosave", name="autosave_one_new_an_editor"),
        migrations.AddField(
            model_name="article",
            name="form_key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="autosave", name="clashes", field=models.JSONField(default=dict)
        ),
        migrations.AddField(model_name="autosave", name="key", field=models.UUIDField(null=True)),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField(model_name="autosave", name="key", field=models.UUIDField()),
        migrations.AlterField(
            model_name="autosave",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="autosaves",
                to="articles.article",
            ),
        ),
        migrations.AlterField(
            model_name="autosave",
            name="base",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="autosave",
            constraint=models.UniqueConstraint(fields=("by", "key"), name="autosave_one_a_form"),
        ),
        migrations.RunPython(create, drop),
    ]
