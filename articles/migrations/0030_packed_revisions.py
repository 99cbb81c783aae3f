"""Revisions are packed from here on, and the chief editor may let old saves go from the history.

Revisions that are there stay as they are, and are read as before: they are never changed.

Of old saves the database lets go what the editor may let go, and nothing else.

What goes is on record, sealed, with the digest that it was saved with. It was saved 30 days before
or earlier, is not the first one, and the next that was done to the text was not to publish it; no
link has shown it to somebody outside. That it is neither the last one nor what readers see is seen
to by the foreign keys of the article.

As before, a revision also goes with an article that readers have never seen. On SQLite this is the
first trigger for deletions: one for changes was there. SQLite drops triggers when Django rebuilds
their table: a migration that alters the model has to create both again.
"""

from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

# {revision} and {digest} are what stands in the JSON before and after an act.
_MAY_GO = """
    EXISTS (SELECT 1 FROM articles_article WHERE id = OLD.article_id AND slug = '')
    OR OLD.act = 'save'
    AND EXISTS (
        SELECT 1 FROM articles_revision
        WHERE article_id = OLD.article_id AND number < OLD.number
    )
    AND NOT EXISTS (
        SELECT 1 FROM articles_act shared
        WHERE shared.model = 'article' AND shared.key = OLD.article_id AND shared.verb = 'share'
        AND {shared_revision} = OLD.number
    )
    AND EXISTS (
        SELECT 1 FROM articles_act thinned
        JOIN articles_act saved ON saved.model = thinned.model AND saved.key = thinned.key
        WHERE thinned.model = 'article' AND thinned.key = OLD.article_id AND thinned.verb = 'thin'
        AND saved.verb = 'save'
        AND {thinned_revision} = OLD.number AND {saved_revision} = OLD.number
        AND {thinned_digest} = {saved_digest}
        AND {age} >= 30
        AND COALESCE(
            (
                SELECT next.verb FROM articles_act next
                WHERE next.model = 'article' AND next.key = OLD.article_id AND next.id > saved.id
                AND next.verb IN ('save', 'merge', 'restore', 'import', 'publish', 'amend')
                ORDER BY next.id LIMIT 1
            ),
            ''
        ) NOT IN ('publish', 'amend')
    )
"""
_COLUMNS = {"shared": "after", "thinned": "before", "saved": "after"}


def _rule(value, age):
    """The rule in the words of a database; ``value`` gives that of a column's JSON by name."""
    values = {
        f"{act}_{name}": value(f"{act}.{column}", name)
        for act, column in _COLUMNS.items()
        for name in ("revision", "digest")
    }
    return _MAY_GO.format(age=age, **values)


def _in_postgresql(column, name):
    text = f"({column} ->> '{name}')"
    return f"{text}::integer" if name == "revision" else text


def _in_sqlite(column, name):
    return f"JSON_EXTRACT({column}, '$.{name}')"


POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION articles_revision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND (
        {_rule(_in_postgresql, "EXTRACT(EPOCH FROM thinned.at - OLD.at) / 86400")}
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a revision is never changed';
END $$
"""
SQLITE = f"""
CREATE TRIGGER articles_revision_no_delete BEFORE DELETE ON articles_revision
WHEN NOT ({_rule(_in_sqlite, "JULIANDAY(thinned.at) - JULIANDAY(OLD.at)")})
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END
"""
_BEFORE = """
CREATE OR REPLACE FUNCTION articles_revision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT 1 FROM articles_article WHERE id = OLD.article_id AND slug = ''
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a revision is never changed';
END $$
"""


def keep_packed(apps, schema_editor):
    """Refuse to go back: the code before knows nothing of what is packed."""
    if apps.get_model("articles", "Revision").objects.exclude(packed=None).exists():
        raise IrreversibleError("there are packed revisions, which would be lost")


def guard(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(SQLITE if is_sqlite else POSTGRESQL)


def guard_as_before(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute("DROP TRIGGER articles_revision_no_delete" if is_sqlite else _BEFORE)


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_tag_merge")]
    operations = [
        # The column stays, with what is in it: SQLite is not to write the table anew for this.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField(model_name="revision", old_name="content", new_name="whole"),
                migrations.AlterField(
                    model_name="revision",
                    name="whole",
                    field=models.JSONField(db_column="content", default=dict),
                ),
            ]
        ),
        migrations.AddField(
            model_name="revision", name="packed", field=models.BinaryField(null=True)
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="thin_history_after",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (30, "after 30 days"),
                    (90, "after 90 days"),
                    (180, "after 180 days"),
                    (365, "after a year"),
                ],
                help_text=(
                    "Saves that readers never saw go from the history of an article when they are "
                    "so old; each is put on record. The first and the last save stay, and all "
                    "that was published, merged or shown by a link for outside. If nothing is "
                    "chosen, all saves stay."
                ),
                null=True,
                verbose_name="thin the history out",
            ),
        ),
        migrations.RunPython(guard, guard_as_before),
        migrations.RunPython(migrations.RunPython.noop, keep_packed),
    ]
