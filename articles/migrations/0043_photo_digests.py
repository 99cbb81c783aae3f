"""The digests of photos that are here already: the names of their files end in them.

What their pictures look like, ``make_renditions`` finds out from the smallest rendition.
"""

import re

from django.db import migrations

_BATCH = 2_000
# What the storage puts behind a name that was taken already has an underscore.
_DIGEST = re.compile(r"-([0-9a-f]{12})(?:_[A-Za-z0-9]+)?\.[a-z]+$")


def fill(apps, schema_editor):
    """Write down what the names say; a name of another kind says nothing."""
    photos = apps.get_model("articles", "Photo").objects.using(schema_editor.connection.alias)
    rows = photos.exclude(file="").order_by("pk").values_list("pk", "file")
    found = [(match[1], pk) for pk, name in rows if (match := _DIGEST.search(name))]
    with schema_editor.connection.cursor() as cursor:
        for first in range(0, len(found), _BATCH):
            cursor.executemany(
                "UPDATE articles_photo SET digest = %s WHERE id = %s", found[first : first + _BATCH]
            )


class Migration(migrations.Migration):
    dependencies = [("articles", "0042_photo_fingerprints")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
