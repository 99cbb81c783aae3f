"""Names are sorted as the Kazakh alphabet has them, by a key written with the row; accepted words."""

from itertools import islice

import articles.models.fields.names
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.kazakh.collation import collation_key

NAMED = ("author", "collection", "kind", "section", "tag")
BATCH = 500


def fill(apps, schema_editor):
    for name in NAMED:
        model = apps.get_model("articles", name)
        rows = model._base_manager.order_by().only("name").iterator(BATCH)
        while batch := list(islice(rows, BATCH)):
            for row in batch:
                row.collation_key = collation_key(row.name).encode().hex()
            model._base_manager.bulk_update(batch, ["collation_key"])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0049_related_weight'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='author',
            options={'ordering': ['collation_key', 'pk'], 'verbose_name': 'author', 'verbose_name_plural': 'authors'},
        ),
        migrations.AlterModelOptions(
            name='collection',
            options={'ordering': ['collation_key', 'pk'], 'verbose_name': 'collection', 'verbose_name_plural': 'collections'},
        ),
        migrations.AlterModelOptions(
            name='kind',
            options={'ordering': ['position', 'collation_key', 'pk'], 'verbose_name': 'kind', 'verbose_name_plural': 'kinds'},
        ),
        migrations.AlterModelOptions(
            name='section',
            options={'ordering': ['position', 'collation_key', 'pk'], 'verbose_name': 'section', 'verbose_name_plural': 'sections'},
        ),
        migrations.AlterModelOptions(
            name='tag',
            options={'ordering': ['collation_key', 'pk'], 'verbose_name': 'tag', 'verbose_name_plural': 'tags'},
        ),
        migrations.AddField(
            model_name='author',
            name='collation_key',
            field=articles.models.fields.names.CollationKeyField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='collection',
            name='collation_key',
            field=articles.models.fields.names.CollationKeyField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='kind',
            name='collation_key',
            field=articles.models.fields.names.CollationKeyField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='section',
            name='collation_key',
            field=articles.models.fields.names.CollationKeyField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='tag',
            name='collation_key',
            field=articles.models.fields.names.CollationKeyField(blank=True, default='', editable=False),
        ),
        migrations.AddIndex(
            model_name='tag',
            index=models.Index(fields=['collation_key', 'id'], name='tag_by_name'),
        ),
        migrations.CreateModel(
            name='AcceptedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lemma', models.CharField(max_length=64, unique=True, verbose_name='word')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'accepted word',
                'verbose_name_plural': 'accepted words',
                'ordering': ['lemma', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
