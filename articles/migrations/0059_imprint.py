"""Who publishes, each fact in a field of its own; no section stands where a page shows them."""

import articles.models.site.identity
from django.db import migrations, models


def make_room(apps, schema_editor):
    """A section of this name gets another; its articles are found by their keys as before."""
    apps.get_model("articles", "Section").objects.filter(slug="imprint").update(slug="imprint-1")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0058_fees_and_read_notes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="section",
            name="section_slug_is_not_reserved",
        ),
        migrations.RunPython(make_room, migrations.RunPython.noop),
        migrations.AddField(
            model_name="siteidentity",
            name="accounts",
            field=models.TextField(
                blank=True,
                help_text="Addresses of the newsroom's own pages in social networks, one a line.",
                validators=[articles.models.site.identity.validate_addresses],
                verbose_name="accounts",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="address",
            field=models.CharField(blank=True, max_length=300, verbose_name="postal address"),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="ads_txt",
            field=models.TextField(
                blank=True,
                help_text="Who may sell advertisement of the site, as their offices give the lines.",
                verbose_name="ads.txt",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="editor",
            field=models.CharField(blank=True, max_length=100, verbose_name="editor-in-chief"),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="email",
            field=models.EmailField(
                blank=True,
                help_text="Readers see it; whoever has found a hole in the site writes there too.",
                max_length=254,
                verbose_name="email of the newsroom",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="owner",
            field=models.CharField(
                blank=True,
                help_text="Who owns the newsroom, as the certificate has it.",
                max_length=200,
                verbose_name="owner",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="phone",
            field=models.CharField(blank=True, max_length=50, verbose_name="telephone"),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="principles",
            field=models.TextField(
                blank=True,
                help_text="By what the newsroom works: how it checks, corrects, names its sources.",
                verbose_name="principles",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="registration",
            field=models.CharField(
                blank=True,
                help_text="Number and date of the certificate, and who has issued it.",
                max_length=300,
                verbose_name="registration",
            ),
        ),
        migrations.AlterField(
            model_name="siteidentity",
            name="imprint",
            field=models.TextField(
                blank=True,
                help_text="A few words at the foot of every page.",
                verbose_name="imprint",
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "slug__in",
                        [
                            "admin",
                            "api",
                            "archive",
                            "arab",
                            "author",
                            "corrections",
                            "en",
                            "feed",
                            "imprint",
                            "kk",
                            "latn",
                            "livez",
                            "media",
                            "preview",
                            "readyz",
                            "rss",
                            "ru",
                            "search",
                            "sitemap",
                            "static",
                            "tag",
                        ],
                    ),
                    _negated=True,
                ),
                name="section_slug_is_not_reserved",
                violation_error_message="The site itself uses this address, choose another one.",
            ),
        ),
    ]
