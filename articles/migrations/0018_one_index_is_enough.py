"""Indexes go that another begins with: each would be written at every save and serve nobody."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

history = import_module("articles.migrations.0007_history")


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0017_search_ranking'),
    ]

    operations = [
        migrations.AlterField(
            model_name='announcement',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='announcements', to='articles.article'),
        ),
        migrations.AlterField(
            model_name='articletag',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='articles.article'),
        ),
        migrations.AlterField(
            model_name='articletag',
            name='tag',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='articles.tag', verbose_name='тег'),
        ),
        migrations.AlterField(
            model_name='autosave',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='byline',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='bylines', to='articles.article'),
        ),
        migrations.AlterField(
            model_name='byline',
            name='author',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bylines', to='articles.author', verbose_name='автор'),
        ),
        migrations.AlterField(
            model_name='photouse',
            name='photo',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='articles.photo'),
        ),
        migrations.AlterField(
            model_name='relatedarticle',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='picks', to='articles.article'),
        ),
        migrations.RunPython(history.drop, history.create),  # SQLite makes the table anew
        migrations.AlterField(
            model_name='revision',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='articles.article'),
        ),
        migrations.RunPython(history.create, history.drop),
        migrations.AlterField(
            model_name='suggestion',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='articles.article'),
        ),
    ]
