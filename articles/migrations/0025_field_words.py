"""Models, fields and permissions under the names of the field; every table and column stays.

With them go the content types, the permissions and what was typed into fields that had other names.
"""

import django.db.models.deletion
from django.db import migrations, models

MODELS = {
    "Act": "AuditEntry",
    "GateRule": "PublishCheckSetting",
    "OldPath": "Redirect",
    "PhotoUse": "PhotoUsage",
}
PERMISSIONS = {"override_gate": "override_publish_checks"}
FORM_FIELDS = {"topics": "tags", "byline": "authors"}


def rename(apps, names, permissions, fields):
    types = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="articles")
    rights = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles"
    )
    for old, new in names.items():
        old, new = old.lower(), new.lower()
        # Newer code than the tables may have made one already, which nobody has used.
        types.filter(model=new).delete()
        types.filter(model=old).update(model=new)
        for act in ("view", "add", "change", "delete"):
            rights.filter(codename=f"{act}_{old}").update(codename=f"{act}_{new}")
    for old, new in permissions.items():
        rights.filter(codename=new).delete()
        rights.filter(codename=old).update(codename=new)
    for row in apps.get_model("articles", "Autosave").objects.iterator():
        if fields.keys() & row.form.keys():
            row.form = {fields.get(name, name): value for name, value in row.form.items()}
            row.save(update_fields=["form"])


def forwards(apps, schema_editor):
    rename(apps, MODELS, PERMISSIONS, FORM_FIELDS)


def backwards(apps, schema_editor):
    rename(
        apps,
        *({new: old for old, new in names.items()} for names in (MODELS, PERMISSIONS, FORM_FIELDS)),
    )


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0024_tag_key_is_unique"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                *(
                    operation
                    for old, new in MODELS.items()
                    for operation in (
                        migrations.AlterModelTable(old, f"articles_{old.lower()}"),
                        migrations.RenameModel(old, new),
                    )
                ),
                migrations.RenameField("article", "trace", "simhash"),
                migrations.AlterField(
                    model_name="article",
                    name="simhash",
                    field=models.BigIntegerField(db_column="trace", editable=False, null=True),
                ),
                migrations.RenameField("user", "rights_stamp", "permissions_stamp"),
                migrations.AlterField(
                    model_name="user",
                    name="permissions_stamp",
                    field=models.PositiveBigIntegerField(
                        db_column="rights_stamp", default=0, editable=False
                    ),
                ),
                migrations.AlterField(
                    model_name="photousage",
                    name="article",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photo_usages",
                        to="articles.article",
                    ),
                ),
                migrations.AlterField(
                    model_name="photousage",
                    name="photo",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="usages",
                        to="articles.photo",
                    ),
                ),
                migrations.AlterModelOptions(
                    name="article",
                    options={
                        "permissions": [
                            ("publish_article", "Мақаланы жариялай алады"),
                            ("publish_anywhere", "Кез келген бөлімде жариялай алады"),
                            (
                                "override_publish_checks",
                                "Жариялау талабын себебін жазып, айналып өте алады",
                            ),
                        ],
                        "verbose_name": "мақала",
                        "verbose_name_plural": "мақалалар",
                    },
                ),
            ],
        ),
        migrations.RunPython(forwards, backwards),
    ]
