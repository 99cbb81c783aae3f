"""What a photo may be used for and until when, and whose it is."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0037_photo_metadata'),
    ]

    operations = [
        migrations.AddField(
            model_name='photo',
            name='agency',
            field=models.CharField(blank=True, help_text='Who gives the licence, if not the newsroom.', max_length=200, verbose_name='agency of the photo'),
        ),
        migrations.AddField(
            model_name='photo',
            name='consent_note',
            field=models.TextField(blank=True, help_text='Who has agreed, when, and where that is kept.', max_length=2000, verbose_name='consent of the people shown'),
        ),
        migrations.AddField(
            model_name='photo',
            name='contract_note',
            field=models.TextField(blank=True, max_length=2000, verbose_name='note on the contract'),
        ),
        migrations.AddField(
            model_name='photo',
            name='cost',
            field=models.CharField(blank=True, max_length=100, verbose_name='cost'),
        ),
        migrations.AddField(
            model_name='photo',
            name='for_archive',
            field=models.BooleanField(default=True, help_text='If not, say until when it may be shown: then it goes from old pages too.', verbose_name='in the archive'),
        ),
        migrations.AddField(
            model_name='photo',
            name='for_social',
            field=models.BooleanField(default=True, help_text='As the picture of a link that is shared, and in feeds.', verbose_name='in social networks'),
        ),
        migrations.AddField(
            model_name='photo',
            name='for_web',
            field=models.BooleanField(default=True, verbose_name='on the site'),
        ),
        migrations.AddField(
            model_name='photo',
            name='licence',
            field=models.CharField(blank=True, choices=[('own', 'Own: taken by the newsroom'), ('agency', 'Agency: by a contract'), ('handout', 'Handout: given to be published'), ('paid_once', 'Paid once: for one article'), ('cc0', 'CC0'), ('cc-by', 'CC BY'), ('cc-by-sa', 'CC BY-SA'), ('cc-by-nd', 'CC BY-ND'), ('cc-by-nc', 'CC BY-NC'), ('cc-by-nc-sa', 'CC BY-NC-SA'), ('cc-by-nc-nd', 'CC BY-NC-ND')], help_text='By what right the newsroom uses the photo.', max_length=20, verbose_name='licence'),
        ),
        migrations.AddField(
            model_name='photo',
            name='medium',
            field=models.CharField(choices=[('photo', 'Photograph'), ('picture', 'Picture'), ('still', 'Still from a video')], default='photo', help_text='What stands before the credit.', max_length=10, verbose_name='what it is'),
        ),
        migrations.AddField(
            model_name='photo',
            name='shows_minors',
            field=models.BooleanField(default=False, verbose_name='minors are shown'),
        ),
        migrations.AddField(
            model_name='photo',
            name='source_url',
            field=models.URLField(blank=True, help_text='The page where the photo was found, and where a licence is to be had.', max_length=500, verbose_name='address of the source'),
        ),
        migrations.AddField(
            model_name='photo',
            name='territories',
            field=models.CharField(blank=True, help_text='Where it may be shown, if not everywhere. For the desk: readers are not told apart.', max_length=300, verbose_name='territories'),
        ),
        migrations.AddField(
            model_name='photo',
            name='valid_from',
            field=models.DateTimeField(blank=True, null=True, verbose_name='may be shown from'),
        ),
        migrations.AddField(
            model_name='photo',
            name='valid_until',
            field=models.DateTimeField(blank=True, help_text='At this instant the photo goes from all pages, and its files with it.', null=True, verbose_name='may be shown until'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(condition=models.Q(('valid_from__isnull', False)), fields=['valid_from'], name='photo_valid_from'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(condition=models.Q(('valid_until__isnull', False)), fields=['valid_until'], name='photo_valid_until'),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(('for_archive', True), ('valid_until__isnull', False), _connector='OR'), name='photo_beyond_archive_has_end'),
        ),
    ]
