"""Documents, audio and video, which articles show them, and the marks of their changes."""

import articles.models.media.files
import django.db.models.deletion
from django.db import migrations, models

TABLE = "articles_mediafile"
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
            name = f"articles_mark_mediafile_{event.lower()}"
            schema_editor.execute(
                f"CREATE TRIGGER {name} AFTER {event} ON {TABLE} BEGIN {_COUNT} END"
            )
        return
    schema_editor.execute(
        f"CREATE TRIGGER articles_mark_mediafile_any"
        f" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION articles_content_mark()"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0032_sitemap_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='MediaFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(db_index=True, max_length=200, upload_to=articles.models.media.files.file_path, verbose_name='file')),
                ('title', models.CharField(help_text='The words of the link, or what is said above the player.', max_length=200, verbose_name='title')),
                ('kind', models.CharField(choices=[('document', 'document'), ('audio', 'audio'), ('video', 'video')], editable=False, max_length=10, verbose_name='kind')),
                ('content_type', models.CharField(editable=False, max_length=100)),
                ('size', models.PositiveBigIntegerField(editable=False)),
                ('width', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ('height', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('credit', models.CharField(blank=True, help_text='Who recorded or filmed it. Audio and video need one.', max_length=200, verbose_name='credit')),
                ('description', models.TextField(blank=True, max_length=2000, verbose_name='description')),
                ('transcript', models.TextField(blank=True, help_text='Of audio and video: what is said, for who cannot hear it.', verbose_name='transcript')),
                ('captions', models.FileField(blank=True, db_index=True, help_text='Of a video: a WebVTT file (.vtt).', max_length=200, upload_to='files/%Y/%m/', verbose_name='captions')),
                ('was_shown', models.BooleanField(default=False, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='added at')),
                ('poster', models.ForeignKey(blank=True, help_text='Of a video: the picture before it is played.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.photo', verbose_name='poster')),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='FileUsage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='file_usages', to='articles.article')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='usages', to='articles.mediafile')),
            ],
            options={
                'verbose_name': 'use of a file',
                'verbose_name_plural': 'uses of files',
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='mediafile',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='file_has_title'),
        ),
        migrations.AddConstraint(
            model_name='mediafile',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'document'), models.Q(('credit', ''), _negated=True), _connector='OR'), name='recording_has_credit'),
        ),
        migrations.AddConstraint(
            model_name='fileusage',
            constraint=models.UniqueConstraint(fields=('file', 'article'), name='file_usage_once'),
        ),
        migrations.RunPython(create_triggers, migrations.RunPython.noop),
    ]
