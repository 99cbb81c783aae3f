"""The search index of photos: as that of articles, one table, over it FTS5 or GIN.

It begins empty: ``manage.py reindex`` fills it, or the worker, as soon as it sees that.
SQLite drops the triggers when their table is written anew, see ``articles/db/sqlite/schema.py``.
"""

import django.db.models.deletion
from django.db import migrations, models

import articles.models.fields.search

_ADD = "INSERT INTO articles_photosearch(rowid, terms) VALUES (new.photo_id, new.terms);"
_DROP = (
    "INSERT INTO articles_photosearch(articles_photosearch, rowid, terms)"
    " VALUES ('delete', old.photo_id, old.terms);"
)
_TRIGGER = "CREATE TRIGGER articles_photosearch_{0} AFTER {0} ON articles_photoentry BEGIN {1} END"
# The terms come normalised, in letters and digits only: "ascii" leaves all others as they are.
SQLITE = [
    "CREATE VIRTUAL TABLE articles_photosearch USING fts5(terms, content='articles_photoentry',"
    " content_rowid='photo_id', tokenize='ascii', detail='none', columnsize=0)",
    _TRIGGER.format("INSERT", _ADD),
    _TRIGGER.format("DELETE", _DROP),
    _TRIGGER.format("UPDATE", f"{_DROP} {_ADD}"),
]
# Terms are put aside, so that the rows that are read to order a result lie close together. That
# makes reading all rows look cheap, though all terms would be fetched for it: hence the setting, and
# the zero, which keeps it from reading them in the order of their keys.
POSTGRESQL = [
    "ALTER TABLE articles_photoentry SET (toast_tuple_target = 128)",
    "CREATE INDEX articles_photosearch_terms ON articles_photoentry USING gin (terms)",
    """
    CREATE FUNCTION articles_photosearch(asked tsquery, below bigint, lowest bigint, most int)
    RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off AS $$
        SELECT photo_id FROM articles_photoentry
        WHERE terms @@ asked AND photo_id + 0 < below AND photo_id + 0 >= lowest
        ORDER BY photo_id + 0 DESC LIMIT most
    $$
    """,
]


def create(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    """The table takes its triggers and indexes along."""
    kind = "TABLE" if schema_editor.connection.vendor == "sqlite" else "FUNCTION"
    schema_editor.execute(f"DROP {kind} articles_photosearch")


class Migration(migrations.Migration):
    dependencies = [("articles", "0039_publish_checks_of_rights")]
    operations = [
        migrations.CreateModel(
            name="PhotoEntry",
            fields=[
                (
                    "photo",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.photo",
                    ),
                ),
                ("terms", articles.models.fields.search.TermsField()),
            ],
            options={
                "verbose_name": "search entry of a photo",
                "verbose_name_plural": "search entries of photos",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PhotoWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("folded", models.CharField(db_index=True, max_length=40)),
                ("beginning", models.CharField(max_length=2)),
                ("shown", models.CharField(max_length=40)),
                ("photos", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "search word of photos",
                "verbose_name_plural": "search words of photos",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(create, drop),
    ]
