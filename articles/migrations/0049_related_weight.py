"""What editors' ratings of suggestions have made of the weights of what articles share."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0048_related_floor")]

    operations = [
        migrations.CreateModel(
            name="RelatedWeight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("key", models.BigIntegerField(default=0)),
                ("factor", models.FloatField()),
                ("accepted", models.PositiveIntegerField()),
                ("dismissed", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "weight of what is shared",
                "verbose_name_plural": "weights of what is shared",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="related_weight_once"),
                ],
            },
        ),
    ]
