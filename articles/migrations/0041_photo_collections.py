"""Collections of photos, and what the filters of the library read."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0040_photo_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='CollectedPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'photo in a collection',
                'verbose_name_plural': 'photos in collections',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Collection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='added at')),
            ],
            options={
                'verbose_name': 'collection',
                'verbose_name_plural': 'collections',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(condition=models.Q(('width__lt', models.F('height'))), fields=['id'], name='photo_upright'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(condition=models.Q(('width', models.F('height'))), fields=['id'], name='photo_square'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(fields=['creator', '-id'], name='photo_creator'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(models.OrderBy(django.db.models.functions.comparison.Coalesce('taken_at', 'created_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='photo_when'),
        ),
        migrations.AddField(
            model_name='collectedphoto',
            name='photo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='collected', to='articles.photo'),
        ),
        migrations.AddField(
            model_name='collectedphoto',
            name='collection',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='members', to='articles.collection'),
        ),
        migrations.AddConstraint(
            model_name='collectedphoto',
            constraint=models.UniqueConstraint(fields=('collection', 'photo'), name='collected_photo_once'),
        ),
    ]
