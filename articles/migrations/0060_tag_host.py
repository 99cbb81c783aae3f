"""The host in the ids of feeds: that of ``SITE_URL`` now, whatever it will be later."""

from django.db import migrations, models

import articles.models.site.identity


class Migration(migrations.Migration):
    dependencies = [("articles", "0059_imprint")]

    operations = [
        migrations.AddField(
            model_name="siteidentity",
            name="tag_host",
            field=models.CharField(
                default=articles.models.site.identity.host_of_site,
                editable=False,
                max_length=253,
            ),
        ),
    ]
