"""What a photo's file says of it, and drafts: photos that may not be used yet."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0036_photo_focus'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='photo',
            name='photo_with_file_has_credit_and_alt',
        ),
        migrations.AddField(
            model_name='photo',
            name='coordinates',
            field=models.CharField(blank=True, help_text='Where the camera stood. The desk alone sees it.', max_length=40, validators=[django.core.validators.RegexValidator('^-?\\d{1,2}(\\.\\d+)?, ?-?\\d{1,3}(\\.\\d+)?$', 'Write degrees north and east, for example 43.238949, 76.889709.')], verbose_name='coordinates'),
        ),
        migrations.AddField(
            model_name='photo',
            name='copyright',
            field=models.CharField(blank=True, help_text='As the owner of the rights wants it to stand.', max_length=500, verbose_name='copyright notice'),
        ),
        migrations.AddField(
            model_name='photo',
            name='creator',
            field=models.CharField(blank=True, help_text='Who took the photo.', max_length=300, verbose_name='creator'),
        ),
        migrations.AddField(
            model_name='photo',
            name='headline',
            field=models.CharField(blank=True, max_length=300, verbose_name='headline'),
        ),
        migrations.AddField(
            model_name='photo',
            name='is_draft',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='photo',
            name='is_guessed',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='photo',
            name='keywords',
            field=models.CharField(blank=True, help_text='With commas.', max_length=2000, verbose_name='keywords'),
        ),
        migrations.AddField(
            model_name='photo',
            name='licence_url',
            field=models.URLField(blank=True, help_text='The page that says how the photo may be used.', max_length=500, verbose_name='address of the licence'),
        ),
        migrations.AddField(
            model_name='photo',
            name='persons',
            field=models.CharField(blank=True, help_text='With commas.', max_length=1000, verbose_name='people shown'),
        ),
        migrations.AddField(
            model_name='photo',
            name='place',
            field=models.CharField(blank=True, help_text='From the smallest to the country, with commas.', max_length=400, verbose_name='place'),
        ),
        migrations.AddField(
            model_name='photo',
            name='taken_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken at'),
        ),
        migrations.AlterField(
            model_name='photo',
            name='caption',
            field=models.CharField(blank=True, max_length=2000, verbose_name='caption'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(condition=models.Q(('is_draft', True)), fields=['id'], name='photo_drafts'),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(('file', ''), ('is_draft', True), models.Q(models.Q(('credit', ''), _negated=True), models.Q(('alt', ''), _negated=True)), _connector='OR'), name='photo_with_file_has_credit_and_alt', violation_error_message='A photo needs a credit and an alternative text.'),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file', ''), _negated=True), ('is_draft', False), _connector='OR'), name='photo_draft_has_file'),
        ),
    ]
