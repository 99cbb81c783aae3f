"""A row for each check of the rights to photos."""

from django.db import migrations

CHECKS = [("photo_rights", "block"), ("photo_licence", "advise"), ("photo_ending", "advise")]


def add_settings(apps, schema_editor):
    settings = apps.get_model("articles", "PublishCheckSetting").objects
    for name, level in CHECKS:
        settings.get_or_create(name=name, defaults={"level": level})


class Migration(migrations.Migration):
    dependencies = [("articles", "0038_photo_rights")]

    operations = [migrations.RunPython(add_settings, migrations.RunPython.noop)]
