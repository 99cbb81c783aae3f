from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_one_index_is_enough")]

    operations = [
        migrations.AddField(
            model_name="autosave",
            name="discarded_at",
            field=models.DateTimeField(null=True),
        ),
    ]
