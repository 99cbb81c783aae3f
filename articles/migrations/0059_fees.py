"""What is paid for an article, by its kind."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0058_plan")]

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
    ]
