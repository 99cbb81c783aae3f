"""The search index: one table, and over it FTS5 on SQLite, GIN on PostgreSQL.

SQLite drops the triggers when Django rebuilds their table: a migration that alters the model has to
create them again.
"""

import django.db.models.deletion
from django.db import migrations, models

import articles.models.content.search_entries

_ADD = "INSERT INTO articles_search(rowid, terms) VALUES (new.key, new.terms);"
_DROP = (
    "INSERT INTO articles_search(articles_search, rowid, terms)"
    " VALUES ('delete', old.key, old.terms);"
)
# The terms come normalised, in letters and digits only: "ascii" leaves all others as they are.
SQLITE = [
    "CREATE VIRTUAL TABLE articles_search USING fts5(terms, content='articles_searchentry',"
    " content_rowid='key', tokenize='ascii', detail='none', columnsize=0)",
    f"CREATE TRIGGER articles_search_insert AFTER INSERT ON articles_searchentry BEGIN {_ADD} END",
    f"CREATE TRIGGER articles_search_delete AFTER DELETE ON articles_searchentry BEGIN {_DROP} END",
    "CREATE TRIGGER articles_search_update AFTER UPDATE ON articles_searchentry"
    f" BEGIN {_DROP} {_ADD} END",
]
# Terms are put aside, so that the rows that are read to order a result lie close together. That
# makes reading all rows look cheap, though all terms would be fetched for it: hence the setting.
POSTGRESQL = [
    "ALTER TABLE articles_searchentry SET (toast_tuple_target = 128)",
    "CREATE INDEX articles_search_terms ON articles_searchentry USING gin (terms)",
    """
    CREATE FUNCTION articles_search(asked tsquery, below bigint, lowest bigint, most int)
    RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off AS $$
        SELECT key FROM articles_searchentry
        WHERE terms @@ asked AND key < below AND key >= lowest
        ORDER BY key DESC LIMIT most
    $$
    """,
]


def create(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    """The table takes its triggers and indexes along."""
    kind = "TABLE" if schema_editor.connection.vendor == "sqlite" else "FUNCTION"
    schema_editor.execute(f"DROP {kind} articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_imports")]
    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("terms", articles.models.content.search_entries.TermsField()),
            ],
            options={
                "verbose_name": "іздеу жазбасы",
                "verbose_name_plural": "іздеу жазбалары",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(create, drop),
    ]
