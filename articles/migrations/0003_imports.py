"""What came in from outside, so that it is known again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_kinds'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64)),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='imported', to='articles.article')),
            ],
            options={
                'verbose_name': 'импортталған бет',
                'verbose_name_plural': 'импортталған беттер',
            },
        ),
    ]
