"""No tag is there in two spellings."""

from django.db import migrations, models

import articles.models.fields.names


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0023_tag_key"),
    ]

    operations = [
        migrations.AlterField(
            model_name="tag",
            name="key",
            field=articles.models.fields.names.NameKeyField(),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="tag_has_key"
            ),
        ),
    ]
