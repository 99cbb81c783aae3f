"""A row for each check of what stands in a text beside words."""

from django.db import migrations

CHECKS = [
    ("body_credits", "block"),
    ("body_waiting", "advise"),
    ("body_missing", "advise"),
    ("cards", "advise"),
]


def add_settings(apps, schema_editor):
    settings = apps.get_model("articles", "PublishCheckSetting").objects
    for name, level in CHECKS:
        settings.get_or_create(name=name, defaults={"level": level})


class Migration(migrations.Migration):
    dependencies = [("articles", "0034_embed_titles")]

    operations = [migrations.RunPython(add_settings, migrations.RunPython.noop)]
