"""Tags become django-taggit's: the same tables and columns under the names that it asks for."""

import django.db.models.deletion
from django.db import migrations, models

import articles.models.content.tagging


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0021_autosave_discarded"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex(model_name="articletag", name="tagging_newest"),
                migrations.RemoveConstraint(model_name="articletag", name="tagging_once"),
                migrations.RemoveField(model_name="article", name="tags"),
                migrations.RenameField(
                    model_name="articletag", old_name="article", new_name="content_object"
                ),
                migrations.AlterField(
                    model_name="articletag",
                    name="content_object",
                    field=models.ForeignKey(
                        db_column="article_id",
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taggings",
                        to="articles.article",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="articletag",
                    constraint=models.UniqueConstraint(
                        fields=("content_object", "tag"), name="tagging_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="articletag",
                    index=models.Index(
                        fields=["tag", "-published_at", "-content_object"], name="tagging_newest"
                    ),
                ),
                migrations.AddField(
                    model_name="article",
                    name="tags",
                    field=articles.models.content.tagging.TagsField(
                        blank=True,
                        through="articles.ArticleTag",
                        to="articles.Tag",
                        verbose_name="тегтер",
                    ),
                ),
            ],
        ),
    ]
