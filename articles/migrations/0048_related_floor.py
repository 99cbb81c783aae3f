"""What an article is about, with how much each word says, and who tells its story too.

``refresh_related`` fills both in. Without a default, so that SQLite need not write the table anew.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0044_files_in_hashed_folders")]

    operations = [
        migrations.AddField("article", "terms", models.JSONField(editable=False, null=True)),
        migrations.AddField("article", "retellings", models.JSONField(editable=False, null=True)),
    ]
