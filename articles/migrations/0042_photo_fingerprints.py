"""By what a photo is known again: its bytes, what its picture looks like, and who took it."""

from django.db import migrations, models

BANDS = ("dhash_1", "dhash_2", "dhash_3", "dhash_4")


def _band():
    return models.IntegerField(blank=True, editable=False, null=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0041_photo_collections")]

    operations = [
        migrations.AddField(
            "photo", "digest", models.CharField(blank=True, editable=False, max_length=12)
        ),
        *(migrations.AddField("photo", name, _band()) for name in BANDS),
        migrations.AddIndex("photo", models.Index(fields=["digest"], name="photo_digest")),
        migrations.AddIndex("photo", models.Index(fields=["credit", "-id"], name="photo_credit")),
        *(
            migrations.AddIndex("photo", models.Index(fields=[name], name=f"photo_{name}"))
            for name in BANDS
        ),
    ]
