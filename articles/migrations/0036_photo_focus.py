"""The point of a photo around which it is cut to other shapes. Nothing is written to its rows."""

import django.core.validators
from django.db import migrations, models


def _percent(label, **more):
    limit = django.core.validators.MaxValueValidator(100)
    return models.PositiveSmallIntegerField(
        blank=True, null=True, validators=[limit], verbose_name=label, **more
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0035_publish_checks_of_blocks")]

    operations = [
        migrations.AddField("photo", "focus_x", _percent("focal point, from the left (%)")),
        migrations.AddField(
            "photo",
            "focus_y",
            _percent(
                "focal point, from the top (%)",
                help_text=(
                    "What must be seen where the picture is cut to other shapes: click on it in "
                    "the picture above, or move the point with the arrow keys. Left empty, it is "
                    "above the middle."
                ),
            ),
        ),
    ]
