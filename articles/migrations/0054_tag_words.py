"""Tags are found by their words, in letters that all spellings share."""

from itertools import islice

import django.db.models.deletion
from django.db import migrations, models

from articles.kazakh.words import words
from articles.models.taxonomy.tag_words import name_forms, word_key

BATCH = 500


def fill(apps, schema_editor):
    tag_word = apps.get_model("articles", "TagWord")
    rows = apps.get_model("articles", "Tag").objects.order_by().only("name").iterator(BATCH)
    while batch := list(islice(rows, BATCH)):
        tag_word.objects.bulk_create(tag_word(tag=tag, **row) for tag in batch for row in forms(tag))


def forms(tag):
    found = {word_key(form): True for form in name_forms(tag.name)}
    for word in words(tag.name):
        found = {word_key(form): False for form in name_forms(word)} | found
    return [{"key": key, "is_name": is_name} for key, is_name in found.items()]


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0053_desk_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='TagWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=480)),
                ('is_name', models.BooleanField()),
                ('tag', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='words', to='articles.tag')),
            ],
            options={
                'verbose_name': 'word of a tag',
                'verbose_name_plural': 'words of tags',
                'default_permissions': (),
                'indexes': [models.Index(fields=['key', 'tag'], name='tag_word_by_key'), models.Index(condition=models.Q(('is_name', True)), fields=['key'], name='tag_word_name')],
                'constraints': [models.UniqueConstraint(fields=('tag', 'key'), name='tag_word_once')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
