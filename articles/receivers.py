"""Joins what happens in the domain to the engines; connected by ``apps.py``."""

from functools import partial

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver

from . import related, renditions
from .models import ROLES, Kind, Photo, Section, SiteIdentity, Tag
from .search import index
from .signals import article_changed


@receiver(article_changed)
def enter_into_index(sender, article, **kwargs):
    """Let search find the article as it is now."""
    index.write([article])


@receiver(article_changed)
def refresh_sidebars(sender, article, at, **kwargs):
    """Keep the stored related articles in step."""
    related.refresh_around(article, at=at)


@receiver(post_save, sender=Photo)
def cut_renditions(sender, instance, raw=False, **kwargs):
    """Cut renditions when a photo has a new file."""
    if instance.file and not raw and instance.renditions.get("source") != instance.file.name:
        renditions.make(instance)


@receiver(post_delete, sender=Photo)
def remove_files(sender, instance, **kwargs):
    """Delete the files once the row is gone for good."""
    transaction.on_commit(partial(renditions.remove, instance))


@receiver([post_save, post_delete], sender=Kind)
@receiver([post_save, post_delete], sender=Section)
@receiver([post_save, post_delete], sender=Tag)
def touch_site(sender, instance, **kwargs):
    """Let every process read sections and pinned tags again."""
    SiteIdentity.touch()


@receiver(post_save, sender=SiteIdentity)
def touch_site_itself(sender, instance, created, **kwargs):
    """Let every process read the identity again."""
    if not created:
        SiteIdentity.touch()


@receiver(post_migrate)
def make_roles(sender, **kwargs):
    """Groups with their permissions; a group that is there already is the operator's own."""
    if sender.label != "articles":
        return
    create_permissions(sender, verbosity=0)  # Django's own receiver for them comes after this one
    for name, codenames in ROLES.items():
        group, created = Group.objects.get_or_create(name=name)
        if created:
            group.permissions.set(
                Permission.objects.filter(
                    content_type__app_label="articles", codename__in=codenames
                )
            )
