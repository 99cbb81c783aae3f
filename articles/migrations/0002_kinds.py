"""The kinds of article that every newsroom has; the list is edited in the admin from here on."""

from django.db import migrations

KINDS = [
    ("жаңалық", "новость", "news"),
    ("талдау", "анализ", "analysis"),
    ("сұхбат", "интервью", "interview"),
    ("пікір", "мнение", "opinion"),
    ("репортаж", "репортаж", "reportage"),
    ("фоторепортаж", "фоторепортаж", "photo report"),
    ("түсіндірме", "разбор", "explainer"),
    ("пресс-релиз", "пресс-релиз", "press release"),
]


def add(apps, schema_editor):
    kinds = apps.get_model("articles", "Kind").objects
    for position, (name, name_ru, name_en) in enumerate(KINDS):
        kinds.get_or_create(
            name=name, defaults={"name_ru": name_ru, "name_en": name_en, "position": position}
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
