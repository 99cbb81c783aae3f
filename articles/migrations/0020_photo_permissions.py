"""The right to change any photo, names that say something, the rule that a body is there.

The index finds the few articles of which editors have saved more than is published.
"""

import articles.models.fields.names
from django.db import migrations, models


def add_rule(apps, schema_editor):
    apps.get_model("articles", "GateRule").objects.get_or_create(
        name="body", defaults={"level": "block", "limit": None}
    )


def take_rule(apps, schema_editor):
    apps.get_model("articles", "GateRule").objects.filter(name="body").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0019_login'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='photo',
            options={'ordering': ['-pk'], 'permissions': [('change_any_photo', 'Кез келген фотоны өзгерте алады')], 'verbose_name': 'фото', 'verbose_name_plural': 'фотолар'},
        ),
        migrations.AlterField(
            model_name='author',
            name='name',
            field=models.CharField(max_length=100, validators=[articles.models.fields.names.validate_has_words], verbose_name='аты-жөні'),
        ),
        migrations.AlterField(
            model_name='kind',
            name='name',
            field=models.CharField(max_length=60, unique=True, validators=[articles.models.fields.names.validate_has_words], verbose_name='атауы'),
        ),
        migrations.AlterField(
            model_name='kind',
            name='name_en',
            field=models.CharField(blank=True, max_length=60, validators=[articles.models.fields.names.validate_has_words], verbose_name='ағылшынша атауы'),
        ),
        migrations.AlterField(
            model_name='kind',
            name='name_ru',
            field=models.CharField(blank=True, max_length=60, validators=[articles.models.fields.names.validate_has_words], verbose_name='орысша атауы'),
        ),
        migrations.AlterField(
            model_name='section',
            name='name',
            field=models.CharField(max_length=60, unique=True, validators=[articles.models.fields.names.validate_has_words], verbose_name='атауы'),
        ),
        migrations.AlterField(
            model_name='section',
            name='name_en',
            field=models.CharField(blank=True, max_length=60, validators=[articles.models.fields.names.validate_has_words], verbose_name='ағылшынша атауы'),
        ),
        migrations.AlterField(
            model_name='section',
            name='name_ru',
            field=models.CharField(blank=True, max_length=60, validators=[articles.models.fields.names.validate_has_words], verbose_name='орысша атауы'),
        ),
        migrations.AlterField(
            model_name='tag',
            name='name',
            field=models.CharField(help_text='# белгісінсіз: Референдум-2026.', max_length=100, unique=True, validators=[articles.models.fields.names.validate_has_words], verbose_name='атауы'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('latest_revision__gt', models.F('live_revision'))), fields=['latest_revision'], name='article_pending'),
        ),
        migrations.RunPython(add_rule, take_rule),
    ]
