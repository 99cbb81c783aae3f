"""A row for each rule of the gate, and the new rights for chief editors who are there already."""

from django.db import migrations

RULES = [
    ("headline_length", "advise", 90),
    ("seo_headline_length", "advise", 60),
    ("lede", "advise", None),
    ("tags", "advise", None),
    ("photo", "advise", None),
    ("photo_credit", "block", None),
    ("photo_alt", "advise", None),
    ("body_photos", "advise", None),
    ("links", "block", None),
]
RIGHTS = [
    ("article", "publish_anywhere"),
    ("article", "override_gate"),
    ("gaterule", "view_gaterule"),
    ("gaterule", "change_gaterule"),
]


def add_rules(apps, schema_editor):
    rule = apps.get_model("articles", "GateRule")
    rule.objects.bulk_create(
        rule(name=name, level=level, limit=limit) for name, level, limit in RULES
    )


def give_rights(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.filter(name="Chief editor")
    types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for group in groups:
        for model, codename in RIGHTS:
            kind, _ = types.get_or_create(app_label="articles", model=model)
            right, _ = permissions.get_or_create(
                content_type=kind, codename=codename, defaults={"name": codename}
            )
            group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_workflow_and_gate"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(add_rules, migrations.RunPython.noop),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
