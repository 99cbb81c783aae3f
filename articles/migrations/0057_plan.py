"""When an article is to be ready, and the secret addresses at which calendars read the plan.

The instant has no default, so that SQLite need not write the table anew.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.models.workflow.publishing


class Migration(migrations.Migration):
    dependencies = [("articles", "0056_article_templates")]

    operations = [
        migrations.AddField(
            "article",
            "due_at",
            models.DateTimeField(
                blank=True,
                help_text="When the article is to be ready. Readers never see this.",
                null=True,
                validators=[articles.models.workflow.publishing.reasonable_instant],
                verbose_name="due",
            ),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["due_at"],
                name="article_due",
            ),
        ),
        migrations.CreateModel(
            "PlanFeed",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("at", models.DateTimeField(verbose_name="opened at")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar feed",
                "verbose_name_plural": "calendar feeds",
                "default_permissions": (),
            },
        ),
    ]
