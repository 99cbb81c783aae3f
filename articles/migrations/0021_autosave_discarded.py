from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_photo_permissions")]

    operations = [
        migrations.AddField(
            model_name="autosave",
            name="discarded_at",
            field=models.DateTimeField(null=True),
        ),
    ]
