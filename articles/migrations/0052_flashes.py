"""Articles that are urgent, and that may be without a text for now; the check of how long.

The instants have no default, so that SQLite need not write the table anew.
"""

from django.db import migrations, models


def add_setting(apps, schema_editor):
    settings = apps.get_model("articles", "PublishCheckSetting").objects
    settings.get_or_create(name="developing", defaults={"level": "advise"})


class Migration(migrations.Migration):
    dependencies = [("articles", "0051_content_credentials")]

    operations = [
        migrations.AddField(
            "article", "urgent_since", models.DateTimeField(editable=False, null=True)
        ),
        migrations.AddField(
            "article", "developing_since", models.DateTimeField(editable=False, null=True)
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                condition=models.Q(("developing_since__isnull", False)),
                fields=["developing_since"],
                name="article_developing",
            ),
        ),
        migrations.RunPython(add_setting, migrations.RunPython.noop),
    ]
