"""Every tag gets the key by which all its spellings are one; tags that were there twice are merged.

As the desk merges them: the oldest stays, articles have it in the place of the other, which is no
more; its address leads on, and the act is on record.
"""

from django.db import migrations, models
from django.utils import timezone

from articles.kazakh.words import name_key
from articles.models.audit import FIRST_SEAL
from articles.models.audit import AuditEntry as CurrentAct


def fill(apps, schema_editor):
    Tag = apps.get_model("articles", "Tag")
    kept = {}
    for tag in Tag.objects.order_by("pk"):
        tag.key = name_key(tag.name) or f"u{tag.pk}"
        into = kept.setdefault(tag.key, tag)
        if into is tag:
            Tag.objects.filter(pk=tag.pk).update(key=tag.key)
        else:
            merge(apps, tag, into)


def merge(apps, tag, into):
    ArticleTag = apps.get_model("articles", "ArticleTag")
    there = ArticleTag.objects.filter(tag=into).values("content_object")
    ArticleTag.objects.filter(tag=tag, content_object__in=there).delete()
    ArticleTag.objects.filter(tag=tag).update(tag=into)
    if tag.is_pinned and not into.is_pinned:
        into.is_pinned = True
        type(into).objects.filter(pk=into.pk).update(is_pinned=True)
    old, new = f"/tag/{tag.slug}/", f"/tag/{into.slug}/"
    OldPath = apps.get_model("articles", "OldPath")
    OldPath.objects.filter(target=old).update(target=new)
    OldPath.objects.update_or_create(path=old, defaults={"target": new})
    record(apps, tag, into)
    tag.delete()


def record(apps, tag, into):
    Act = apps.get_model("articles", "Act")
    last = Act.objects.order_by("-pk").values_list("pk", "seal").first() or (0, FIRST_SEAL)
    at = timezone.now()
    act = Act(
        pk=last[0] + 1,
        at=at.replace(microsecond=at.microsecond // 1000 * 1000),
        origin="migrate",
        verb="merge_tags",
        model="tag",
        key=tag.pk,
        title=f"#{tag.name}"[:300],
        before={"name": tag.name, "slug": tag.slug, "into": into.name},
        after={"tag": into.pk},
    )
    act.seal = CurrentAct.sealed(act, last[1])
    act.save(force_insert=True)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0022_taggit"),
    ]

    operations = [
        migrations.AddField(
            model_name="tag",
            name="key",
            field=models.CharField(blank=True, default="", editable=False, max_length=300),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
