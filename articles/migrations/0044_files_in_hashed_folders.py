"""New files go into folders by hash; ``move_files`` takes those along that are there already."""

from django.db import migrations, models

import articles.models.media.files
import articles.models.media.photos


class Migration(migrations.Migration):
    dependencies = [("articles", "0043_photo_digests")]

    operations = [
        migrations.AlterField(
            model_name="mediafile",
            name="captions",
            field=models.FileField(
                blank=True,
                db_index=True,
                help_text="Of a video: a WebVTT file (.vtt).",
                max_length=200,
                upload_to=articles.models.media.files.captions_path,
                verbose_name="captions",
            ),
        ),
        migrations.AlterField(
            model_name="photo",
            name="file",
            field=models.ImageField(
                blank=True,
                height_field="height",
                max_length=200,
                upload_to=articles.models.media.photos.photo_path,
                verbose_name="file",
                width_field="width",
            ),
        ),
    ]
