"""What providers call embeds, and the marks of its changes."""

from django.db import migrations, models

TABLE = "articles_embedtitle"
# Of the same kind as those of migration 0031: what pages are made of leaves a mark.
_EVENTS = ("INSERT", "UPDATE", "DELETE")
_COUNT = (
    "INSERT INTO articles_contentmark (id, number) SELECT 1, 0"
    " WHERE NOT EXISTS (SELECT 1 FROM articles_contentmark);"
    " UPDATE articles_contentmark SET number = number + 1;"
)


def create_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in _EVENTS:
            name = f"articles_mark_embedtitle_{event.lower()}"
            schema_editor.execute(
                f"CREATE TRIGGER {name} AFTER {event} ON {TABLE} BEGIN {_COUNT} END"
            )
        return
    schema_editor.execute(
        "CREATE TRIGGER articles_mark_embedtitle_any"
        f" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION articles_content_mark()"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0033_media_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='EmbedTitle',
            fields=[
                ('address', models.CharField(max_length=200, primary_key=True, serialize=False)),
                ('provider', models.CharField(max_length=20)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('asked_at', models.DateTimeField(null=True)),
                ('failure', models.CharField(blank=True, max_length=200)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('retry_at', models.DateTimeField(db_index=True, null=True)),
            ],
            options={
                'verbose_name': 'title of an embed',
                'verbose_name_plural': 'titles of embeds',
                'default_permissions': (),
            },
        ),
        migrations.RunPython(create_triggers, migrations.RunPython.noop),
    ]
