import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0028_tasks"),
    ]

    operations = [
        migrations.CreateModel(
            name="TagMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("total", models.PositiveIntegerField()),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="who")),
                ("into", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="articles.tag", verbose_name="tag that stays")),
                ("tag", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="merge", to="articles.tag", verbose_name="tag")),
            ],
            options={
                "verbose_name": "merge of a tag",
                "verbose_name_plural": "merges of tags",
                "default_permissions": (),
            },
        ),
    ]
