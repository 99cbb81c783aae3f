"""What is paid for an article, by its kind; how far each has read the notes to them."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0057_plan")]

    operations = [
        migrations.CreateModel(
            "KindFee",
            [
                (
                    "kind",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="fee",
                        serialize=False,
                        to="articles.kind",
                        verbose_name="kind",
                    ),
                ),
                (
                    "amount",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100000000)],
                        verbose_name="fee",
                    ),
                ),
            ],
            options={
                "verbose_name": "fee",
                "verbose_name_plural": "fees",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            "NotesRead",
            [
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("last", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "read notes",
                "verbose_name_plural": "read notes",
                "default_permissions": (),
            },
        ),
    ]
