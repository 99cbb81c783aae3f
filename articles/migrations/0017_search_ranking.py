"""What articles are ranked by, and the words that all of them have.

The entries hold other terms than before, so the index begins anew: ``manage.py reindex`` fills it.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import articles.models.content.search_entries

index = import_module("articles.migrations.0004_search_index")


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_related")]
    operations = [
        migrations.RunPython(index.drop, index.create),
        migrations.DeleteModel("SearchEntry"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("terms", articles.models.content.search_entries.TermsField()),
                ("text", models.TextField()),
            ],
            options={
                "verbose_name": "іздеу жазбасы",
                "verbose_name_plural": "іздеу жазбалары",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("folded", models.CharField(db_index=True, max_length=40)),
                ("beginning", models.CharField(max_length=2)),
                ("shown", models.CharField(max_length=40)),
                ("articles", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "іздеу сөзі",
                "verbose_name_plural": "іздеу сөздері",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["beginning", "-articles"], name="search_word_completion"
                    )
                ],
            },
        ),
        migrations.RunPython(index.create, index.drop),
    ]
