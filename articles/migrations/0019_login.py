"""Names that were typed at the door go: there are passwords among them."""

from django.db import migrations


def forget_names(apps, schema_editor):
    for name in ("AccessAttempt", "AccessFailureLog", "AccessLog"):
        apps.get_model("axes", name).objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0018_one_index_is_enough"),
        ("axes", "0010_accessattemptexpiration"),
    ]

    operations = [migrations.RunPython(forget_names, migrations.RunPython.noop)]
